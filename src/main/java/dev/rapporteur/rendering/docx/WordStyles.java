package dev.rapporteur.rendering.docx;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The styles of a template: which of them are headings, and which named ones it lacks. */
final class WordStyles {
  /** The named styles that narratives, tables and charts are set in, as they are where missing. */
  private static final Map<String, String> PLAIN = new LinkedHashMap<>();

  static {
    paragraph("NarrativeText", "Narrative Text", "<w:spacing w:after=\"120\"/>", "");
    paragraph(
        "NarrativeBullet",
        "Narrative Bullet",
        "<w:tabs><w:tab w:val=\"left\" w:pos=\"340\"/></w:tabs><w:spacing w:after=\"60\"/>"
            + "<w:ind w:left=\"340\" w:hanging=\"340\"/>",
        "");
    paragraph(
        "NarrativeNumber",
        "Narrative Number",
        "<w:tabs><w:tab w:val=\"left\" w:pos=\"340\"/></w:tabs><w:spacing w:after=\"60\"/>"
            + "<w:ind w:left=\"340\" w:hanging=\"340\"/>",
        "");
    paragraph("NarrativeNote", "Narrative Note", "<w:spacing w:after=\"120\"/>", "<w:i/>");
    paragraph("TableHead", "Table Head", "<w:keepNext/><w:spacing w:after=\"0\"/>", "<w:b/>");
    paragraph("TableText", "Table Text", "<w:spacing w:after=\"0\"/>", "");
    paragraph(
        "TableNumber", "Table Number", "<w:spacing w:after=\"0\"/><w:jc w:val=\"right\"/>", "");
    paragraph(
        "TableCaption", "Table Caption", "<w:keepNext/><w:spacing w:after=\"60\"/>", "<w:b/>");
    paragraph("TableRemark", "Table Remark", "<w:spacing w:before=\"40\"/>", "");
    paragraph("ChartTitle", "Chart Title", "<w:keepNext/><w:spacing w:after=\"0\"/>", "<w:b/>");
    paragraph("ChartSubtitle", "Chart Subtitle", "<w:keepNext/><w:spacing w:after=\"60\"/>", "");
    PLAIN.put(
        "ReportTable",
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"ReportTable\">"
            + "<w:name w:val=\"Report Table\"/><w:tblPr><w:tblBorders>"
            + "<w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>"
            + "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>"
            + "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"D0D0D0\"/>"
            + "</w:tblBorders><w:tblCellMar><w:left w:w=\"80\" w:type=\"dxa\"/>"
            + "<w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>");
  }

  private final Map<String, Integer> headingLevels = new HashMap<>();
  private final Map<String, String> idsByName = new HashMap<>();
  private final Set<String> ids = new TreeSet<>();
  private final Set<String> numbered = new TreeSet<>();
  private final Map<String, StyleMetrics> metrics;
  private String defaultStyle = "Normal";

  private WordStyles(Map<String, StyleMetrics> metrics) {
    this.metrics = metrics;
  }

  /** The styles of a {@code w:styles} element. */
  static WordStyles of(XmlNode.Element root) {
    WordStyles styles = new WordStyles(StyleMetrics.of(root));
    root.elements().filter(e -> e.isWord("style")).forEach(styles::take);
    return styles;
  }

  private void take(XmlNode.Element style) {
    String id = style.word("styleId").orElse("");
    String name =
        style.wordChild("name").flatMap(n -> n.word("val")).orElse(id).toLowerCase(Locale.ROOT);
    ids.add(id);
    if (style.word("default").isPresent() && style.word("type").orElse("").equals("paragraph")) {
      defaultStyle = id;
    }
    idsByName.put(name, id);
    Optional<XmlNode.Element> properties = style.wordChild("pPr");
    if (properties.flatMap(p -> p.wordChild("numPr")).isPresent()) {
      numbered.add(id);
    }
    int level = outlineLevel(properties);
    if (level == 0 && name.matches("heading [1-9]")) {
      level = name.charAt(8) - '0';
    }
    if (level == 0) {
      String parent = style.wordChild("basedOn").flatMap(b -> b.word("val")).orElse("");
      level = headingLevels.getOrDefault(parent, 0);
    }
    if (level > 0) {
      headingLevels.put(id, level);
    }
  }

  /** The level from 1 of a paragraph that is a heading, else 0. */
  int headingLevel(XmlNode.Element paragraph) {
    Optional<XmlNode.Element> properties = paragraph.wordChild("pPr");
    int own = outlineLevel(properties);
    return own > 0
        ? own
        : properties
            .flatMap(p -> p.wordChild("pStyle"))
            .flatMap(s -> s.word("val"))
            .map(id -> headingLevels.getOrDefault(id, 0))
            .orElse(0);
  }

  private static int outlineLevel(Optional<XmlNode.Element> properties) {
    return properties
        .flatMap(p -> p.wordChild("outlineLvl"))
        .flatMap(l -> l.word("val"))
        .map(Integer::parseInt)
        .filter(level -> level < 9)
        .map(level -> level + 1)
        .orElse(0);
  }

  /** Whether it is the style of paragraphs that name none; its id differs with Word's language. */
  boolean isDefault(String id) {
    return id.equals(defaultStyle);
  }

  /** Whether paragraphs of that style are numbered or bulleted by the style itself. */
  boolean isNumbered(String id) {
    return numbered.contains(id);
  }

  /** Heights by style, for reckoning pages. */
  Map<String, StyleMetrics> metrics() {
    return metrics;
  }

  /** The id of the style for entries of that level in the table of contents. */
  String contentsStyle(int level) {
    return idsByName.getOrDefault("toc " + level, "TOC" + level);
  }

  /** The run properties of a footnote's mark. */
  String noteReference() {
    String id = idsByName.get("footnote reference");
    return id == null ? "<w:vertAlign w:val=\"superscript\"/>" : "<w:rStyle w:val=\"" + id + "\"/>";
  }

  /** The paragraph properties of a footnote's text. */
  String noteText() {
    String id = idsByName.get("footnote text");
    return id == null ? "" : "<w:pPr><w:pStyle w:val=\"" + id + "\"/></w:pPr>";
  }

  /** Definitions of the named styles that the template lacks. */
  String missing() {
    StringBuilder added = new StringBuilder();
    PLAIN.forEach(
        (id, definition) -> {
          if (!ids.contains(id)) {
            added.append(definition);
          }
        });
    return added.toString();
  }

  private static void paragraph(String id, String name, String properties, String run) {
    PLAIN.put(
        id,
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\""
            + id
            + "\"><w:name w:val=\""
            + name
            + "\"/><w:pPr>"
            + properties
            + "</w:pPr>"
            + (run.isEmpty() ? "" : "<w:rPr>" + run + "</w:rPr>")
            + "</w:style>");
  }
}
