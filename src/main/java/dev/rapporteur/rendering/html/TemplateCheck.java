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

  private static final int DEEPEST = 80;
  private static final int WIDEST_SPAN = 100;

  /** A file beside the template that it uses, and where it says so. */
  record OwnFile(String name, int line, int column) {}

  private final String file;
  private final List<OwnFile> ownFiles = new ArrayList<>();
  private final List<DefinitionError> errors = new ArrayList<>();
  private Locator place = new org.xml.sax.helpers.LocatorImpl();
  private final StringBuilder style = new StringBuilder();
  private boolean inStyle;
  private int depth;

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

  /** The files that the template uses; known once it was checked. */
  List<OwnFile> ownFiles() {
    return ownFiles;
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
  public void startElement(String uri, String local, String name, Attributes attributes)
      throws SAXException {
    if (++depth > DEEPEST) {
      throw new SAXParseException("elements are nested deeper than " + DEEPEST, place);
    }
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
    depth--;
    if (inStyle) {
      checkStyle(style.toString());
      style.setLength(0);
    }
    inStyle = false;
  }

  @Override
  public void characters(char[] text, int start, int length) {
    if (inStyle) {
      style.append(text, start, length);
    }
  }

  private void checkStyle(String css) {
    if (css.contains("{{")) {
      refuse("a tag stands in a style", "choose between classes instead");
    }
    StyleCheck.hugeLength(css).ifPresent(length -> refuse(length + " is longer than any page", ""));
  }

  @Override
  public void processingInstruction(String target, String data) {
    refuse("<?" + target + "?> cannot be used in a print template", "");
  }

  private void checkAttribute(String element, String name, String value) {
    switch (name) {
      case "href" -> checkLink(element, value);
      case "src" -> checkOwnFile(name, value);
      case "style" -> checkStyle(value);
      case "colspan", "rowspan" -> {
        if (!value.matches("\\d{1,3}") || Integer.parseInt(value) > WIDEST_SPAN) {
          refuse(name + "=\"" + value + "\" is not a number up to " + WIDEST_SPAN, "");
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
    } else if (value.startsWith("data:image/svg") || value.endsWith(".svg")) {
      refuse("SVG pictures cannot be used in a print template", "use PNG or JPEG");
    } else if (value.startsWith("data:image/")) {
      return;
    } else if (value.contains(":") || value.startsWith("/")) {
      refuse(
          name + "=\"" + value + "\" is outside of the template's folder",
          "put the file beside the template");
    } else {
      ownFiles.add(new OwnFile(value, place.getLineNumber(), place.getColumnNumber()));
    }
  }

  private void refuse(String message, String hint) {
    errors.add(
        new DefinitionError(file, place.getLineNumber(), place.getColumnNumber(), message, hint));
  }
}
