package dev.rapporteur.rendering.html;

import dev.rapporteur.report.DefinitionError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Whether a template is well-formed and holds only what a printed page needs. */
final class TemplateCheck extends DefaultHandler {
  private static final Set<String> REFUSED =
      Set.of(
          "script",
          "iframe",
          "frame",
          "frameset",
          "object",
          "embed",
          "applet",
          "audio",
          "video",
          "form",
          "input",
          "button",
          "select",
          "textarea",
          "base",
          "bookmark",
          "bookmarks",
          "svg");

  private final String file;
  private final List<DefinitionError> errors = new ArrayList<>();
  private Locator place = new org.xml.sax.helpers.LocatorImpl();
  private boolean inStyle;

  TemplateCheck(String file) {
    this.file = file;
  }

  List<DefinitionError> check(String text) {
    try {
      StrictXml.read(text, this);
    } catch (SAXParseException malformed) {
      errors.add(
          new DefinitionError(
              file,
              Math.max(0, malformed.getLineNumber()),
              Math.max(0, malformed.getColumnNumber()),
              "not well-formed: " + message(malformed),
              hint(malformed)));
    } catch (SAXException malformed) {
      errors.add(new DefinitionError(file, 0, 0, "not well-formed: " + message(malformed), ""));
    }
    return errors;
  }

  static String message(SAXException malformed) {
    String message = String.valueOf(malformed.getMessage());
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  private static String hint(SAXException malformed) {
    String message = message(malformed);
    if (message.contains("DOCTYPE")) {
      return "only <!DOCTYPE html> may stand at the start";
    }
    return message.contains("entity \"") ? "write the character itself, or &#160; for a space" : "";
  }

  @Override
  public void setDocumentLocator(Locator locator) {
    this.place = locator;
  }

  @Override
  public void startElement(String uri, String local, String name, Attributes attributes) {
    if (!name.equals(name.toLowerCase(Locale.ROOT))) {
      refuse("<" + name + "> is written in lower case", "");
    }
    if (REFUSED.contains(name)) {
      refuse("<" + name + "> cannot be used in a print template", "");
    }
    inStyle = name.equals("style");
    for (int i = 0; i < attributes.getLength(); i++) {
      checkAttribute(name, attributes.getQName(i), attributes.getValue(i).strip());
    }
  }

  @Override
  public void endElement(String uri, String local, String name) {
    inStyle = false;
  }

  @Override
  public void characters(char[] text, int start, int length) {
    if (inStyle && new String(text, start, length).contains("{{")) {
      refuse("a tag stands in <style>", "choose between classes instead");
    }
  }

  @Override
  public void processingInstruction(String target, String data) {
    refuse("<?" + target + "?> cannot be used in a print template", "");
  }

  private void checkAttribute(String element, String name, String value) {
    switch (name) {
      case "href" -> checkLink(element, value);
      case "src" -> checkOwnFile(name, value);
      case "style" -> {
        if (value.contains("{{")) {
          refuse("a tag stands in style=\"…\"", "choose between classes instead");
        }
      }
      case "http-equiv", "background", "srcset", "action" ->
          refuse(name + " cannot be used in a print template", "");
      default -> {
        if (name.startsWith("on")) {
          refuse(name + " cannot be used in a print template", "");
        }
      }
    }
  }

  private void checkLink(String element, String value) {
    if (element.equals("link")) {
      checkOwnFile("href", value);
    } else if (!value.startsWith("#")) {
      refuse(
          "href=\"" + value + "\" leaves the document", "link to the id of an element, as \"#id\"");
    }
  }

  private void checkOwnFile(String name, String value) {
    if (value.contains("{{")) {
      refuse("a tag stands in " + name + "=\"…\"", "use a tag whose value is a picture");
    } else if (!value.startsWith("data:image/") && (value.contains(":") || value.startsWith("/"))) {
      refuse(
          name + "=\"" + value + "\" is outside of the template's folder",
          "put the file beside the template");
    }
  }

  private void refuse(String message, String hint) {
    errors.add(
        new DefinitionError(file, place.getLineNumber(), place.getColumnNumber(), message, hint));
  }
}
