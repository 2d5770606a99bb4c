package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A template to start from: a plain document that holds every tag of a report, in the form each can
 * be used in. Its author moves, removes and formats them in Word.
 */
public final class StarterTemplate {
  private static final int TEXT_WIDTH = 9_026;

  private final boolean chinese;
  private final StringBuilder body = new StringBuilder();

  private StarterTemplate(boolean chinese) {
    this.chinese = chinese;
  }

  /**
   * The template as a Word file.
   *
   * @param content of the report, with sample values; its names become tags
   */
  public static byte[] of(ReportContent content) {
    StarterTemplate starter = new StarterTemplate(content.locale().getLanguage().equals("zh"));
    starter.write(content.root());
    return starter.file();
  }

  private void write(ContentValue.Fields root) {
    paragraph("Title", "{{title}}");
    contents();
    Map<String, ContentValue> values = root.values();
    heading(chinese ? "文字与数字" : "Words and numbers");
    values.forEach((name, value) -> single(name, value));
    values.forEach(
        (name, value) -> {
          if (value instanceof ContentValue.Rows list && !isSections(list)) {
            list(name, list);
          }
        });
    if (values.get("section") instanceof ContentValue.Fields sections) {
      sections
          .values()
          .forEach((id, section) -> section("section." + id, (ContentValue.Fields) section));
    }
  }

  /** Rows whose values are set as paragraphs of their own; they are shown by their ids. */
  private static boolean isSections(ContentValue.Rows list) {
    return list.rows().stream()
        .flatMap(row -> row.values().values().stream())
        .anyMatch(ContentValue::standsAlone);
  }

  private void single(String path, ContentValue value) {
    switch (value) {
      case ContentValue.Text ignored -> paragraph("", path + ": {{" + path + "}}");
      case ContentValue.Number ignored -> paragraph("", path + ": {{" + path + "}}");
      case ContentValue.Image ignored -> paragraph("", "{{" + path + "}}");
      case ContentValue.Flag ignored ->
          paragraph(
              "",
              path
                  + ": {{#if "
                  + path
                  + "}}"
                  + (chinese ? "是" : "yes")
                  + "{{else}}"
                  + (chinese ? "否" : "no")
                  + "{{/if}}");
      case ContentValue.Fields group -> {
        if (!path.equals("section")) {
          group.values().forEach((name, inner) -> single(path + "." + name, inner));
        }
      }
      case ContentValue.Narrative ignored -> paragraph("", "{{" + path + "}}");
      case ContentValue.Table ignored -> paragraph("", "{{" + path + "}}");
      case ContentValue.Chart ignored -> paragraph("", "{{" + path + "}}");
      case ContentValue.Rows ignored -> {}
    }
  }

  private void list(String name, ContentValue.Rows list) {
    List<String> columns = new ArrayList<>();
    if (!list.rows().isEmpty()) {
      columns(list.rows().getFirst(), "", columns);
    }
    if (columns.isEmpty()) {
      return;
    }
    heading(name);
    int width = TEXT_WIDTH / columns.size();
    body.append("<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"")
        .append(TEXT_WIDTH)
        .append("\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>")
        .append(("<w:gridCol w:w=\"" + width + "\"/>").repeat(columns.size()))
        .append("</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>");
    columns.forEach(column -> cell(width, "TableHead", column.replaceAll("[{}#/]|if .*", "")));
    body.append("</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (int i = 0; i < columns.size(); i++) {
      String start = i == 0 ? "{{#each " + name + "}}" : "";
      String end = i == columns.size() - 1 ? "{{/each}}" : "";
      cell(width, "TableText", start + columns.get(i) + end);
    }
    body.append("</w:tr></w:tbl>");
    paragraph("", "");
  }

  private static void columns(ContentValue.Fields row, String prefix, List<String> columns) {
    row.values()
        .forEach(
            (name, value) -> {
              switch (value) {
                case ContentValue.Text ignored -> columns.add("{{" + prefix + name + "}}");
                case ContentValue.Number ignored -> columns.add("{{" + prefix + name + "}}");
                case ContentValue.Fields group -> columns(group, prefix + name + ".", columns);
                default -> {}
              }
            });
  }

  private void section(String path, ContentValue.Fields section) {
    paragraph("Heading1", "{{" + path + ".number}} {{" + path + ".heading}}");
    section
        .values()
        .forEach(
            (name, value) -> {
              if (value.standsAlone()) {
                paragraph("", "{{" + path + "." + name + "}}");
              }
            });
  }

  private void contents() {
    body.append("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText")
        .append(" xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\z \\u </w:instrText></w:r>")
        .append("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r>")
        .append("<w:fldChar w:fldCharType=\"end\"/></w:r></w:p>");
  }

  private void heading(String words) {
    paragraph("Heading1", words);
  }

  private void cell(int width, String style, String text) {
    body.append("<w:tc><w:tcPr><w:tcW w:w=\"").append(width);
    body.append("\" w:type=\"dxa\"/></w:tcPr>");
    paragraph(style, text);
    body.append("</w:tc>");
  }

  private void paragraph(String style, String text) {
    body.append("<w:p>");
    if (!style.isEmpty()) {
      body.append("<w:pPr><w:pStyle w:val=\"").append(style).append("\"/></w:pPr>");
    }
    if (!text.isEmpty()) {
      body.append("<w:r><w:t xml:space=\"preserve\">");
      Markup.escape(text, body);
      body.append("</w:t></w:r>");
    }
    body.append("</w:p>");
  }

  private byte[] file() {
    body.append("<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>")
        .append("<w:footerReference w:type=\"default\" r:id=\"rId3\"/>")
        .append("<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\"")
        .append(" w:bottom=\"1440\" w:left=\"1440\" w:header=\"708\" w:footer=\"708\"")
        .append(" w:gutter=\"0\"/></w:sectPr>");
    return new DocxFile()
        .document(body.toString())
        .part("styles", "word/styles.xml", styles())
        .part(
            "header", "word/header1.xml", headerOrFooter("hdr", "{{title}} · {{period.label}}", ""))
        .part(
            "footer",
            "word/footer1.xml",
            headerOrFooter(
                "ftr",
                "{{runId}} · ",
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE"
                    + " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"))
        .bytes();
  }

  private static String headerOrFooter(String element, String text, String field) {
    return "<w:"
        + element
        + " "
        + DocxFile.NAMESPACES
        + "><w:p><w:r><w:t xml:space=\"preserve\">"
        + text
        + "</w:t></w:r>"
        + field
        + "</w:p></w:"
        + element
        + ">";
  }

  private static String styles() {
    return "<w:styles "
        + DocxFile.NAMESPACES
        + "><w:docDefaults><w:rPrDefault><w:rPr>"
        + "<w:sz w:val=\"21\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        + "<w:spacing w:after=\"80\"/></w:pPr></w:pPrDefault></w:docDefaults>"
        + "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
        + "<w:name w:val=\"Normal\"/></w:style>"
        + style("Title", "Title", "<w:spacing w:after=\"240\"/>", 48)
        + style(
            "Heading1",
            "heading 1",
            "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
            30)
        + WordStyles.of(new XmlNode.Element("w", "styles", Ooxml.W, List.of(), List.of())).missing()
        + "</w:styles>";
  }

  private static String style(String id, String name, String paragraph, int size) {
    return "<w:style w:type=\"paragraph\" w:styleId=\""
        + id
        + "\"><w:name w:val=\""
        + name
        + "\"/><w:pPr>"
        + paragraph
        + "</w:pPr><w:rPr><w:b/><w:sz w:val=\""
        + size
        + "\"/></w:rPr></w:style>";
  }
}
