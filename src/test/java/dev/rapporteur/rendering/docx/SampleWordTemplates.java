package dev.rapporteur.rendering.docx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes the Word templates of the samples, so that they can be changed and reviewed as text. Run
 * {@link #main} from the root of the project after a change.
 *
 * <p>One type family per script, four sizes (28, 16, 10, 8 points), one accent color, thin
 * horizontal rules.
 */
final class SampleWordTemplates {
  static final String ENGLISH = "templates/sales-monthly/report.docx";
  static final String CHINESE = "templates/sales-monthly-zh/report.docx";

  /** A4 with margins of 22 mm: 9412 twentieths of a point of text. */
  private static final int TEXT_WIDTH = 9_412;

  private static final String MUTED = "<w:color w:val=\"5A6772\"/>";
  private static final String RULE = "E3E8EC";

  private final boolean chinese;

  private SampleWordTemplates(boolean chinese) {
    this.chinese = chinese;
  }

  /** Writes both templates into the folder of the project. */
  public static void main(String... arguments) throws IOException {
    Path root = Path.of(arguments.length > 0 ? arguments[0] : ".");
    for (Map.Entry<String, byte[]> template : all().entrySet()) {
      Path file = root.resolve(template.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, template.getValue());
    }
  }

  static Map<String, byte[]> all() {
    return Map.of(
        ENGLISH, new SampleWordTemplates(false).bytes(),
        CHINESE, new SampleWordTemplates(true).bytes());
  }

  private byte[] bytes() {
    return new DocxFile()
        .document(
            cover()
                + contents()
                + atAGlance()
                + sections()
                + checks()
                + signOff()
                + appendix()
                + lastSection())
        .part("styles", "word/styles.xml", styles())
        .part(
            "theme",
            "word/theme/theme1.xml",
            "application/vnd.openxmlformats-officedocument.theme+xml",
            theme())
        .part("settings", "word/settings.xml", settings())
        .part("numbering", "word/numbering.xml", numbering())
        .part("fontTable", "word/fontTable.xml", fonts())
        .part("footnotes", "word/footnotes.xml", footnotes())
        .part("header", "word/header1.xml", header())
        .part("footer", "word/footer1.xml", footer())
        .part("header", "word/header2.xml", "<w:hdr " + DocxFile.NAMESPACES + "><w:p/></w:hdr>")
        .part("footer", "word/footer2.xml", "<w:ftr " + DocxFile.NAMESPACES + "><w:p/></w:ftr>")
        .bytes();
  }

  private String say(String english, String chineseText) {
    return chinese ? chineseText : english;
  }

  // The pages.

  private String cover() {
    return p("Company", "{{company}}")
        + p("Title", "{{title}}")
        + p("Subtitle", "{{subtitle}}")
        + p("CoverPeriod", "{{period.label}}")
        + table(
            "",
            new int[] {2_300, 7_112},
            coverRow(say("State", "状态"), "{{state}}")
                + coverRow(say("Data as of", "数据截至"), "{{dataAsOf}}")
                + coverRow(say("Written by", "撰写"), "{{writtenBy}}")
                + coverRow(say("Reviewed by", "审阅"), "{{reviewedBy}}")
                + coverRow(say("Made", "生成时间"), "{{madeAt}}")
                + coverRow(
                    say("Run", "运行编号"),
                    "{{runId}}" + say(", revision {{revision}}", "，第{{revision}}版")))
        + p("", "{{#if writerNote}}")
        + p("Callout", "{{writerNote}}")
        + p("", "{{/if}}");
  }

  private String coverRow(String label, String value) {
    return row("", cell(2_300, "", p("Label", label)), cell(7_112, "", p("CoverValue", value)));
  }

  private String contents() {
    return "<w:p><w:pPr><w:pStyle w:val=\"ContentsHeading\"/></w:pPr>"
        + run("", say("Contents", "目录"))
        + "</w:p>"
        + "<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
        + "<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\z \\u </w:instrText></w:r>"
        + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>"
        + say("Contents", "目录")
        + "</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        + p(
            "Callout",
            say(
                "Each number in this document is tied to a query result. The appendix says how it"
                    + " was calculated, from which call, and when.",
                "本报告中的每个数字均可追溯到查询结果，附录列明其算法、来源调用与时间。"));
  }

  private String atAGlance() {
    int[] widths = {2_200, 2_950, 2_131, 2_131};
    return "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/><w:pageBreakBefore/><w:spacing w:before=\"0\"/></w:pPr>"
        + run("", say("At a glance", "核心指标"))
        + "</w:p>"
        + table(
            "KeyFigures",
            widths,
            row(
                "<w:cantSplit/>",
                cell(widths[0], CENTERED, p("KeyName", "{{#each keyFigures}}{{name}}")),
                cell(widths[1], CENTERED, p("KeyValue", "{{value}}")),
                cell(widths[2], CENTERED, comparison("First", "first")),
                cell(
                    widths[3],
                    CENTERED,
                    comparison("Second", "second") + p("KeyLabel", "{{/each}}"))))
        + p("Gap", "")
        + p("", "{{#if hasKeyChart}}")
        + p("", "{{keyChart}}")
        + p("", "{{/if}}");
  }

  private static final String CENTERED = "<w:vAlign w:val=\"center\"/>";

  private String comparison(String flag, String name) {
    return p(
            "KeyChange",
            "{{#if has"
                + flag
                + "}}{{#if "
                + name
                + ".up}}▲ {{/if}}{{#if "
                + name
                + ".down}}▼ {{/if}}{{"
                + name
                + ".value}}{{/if}}")
        + p("KeyLabel", "{{#if has" + flag + "}}" + "{{" + name + ".label}}" + "{{/if}}");
  }

  private String sections() {
    return p("", "{{#each sections}}")
        + p("Heading1", "{{number}}\u2002{{heading}}")
        + p("", "{{#if narrative}}")
        + p("", "{{narrative}}")
        + p("", "{{else}}")
        + p("NarrativeNote", say("Nothing was written for this section.", "本节没有文字。"))
        + p("", "{{/if}}")
        + p("", "{{#if hasChart}}")
        + p("", "{{chart}}")
        + p("", "{{/if}}")
        + p("", "{{#if hasTable}}")
        + p("", "{{table}}")
        + p("", "{{/if}}")
        + p("", "{{/each}}");
  }

  private String checks() {
    int[] quality = {2_300, 7_112};
    int[] findings = {1_500, 3_412, 1_500, 3_000};
    int[] sources = {600, 2_500, 1_900, 4_412};
    return p("Heading1", say("Data quality and checks", "数据质量与核验"))
        + p("", "{{#if quality}}")
        + table(
            "ReportTable",
            quality,
            row(
                "<w:cantSplit/>",
                cell(quality[0], "", p("TableText", "{{#each quality}}{{name}}")),
                cell(quality[1], "", p("TableText", "{{text}}{{/each}}"))))
        + p("Gap", "")
        + p("", "{{/if}}")
        + p("Heading2", say("Findings for the reviewer", "待审阅事项"))
        + p("", "{{#if findings}}")
        + table(
            "ReportTable",
            findings,
            head(
                    findings,
                    say("Section", "章节"),
                    say("Sentence", "语句"),
                    say("Finding", "结论"),
                    say("Reason", "理由"))
                + row(
                    "<w:cantSplit/>",
                    cell(findings[0], "", p("TableText", "{{#each findings}}{{section}}")),
                    cell(findings[1], "", p("TableText", "{{sentence}}")),
                    cell(findings[2], "", p("TableText", "{{verdict}}")),
                    cell(findings[3], "", p("TableText", "{{reason}}{{/each}}"))))
        + p("Gap", "")
        + p("", "{{else}}")
        + p(
            "NarrativeText",
            say(
                "Every number and comparison in the text was found in the data.",
                "文中的数字与比较均已在数据中核实。"))
        + p("", "{{/if}}")
        + p("", "{{#if sources}}")
        + p("Heading2", say("Sources", "资料来源"))
        + table(
            "ReportTable",
            sources,
            head(
                    sources,
                    say("No.", "序号"),
                    say("Document", "文件"),
                    say("Heading", "章节"),
                    say("Passage", "原文"))
                + row(
                    "<w:cantSplit/>",
                    cell(sources[0], "", p("TableText", "{{#each sources}}{{number}}")),
                    cell(sources[1], "", p("TableText", "{{document}}")),
                    cell(sources[2], "", p("TableText", "{{heading}}")),
                    cell(sources[3], "", p("TableText", "{{quote}}{{/each}}"))))
        + p("Gap", "")
        + p("", "{{/if}}");
  }

  private String signOff() {
    int[] widths = {3_137, 3_137, 3_138};
    String line =
        "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"5A6772\"/></w:tcBorders>";
    return p("Heading2", say("Approval", "审批"))
        + p("", "{{#if draft}}")
        + p(
            "Callout",
            say(
                "This is a draft. It has not been approved; {{reviewedBy}} will review it.",
                "本报告为草稿，尚未批准，待{{reviewedBy}}审阅。"))
        + p("", "{{else}}")
        + table(
            "",
            widths,
            row(
                    "<w:cantSplit/>",
                    cell(widths[0], "", p("Label", say("Approved by", "批准"))),
                    cell(widths[1], "", p("Label", say("On", "日期"))),
                    cell(widths[2], "", p("Label", say("Run", "运行编号"))))
                + row(
                    "<w:cantSplit/><w:trHeight w:val=\"560\" w:hRule=\"atLeast\"/>",
                    cell(widths[0], line, p("CoverValue", "{{approvedBy}}")),
                    cell(widths[1], line, p("CoverValue", "{{approvedAt}}")),
                    cell(widths[2], line, p("CoverValue", "{{runId}}"))))
        + p("TableId", say("SHA-256 of the approved draft: ", "所批准草稿的SHA-256：") + "{{draftSha256}}")
        + p("Gap", "")
        + p("", "{{/if}}");
  }

  private String appendix() {
    int[] widths = {2_700, 1_500, 1_750, 2_612, 850};
    return "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/><w:pageBreakBefore/><w:spacing w:before=\"0\"/></w:pPr>"
        + run("", say("Appendix: where the numbers come from", "附录：数字从何而来"))
        + "</w:p>"
        + p("Heading2", say("Figures", "指标"))
        + table(
            "ReportTable",
            widths,
            head(
                    widths,
                    say("Figure", "指标"),
                    say("Period", "期间"),
                    "#" + say("Value", "数值"),
                    say("Formula", "算法"),
                    say("Call", "调用"))
                + row(
                    "<w:cantSplit/>",
                    cell(
                        widths[0],
                        "",
                        p("TableText", "{{#each figures}}{{name}}") + p("TableId", "{{id}}")),
                    cell(widths[1], "", p("TableText", "{{period}}")),
                    cell(widths[2], "", p("TableNumber", "{{value}}")),
                    cell(widths[3], "", p("TableText", "{{formula}}")),
                    cell(widths[4], "", p("TableText", "{{source}}{{/each}}"))))
        + p("Gap", "")
        + p("Heading2", say("Calls", "查询调用"))
        + p("", "{{#each calls}}")
        + p("CallName", "{{id}}\u2002{{function}}")
        + p(
            "CallFacts",
            say("{{parameters}} · {{rows}} rows · {{at}}", "{{parameters}} · {{rows}}行 · {{at}}"))
        + p("Sql", "{{sql}}")
        + p("", "{{/each}}");
  }

  private static String lastSection() {
    return "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId7\"/>"
        + "<w:footerReference w:type=\"default\" r:id=\"rId8\"/>"
        + "<w:headerReference w:type=\"first\" r:id=\"rId9\"/>"
        + "<w:footerReference w:type=\"first\" r:id=\"rId10\"/>"
        + "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1560\" w:right=\"1247\" w:bottom=\"1304\""
        + " w:left=\"1247\" w:header=\"680\" w:footer=\"567\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>";
  }

  private String header() {
    return "<w:hdr "
        + DocxFile.NAMESPACES
        + "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>"
        + run("", "{{title}}")
        + "<w:r><w:tab/></w:r>"
        + run("", "{{period.label}} · {{state}}")
        + "</w:p></w:hdr>";
  }

  private String footer() {
    return "<w:ftr "
        + DocxFile.NAMESPACES
        + "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>"
        + run("", "{{company}} · {{runId}}")
        + "<w:r><w:tab/></w:r>"
        + run("", say("Page ", "第 "))
        + field("PAGE")
        + run("", say(" of ", " 页 共 "))
        + field("NUMPAGES")
        + run("", say("", " 页"))
        + "</w:p></w:ftr>";
  }

  private static String field(String code) {
    return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> "
        + code
        + " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
        + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  }

  // Building blocks.

  private static String p(String style, String text) {
    return "<w:p>"
        + (style.isEmpty() ? "" : "<w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>")
        + run("", text)
        + "</w:p>";
  }

  private static String run(String properties, String text) {
    return text.isEmpty()
        ? ""
        : "<w:r>" + properties + "<w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
  }

  private static String table(String style, int[] widths, String rows) {
    StringBuilder grid = new StringBuilder();
    for (int width : widths) {
      grid.append("<w:gridCol w:w=\"" + width + "\"/>");
    }
    return "<w:tbl><w:tblPr>"
        + (style.isEmpty() ? "" : "<w:tblStyle w:val=\"" + style + "\"/>")
        + "<w:tblW w:w=\""
        + TEXT_WIDTH
        + "\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>"
        + (style.isEmpty()
            ? "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"113\" w:type=\"dxa\"/></w:tblCellMar>"
            : "")
        + "<w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>"
        + "</w:tblPr><w:tblGrid>"
        + grid
        + "</w:tblGrid>"
        + rows
        + "</w:tbl>";
  }

  private static String row(String properties, String... cells) {
    return "<w:tr>"
        + (properties.isEmpty() ? "" : "<w:trPr>" + properties + "</w:trPr>")
        + String.join("", cells)
        + "</w:tr>";
  }

  private static String cell(int width, String properties, String content) {
    return "<w:tc><w:tcPr><w:tcW w:w=\""
        + width
        + "\" w:type=\"dxa\"/>"
        + properties
        + "</w:tcPr>"
        + content
        + "</w:tc>";
  }

  /** A head that is repeated on each page; a label after # stands over numbers. */
  private static String head(int[] widths, String... labels) {
    StringBuilder cells = new StringBuilder();
    for (int i = 0; i < labels.length; i++) {
      boolean number = labels[i].startsWith("#");
      cells.append(
          cell(
              widths[i],
              "<w:vAlign w:val=\"bottom\"/>",
              "<w:p><w:pPr><w:pStyle w:val=\"TableHead\"/>"
                  + (number ? "<w:jc w:val=\"right\"/>" : "")
                  + "</w:pPr>"
                  + run("", number ? labels[i].substring(1) : labels[i])
                  + "</w:p>"));
    }
    return row("<w:cantSplit/><w:tblHeader/>", cells.toString());
  }

  // How it looks.

  private String styles() {
    int body = chinese ? 21 : 20;
    int leading = chinese ? 340 : 290;
    return "<w:styles "
        + DocxFile.NAMESPACES
        + "><w:docDefaults><w:rPrDefault><w:rPr>"
        + "<w:rFonts w:asciiTheme=\"minorHAnsi\" w:hAnsiTheme=\"minorHAnsi\" w:eastAsiaTheme=\"minorEastAsia\" w:cstheme=\"minorBidi\"/>"
        + "<w:color w:val=\"1B2733\"/><w:sz w:val=\""
        + body
        + "\"/><w:szCs w:val=\""
        + body
        + "\"/>"
        + "<w:lang w:val=\""
        + say("en-GB", "en-US")
        + "\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
        + "<w:pPrDefault><w:pPr><w:spacing w:after=\"0\" w:line=\""
        + leading
        + "\" w:lineRule=\"atLeast\"/></w:pPr></w:pPrDefault></w:docDefaults>"
        + paragraphStyle("Normal", "Normal", "", "", "", true)
        + heading(
            1,
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"480\" w:after=\"160\" w:line=\"400\" w:lineRule=\"atLeast\"/>",
            "<w:b/><w:bCs/><w:color w:val=\"1F4E79\" w:themeColor=\"accent1\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>")
        + heading(
            2,
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"280\" w:after=\"100\"/>",
            "<w:b/><w:bCs/><w:color w:val=\"1B2733\" w:themeColor=\"text2\"/>")
        + heading(
            3,
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"80\"/>",
            "<w:color w:val=\"1B2733\" w:themeColor=\"text2\"/>")
        + paragraphStyle(
            "Title",
            "Title",
            "Normal",
            "<w:spacing w:before=\"0\" w:after=\"120\" w:line=\"680\" w:lineRule=\"atLeast\"/>",
            "<w:b/><w:bCs/><w:color w:val=\"1F4E79\" w:themeColor=\"accent1\"/><w:sz w:val=\"56\"/><w:szCs w:val=\"56\"/>",
            false)
        + paragraphStyle(
            "Subtitle",
            "Subtitle",
            "Normal",
            "<w:spacing w:after=\"480\" w:line=\"420\" w:lineRule=\"atLeast\"/>",
            MUTED + "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>",
            false)
        + custom(
            "Company",
            "Company",
            "Normal",
            "<w:spacing w:before=\"0\" w:after=\"3600\"/>",
            "<w:b/><w:bCs/><w:color w:val=\"1B2733\" w:themeColor=\"text2\"/>"
                + (chinese ? "<w:spacing w:val=\"40\"/>" : "<w:spacing w:val=\"20\"/>"))
        + custom(
            "CoverPeriod",
            "Cover Period",
            "Normal",
            "<w:pBdr><w:top w:val=\"single\" w:sz=\"18\" w:space=\"14\" w:color=\"B4532A\" w:themeColor=\"accent2\"/></w:pBdr><w:spacing w:before=\"120\" w:after=\"2000\" w:line=\"420\" w:lineRule=\"atLeast\"/><w:ind w:right=\"6600\"/>",
            "<w:b/><w:bCs/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>")
        + custom(
            "CoverValue",
            "Cover Value",
            "Normal",
            "<w:spacing w:before=\"40\" w:after=\"40\"/>",
            "")
        + custom("Label", "Label", "Normal", "<w:spacing w:before=\"40\" w:after=\"40\"/>", MUTED)
        + custom(
            "Callout",
            "Callout",
            "Normal",
            "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"10\" w:color=\"1F4E79\" w:themeColor=\"accent1\"/></w:pBdr><w:spacing w:before=\"240\" w:after=\"160\"/><w:ind w:left=\"227\" w:right=\"1134\"/>",
            MUTED)
        + paragraphStyle(
            "ContentsHeading",
            "Contents Heading",
            "Normal",
            "<w:keepNext/><w:pageBreakBefore/><w:spacing w:before=\"0\" w:after=\"240\" w:line=\"400\" w:lineRule=\"atLeast\"/>",
            "<w:b/><w:bCs/><w:color w:val=\"1F4E79\" w:themeColor=\"accent1\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>",
            false)
        + paragraphStyle(
            "TOC1", "toc 1", "Normal", "<w:spacing w:before=\"140\" w:after=\"40\"/>", "", false)
        + paragraphStyle(
            "TOC2",
            "toc 2",
            "Normal",
            "<w:spacing w:after=\"20\"/><w:ind w:left=\"340\"/>",
            MUTED,
            false)
        + paragraphStyle(
            "Header",
            "header",
            "Normal",
            "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"5\" w:color=\""
                + RULE
                + "\"/></w:pBdr><w:tabs><w:tab w:val=\"right\" w:pos=\""
                + TEXT_WIDTH
                + "\"/></w:tabs><w:spacing w:line=\"240\" w:lineRule=\"auto\"/>",
            MUTED + SMALL,
            false)
        + paragraphStyle(
            "Footer",
            "footer",
            "Normal",
            "<w:tabs><w:tab w:val=\"right\" w:pos=\""
                + TEXT_WIDTH
                + "\"/></w:tabs><w:spacing w:line=\"240\" w:lineRule=\"auto\"/>",
            MUTED + SMALL,
            false)
        + custom(
            "NarrativeText",
            "Narrative Text",
            "Normal",
            "<w:spacing w:after=\"160\"/><w:jc w:val=\"" + (chinese ? "both" : "left") + "\"/>",
            "")
        + custom(
            "NarrativeBullet",
            "Narrative Bullet",
            "Normal",
            "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"80\"/><w:ind w:left=\"340\" w:hanging=\"340\"/>",
            "")
        + custom(
            "NarrativeNumber",
            "Narrative Number",
            "Normal",
            "<w:tabs><w:tab w:val=\"left\" w:pos=\"340\"/></w:tabs><w:spacing w:after=\"80\"/><w:ind w:left=\"340\" w:hanging=\"340\"/>",
            "")
        + custom(
            "NarrativeNote",
            "Narrative Note",
            "Normal",
            "<w:spacing w:before=\"80\" w:after=\"160\"/>",
            MUTED + SMALL)
        + custom(
            "TableHead",
            "Table Head",
            "Normal",
            "<w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\" w:line=\"230\" w:lineRule=\"atLeast\"/>",
            "<w:b/><w:bCs/><w:color w:val=\"1B2733\" w:themeColor=\"text2\"/>" + SMALL)
        + custom("TableText", "Table Text", "Normal", TABLE_SPACING, SMALL)
        + custom(
            "TableNumber",
            "Table Number",
            "TableText",
            TABLE_SPACING + "<w:jc w:val=\"right\"/>",
            "")
        + custom("TableId", "Table Id", "TableText", TABLE_SPACING, MUTED + SMALL)
        + custom(
            "TableCaption",
            "Table Caption",
            "Normal",
            "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/>",
            "<w:b/><w:bCs/>")
        + custom("TableRemark", "Table Remark", "TableText", "<w:spacing w:before=\"60\"/>", MUTED)
        + custom(
            "ChartTitle",
            "Chart Title",
            "Normal",
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"0\"/>",
            "<w:b/><w:bCs/>")
        + custom(
            "ChartSubtitle",
            "Chart Subtitle",
            "Normal",
            "<w:keepNext/><w:keepLines/><w:spacing w:after=\"60\"/>",
            MUTED + SMALL)
        + custom(
            "KeyName",
            "Key Figure Name",
            "Normal",
            "<w:keepNext/><w:spacing w:before=\"80\" w:after=\"80\"/>",
            "")
        + custom(
            "KeyValue",
            "Key Figure Value",
            "Normal",
            "<w:keepNext/><w:spacing w:before=\"80\" w:after=\"80\" w:line=\"400\" w:lineRule=\"atLeast\"/>",
            "<w:b/><w:bCs/><w:color w:val=\"1F4E79\" w:themeColor=\"accent1\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>")
        + custom(
            "KeyChange",
            "Key Figure Change",
            "Normal",
            "<w:keepNext/><w:spacing w:before=\"60\"/>",
            "<w:b/><w:bCs/>")
        + custom(
            "KeyLabel",
            "Key Figure Label",
            "Normal",
            "<w:keepNext/><w:spacing w:after=\"60\" w:line=\"200\" w:lineRule=\"atLeast\"/>",
            MUTED + SMALL)
        + custom("Gap", "Gap", "Normal", "<w:spacing w:line=\"160\" w:lineRule=\"exact\"/>", "")
        + custom(
            "CallName",
            "Call Name",
            "Normal",
            "<w:keepNext/><w:spacing w:before=\"160\"/>",
            "<w:b/><w:bCs/>")
        + custom(
            "CallFacts",
            "Call Facts",
            "Normal",
            "<w:keepNext/><w:spacing w:after=\"60\"/>",
            MUTED + SMALL)
        + custom(
            "Sql",
            "Sql",
            "Normal",
            "<w:keepLines/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F5F6\"/><w:spacing w:after=\"120\" w:line=\"220\" w:lineRule=\"atLeast\"/><w:ind w:left=\"113\" w:right=\"113\"/>",
            "<w:rFonts w:ascii=\"Noto Sans Mono\" w:hAnsi=\"Noto Sans Mono\"/>" + SMALL)
        + paragraphStyle(
            "FootnoteText",
            "footnote text",
            "Normal",
            "<w:spacing w:line=\"220\" w:lineRule=\"atLeast\"/>",
            MUTED + SMALL,
            false)
        + "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>"
        + "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/><w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>"
        + "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
        + tableStyle(
            "ReportTable",
            "Report Table",
            "<w:tblStylePr w:type=\"firstRow\"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"1B2733\" w:themeColor=\"text2\"/></w:tcBorders></w:tcPr></w:tblStylePr>")
        + tableStyle("KeyFigures", "Key Figures", "")
        + "<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/></w:style>"
        + "</w:styles>";
  }

  private static final String SMALL = "<w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>";
  private static final String TABLE_SPACING =
      "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\" w:lineRule=\"atLeast\"/>";

  private static String heading(int level, String paragraph, String run) {
    return paragraphStyle(
        "Heading" + level,
        "heading " + level,
        "Normal",
        paragraph + "<w:outlineLvl w:val=\"" + (level - 1) + "\"/>",
        run,
        false);
  }

  private static String custom(
      String id, String name, String parent, String paragraph, String run) {
    return paragraphStyle(id, name, parent, paragraph, run, false)
        .replaceFirst("<w:style ", "<w:style w:customStyle=\"1\" ");
  }

  private static String paragraphStyle(
      String id, String name, String parent, String paragraph, String run, boolean standard) {
    return "<w:style w:type=\"paragraph\""
        + (standard ? " w:default=\"1\"" : "")
        + " w:styleId=\""
        + id
        + "\"><w:name w:val=\""
        + name
        + "\"/>"
        + (parent.isEmpty() ? "" : "<w:basedOn w:val=\"" + parent + "\"/>")
        + "<w:qFormat/>"
        + (paragraph.isEmpty() ? "" : "<w:pPr>" + paragraph + "</w:pPr>")
        + (run.isEmpty() ? "" : "<w:rPr>" + run + "</w:rPr>")
        + "</w:style>";
  }

  private static String tableStyle(String id, String name, String parts) {
    return "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\""
        + id
        + "\"><w:name w:val=\""
        + name
        + "\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
        + "<w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"1B2733\" w:themeColor=\"text2\"/>"
        + "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"1B2733\" w:themeColor=\"text2\"/>"
        + "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\""
        + RULE
        + "\"/></w:tblBorders>"
        + "<w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
        + parts
        + "</w:style>";
  }

  private static String numbering() {
    return "<w:numbering "
        + DocxFile.NAMESPACES
        + "><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
        + "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:pStyle w:val=\"NarrativeBullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/>"
        + "<w:pPr><w:ind w:left=\"340\" w:hanging=\"340\"/></w:pPr><w:rPr><w:color w:val=\"1F4E79\" w:themeColor=\"accent1\"/></w:rPr></w:lvl></w:abstractNum>"
        + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
  }

  private static String footnotes() {
    String separator =
        "<w:p><w:pPr><w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/></w:pPr><w:r>";
    return "<w:footnotes "
        + DocxFile.NAMESPACES
        + "><w:footnote w:type=\"separator\" w:id=\"-1\">"
        + separator
        + "<w:separator/></w:r></w:p></w:footnote>"
        + "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\">"
        + separator
        + "<w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>";
  }

  private static String settings() {
    return "<w:settings "
        + DocxFile.NAMESPACES
        + "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/>"
        + "<w:characterSpacingControl w:val=\"compressPunctuation\"/>"
        + "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"
        + "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
        + "<w:themeFontLang w:val=\"en-GB\" w:eastAsia=\"zh-CN\"/></w:settings>";
  }

  private static String fonts() {
    return "<w:fonts "
        + DocxFile.NAMESPACES
        + ">"
        + font("Noto Sans", "Calibri", "swiss")
        + font("Noto Sans SC", "Microsoft YaHei", "swiss")
        + font("Noto Sans Mono", "Consolas", "modern")
        + "</w:fonts>";
  }

  private static String font(String name, String instead, String family) {
    return "<w:font w:name=\""
        + name
        + "\"><w:altName w:val=\""
        + instead
        + "\"/><w:family w:val=\""
        + family
        + "\"/><w:pitch w:val=\""
        + (family.equals("modern") ? "fixed" : "variable")
        + "\"/></w:font>";
  }

  private static String theme() {
    String fonts =
        "<a:latin typeface=\"Noto Sans\"/><a:ea typeface=\"Noto Sans SC\"/><a:cs typeface=\"\"/>";
    String fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    String line = "<a:ln w=\"9525\">" + fill + "</a:ln>";
    String effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    return "<a:theme xmlns:a=\""
        + Ooxml.A
        + "\" name=\"Rapporteur\"><a:themeElements><a:clrScheme name=\"Rapporteur\">"
        + color("dk1", "1B2733")
        + color("lt1", "FFFFFF")
        + color("dk2", "1B2733")
        + color("lt2", "F3F5F6")
        + color("accent1", "1F4E79")
        + color("accent2", "B4532A")
        + color("accent3", "B5C5D4")
        + color("accent4", "4F81AE")
        + color("accent5", "8DB0CF")
        + color("accent6", "5A6772")
        + color("hlink", "1F4E79")
        + color("folHlink", "5A6772")
        + "</a:clrScheme><a:fontScheme name=\"Rapporteur\"><a:majorFont>"
        + fonts
        + "</a:majorFont><a:minorFont>"
        + fonts
        + "</a:minorFont></a:fontScheme>"
        + "<a:fmtScheme name=\"Rapporteur\"><a:fillStyleLst>"
        + fill.repeat(3)
        + "</a:fillStyleLst><a:lnStyleLst>"
        + line.repeat(3)
        + "</a:lnStyleLst>"
        + "<a:effectStyleLst>"
        + effect.repeat(3)
        + "</a:effectStyleLst><a:bgFillStyleLst>"
        + fill.repeat(3)
        + "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>";
  }

  private static String color(String name, String value) {
    return "<a:" + name + "><a:srgbClr val=\"" + value + "\"/></a:" + name + ">";
  }
}
