package dev.rapporteur.rendering.pdf;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Sees to it that each character of a document has a glyph: words that the font of the text does
 * not have are set in one that does, and characters that none has are an error that names them.
 */
final class GlyphCheck {
  /** Prefix of the class of a word in another font; its place in the order of fonts follows. */
  static final String FONT_CLASS = "font-";

  private static final int SHOWN = 10;

  private final GlyphRuns runs;
  private final Set<String> missing = new LinkedHashSet<>();
  private String heading = "";

  GlyphCheck(DocumentFonts fonts, Locale locale) {
    this.runs = new GlyphRuns(fonts, locale);
  }

  /** Changes the document's texts. */
  void apply(Document document) {
    List<Node> texts = new ArrayList<>();
    collect(document.getDocumentElement(), texts);
    for (Node text : texts) {
      Node parent = text.getParentNode();
      if (parent.getNodeName().matches("h[1-6]")) {
        heading = parent.getTextContent().strip();
      }
      split(text);
    }
  }

  /** Notes the characters of words that are drawn, not laid out. */
  void look(String text, String place) {
    if (!isAscii(text)) {
      runs.of(text, note(text, place));
    }
  }

  /**
   * @throws RapporteurException naming the characters, their words and their places
   */
  void refuseMissing() {
    if (missing.isEmpty()) {
      return;
    }
    List<String> lines = missing.stream().limit(SHOWN).toList();
    String more = missing.size() > SHOWN ? "\nand " + (missing.size() - SHOWN) + " more" : "";
    throw new RapporteurException(
        FailureKind.DATA,
        "No font of the PDF has these characters:\n" + String.join("\n", lines) + more,
        "Put a font that has them into the folder fonts/ of the workspace, or change the words.");
  }

  private static void collect(Node node, List<Node> texts) {
    String name = node.getNodeName();
    if (name.equals("style") || name.equals("meta")) {
      return;
    }
    if (node.getNodeType() == Node.TEXT_NODE && !node.getNodeValue().isBlank()) {
      texts.add(node);
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      collect(child, texts);
    }
  }

  private void split(Node text) {
    String words = text.getNodeValue();
    if (isAscii(words)) {
      return;
    }
    List<GlyphRuns.Run> parts = runs.of(words, note(words, heading));
    if (parts.size() == 1 && parts.getFirst().font() == 0) {
      text.setNodeValue(parts.getFirst().text());
      return;
    }
    Node parent = text.getParentNode();
    Document document = text.getOwnerDocument();
    for (GlyphRuns.Run part : parts) {
      // All parts get an element: the layout writes words beside elements before those in them.
      Element span = document.createElement("span");
      span.setAttribute("class", FONT_CLASS + part.font());
      span.appendChild(document.createTextNode(part.text()));
      parent.insertBefore(span, text);
    }
    parent.removeChild(text);
  }

  private static boolean isAscii(String words) {
    for (int i = 0; i < words.length(); i++) {
      if (words.charAt(i) >= 0x7F) {
        return false;
      }
    }
    return true;
  }

  private IntConsumer note(String words, String place) {
    return character -> {
      String text = words.strip().replaceAll("\\s+", " ");
      missing.add(
          String.format(
              Locale.ROOT,
              "U+%04X %s in \"%s\"%s",
              character,
              Character.toString(character),
              text.length() > 60 ? text.substring(0, text.offsetByCodePoints(0, 50)) + "…" : text,
              place.isEmpty() ? "" : " under \"" + place + "\""));
    };
  }
}
