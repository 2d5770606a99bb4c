package dev.rapporteur.rendering.docx;

import java.util.Set;

/** Writes the elements of a template as markup, without what editors note for themselves. */
final class Markup {
  private static final Set<String> DROPPED =
      Set.of(
          "proofErr",
          "lastRenderedPageBreak",
          "commentRangeStart",
          "commentRangeEnd",
          "commentReference");

  private Markup() {}

  /** Whether an element has no meaning in a document that is made from the template. */
  static boolean isDropped(XmlNode.Element element) {
    return element.namespace().equals(Ooxml.W) && DROPPED.contains(element.local());
  }

  static String of(XmlNode.Element element) {
    StringBuilder out = new StringBuilder();
    write(element, out);
    return out.toString();
  }

  static void write(XmlNode.Element element, StringBuilder out) {
    if (isDropped(element)) {
      return;
    }
    start(element, out);
    if (element.children().isEmpty()) {
      out.setLength(out.length() - 1);
      out.append("/>");
      return;
    }
    for (XmlNode child : element.children()) {
      switch (child) {
        case XmlNode.Text text -> escape(text.text(), out);
        case XmlNode.Element inner -> write(inner, out);
      }
    }
    end(element, out);
  }

  static void start(XmlNode.Element element, StringBuilder out) {
    out.append('<').append(element.name());
    for (XmlNode.Attribute attribute : element.attributes()) {
      if (!isOwnNote(attribute)) {
        out.append(' ').append(attribute.name()).append("=\"");
        escape(attribute.value(), out);
        out.append('"');
      }
    }
    out.append('>');
  }

  static void end(XmlNode.Element element, StringBuilder out) {
    out.append("</").append(element.name()).append('>');
  }

  /** Revision and paragraph ids, which would be there twice after a loop. */
  private static boolean isOwnNote(XmlNode.Attribute attribute) {
    return switch (attribute.namespace()) {
      case Ooxml.W -> attribute.local().startsWith("rsid");
      case Ooxml.W14 -> attribute.local().equals("paraId") || attribute.local().equals("textId");
      default -> false;
    };
  }

  static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\t' -> out.append("&#9;");
        case '\n' -> out.append("&#10;");
        case '\r' -> out.append("&#13;");
        default -> out.append(c);
      }
    }
  }
}
