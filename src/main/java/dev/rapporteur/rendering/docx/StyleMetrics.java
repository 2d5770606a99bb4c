package dev.rapporteur.rendering.docx;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a paragraph's properties say of its height, in twentieths of a point.
 *
 * @param fontSize height of the letters
 * @param line from baseline to baseline, at least
 * @param before space above
 * @param after space below
 * @param indent taken from the width on both sides
 * @param keepNext whether it stays on the page of what follows
 * @param pageBreakBefore whether it starts a page
 */
record StyleMetrics(
    int fontSize,
    int line,
    int before,
    int after,
    int indent,
    boolean keepNext,
    boolean pageBreakBefore) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,6}");
  private static final int STANDARD_SIZE = 200;

  /** Letters of the usual families take this much of a line, per unit of their size. */
  private static final double LINE_OF_FONT = 1.36;

  /** The metrics of all paragraph styles by their ids; the one without id is the default. */
  static Map<String, StyleMetrics> of(XmlNode.Element styles) {
    Map<String, StyleMetrics> all = new HashMap<>();
    StyleMetrics plain = new StyleMetrics(STANDARD_SIZE, 0, 0, 0, 0, false, false);
    Optional<XmlNode.Element> defaults = styles.wordChild("docDefaults");
    plain =
        plain.with(
            defaults.flatMap(d -> d.wordChild("pPrDefault")).flatMap(d -> d.wordChild("pPr")),
            defaults.flatMap(d -> d.wordChild("rPrDefault")).flatMap(d -> d.wordChild("rPr")));
    all.put("", plain);
    for (XmlNode.Element style : styles.elements().filter(e -> e.isWord("style")).toList()) {
      String parent = style.wordChild("basedOn").flatMap(b -> b.word("val")).orElse("");
      StyleMetrics own =
          all.getOrDefault(parent, plain).with(style.wordChild("pPr"), style.wordChild("rPr"));
      all.put(style.word("styleId").orElse(""), own);
      if (style.word("default").isPresent() && style.word("type").orElse("").equals("paragraph")) {
        all.put("", own);
      }
    }
    return all;
  }

  /** These metrics with what the properties say otherwise. */
  StyleMetrics with(Optional<XmlNode.Element> paragraph, Optional<XmlNode.Element> run) {
    int size = number(run, "sz", "val").map(half -> half * 10).orElse(fontSize);
    int natural = (int) (size * LINE_OF_FONT);
    Optional<Integer> spacing = number(paragraph, "spacing", "line");
    String rule =
        paragraph
            .flatMap(p -> p.wordChild("spacing"))
            .flatMap(s -> s.word("lineRule"))
            .orElse("auto");
    int height =
        spacing
            .map(
                value ->
                    switch (rule) {
                      case "exact" -> value;
                      case "atLeast" -> Math.max(value, natural);
                      default -> natural * value / 240;
                    })
            .orElse(Math.max(line, natural));
    int sides =
        number(paragraph, "ind", "left").orElse(0) + number(paragraph, "ind", "right").orElse(0);
    return new StyleMetrics(
        size,
        height,
        number(paragraph, "spacing", "before").orElse(before),
        number(paragraph, "spacing", "after").orElse(after),
        paragraph.flatMap(p -> p.wordChild("ind")).isPresent() ? sides : indent,
        keepNext || paragraph.flatMap(p -> p.wordChild("keepNext")).isPresent(),
        pageBreakBefore || paragraph.flatMap(p -> p.wordChild("pageBreakBefore")).isPresent());
  }

  private static Optional<Integer> number(
      Optional<XmlNode.Element> properties, String child, String attribute) {
    return properties
        .flatMap(p -> p.wordChild(child))
        .flatMap(e -> e.word(attribute))
        .filter(value -> NUMBER.matcher(value).matches())
        .map(Integer::parseInt);
  }
}
