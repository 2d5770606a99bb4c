package dev.rapporteur.rendering.docx;

import java.util.Optional;
import java.util.Set;

/**
 * How characters look.
 *
 * @param plain their {@code w:rPr}, or an empty text
 * @param bold the same in bold
 */
record RunLook(String plain, String bold) {
  static final RunLook OF_STYLE = new RunLook("", "<w:rPr><w:b/><w:bCs/></w:rPr>");

  /** What the schema sets before {@code w:b}. */
  private static final Set<String> BEFORE_BOLD =
      Set.of("ins", "del", "moveFrom", "moveTo", "rStyle", "rFonts");

  static RunLook of(Optional<XmlNode.Element> properties) {
    return properties.map(p -> new RunLook(Markup.of(p), bold(p))).orElse(OF_STYLE);
  }

  private static String bold(XmlNode.Element properties) {
    StringBuilder out = new StringBuilder("<w:rPr>");
    properties
        .elements()
        .filter(p -> BEFORE_BOLD.contains(p.local()))
        .forEach(p -> Markup.write(p, out));
    out.append("<w:b/><w:bCs/>");
    properties
        .elements()
        .filter(p -> !BEFORE_BOLD.contains(p.local()) && !Set.of("b", "bCs").contains(p.local()))
        .forEach(p -> Markup.write(p, out));
    return out.append("</w:rPr>").toString();
  }
}
