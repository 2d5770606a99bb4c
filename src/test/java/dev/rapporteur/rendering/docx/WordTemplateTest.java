package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.NarrativeBlock;
import dev.rapporteur.rendering.NarrativeBlock.Paragraph;
import dev.rapporteur.rendering.NarrativeBlock.Piece;
import dev.rapporteur.rendering.NarrativeBlock.Shape;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordTemplateTest {
  private static final String FILE = "templates/t/report.docx";

  private final Map<String, ContentValue> values = new LinkedHashMap<>();

  WordTemplateTest() {
    values.put("title", new ContentValue.Text("Sales & <more>"));
    values.put("draft", new ContentValue.Flag(true));
    values.put("final", new ContentValue.Flag(false));
    values.put(
        "sales",
        new ContentValue.Number(
            "F1", new BigDecimal("48213907.40"), Unit.of("CNY"), "48.2 million yuan"));
    values.put("regions", rows("East", "West"));
    values.put("none", rows());
    values.put(
        "narrative",
        new ContentValue.Narrative(
            new NarrativeBlock(
                "overview",
                List.of(
                    new Paragraph(
                        Shape.TEXT,
                        List.of(
                            new Piece.Words("Sales were ", false),
                            new Piece.FigureText("F1", "48.2 million"),
                            new Piece.CitationMark(1, "Plan, 2", "grow"))),
                    new Paragraph(Shape.BULLET, List.of(new Piece.Words("East", true)))))));
    values.put(
        "table",
        new ContentValue.Table(
            new ReportTable(
                "t",
                "Caption",
                List.of(
                    new ReportTable.Column("Region", "", false),
                    new ReportTable.Column("Sales", "yuan", true)),
                List.of(
                    new ReportTable.Row(
                        List.of(new ContentValue.Text("East"), new ContentValue.Text("1")),
                        false)))));
  }

  @Test
  void fillsTagsHoweverWordSplitThem() {
    String split =
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Re: {</w:t></w:r><w:proofErr w:type=\"spellStart\"/>"
            + "<w:r><w:t>{ti</w:t></w:r><w:bookmarkStart w:id=\"3\" w:name=\"x\"/>"
            + "<w:ins w:id=\"1\" w:author=\"a\"><w:r><w:t>tl</w:t></w:r></w:ins>"
            + "<w:r><w:t>e}} end</w:t></w:r><w:bookmarkEnd w:id=\"3\"/></w:p>";
    XmlNode.Element body = body(split);
    assertThat(text(body)).isEqualTo("Re: Sales & <more> end");
    assertThat(runOf(body, "Sales & <more>").wordChild("rPr").orElseThrow().wordChild("b"))
        .isPresent();
  }

  @Test
  void fillsTagsInLinksControlsInsertionsAndNestedTables() {
    String everywhere =
        "<w:p><w:hyperlink w:anchor=\"x\">"
            + run("{{title}}")
            + "</w:hyperlink></w:p>"
            + "<w:sdt><w:sdtPr><w:id w:val=\"5\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + p("in control {{title}}")
            + "</w:sdtContent></w:sdt>"
            + "<w:p><w:ins w:id=\"1\" w:author=\"a\">"
            + run("{{title}}")
            + "</w:ins></w:p>"
            + table(row(cell(table(row(cell(p("{{title}}")))) + "<w:p/>")));
    assertThat(lines(body(everywhere)))
        .containsExactly(
            "Sales & <more>", "in control Sales & <more>", "Sales & <more>", "Sales & <more>", "");
  }

  @Test
  void fillsBothBranchesOfATextBox() {
    String box =
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline>"
            + "<wp:docPr id=\"1\" name=\"b\"/><a:graphic><a:graphicData uri=\"u\"><wps:wsp><wps:txbx>"
            + "<w:txbxContent>"
            + p("{{title}}")
            + "</w:txbxContent></wps:txbx></wps:wsp>"
            + "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
            + "<v:textbox><w:txbxContent>"
            + p("{{title}}")
            + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    assertThat(body(box).all().filter(e -> e.isWord("txbxContent")).map(WordTemplateTest::text))
        .containsExactly("Sales & <more>", "Sales & <more>");
  }

  @Test
  void fillsTagsWhateverElementHoldsTheirParagraphs() {
    String alternatives =
        "<mc:AlternateContent><mc:Choice Requires=\"wps\">"
            + p("{{title}}")
            + "</mc:Choice><mc:Fallback>"
            + table(row(cell(p("{{title}}"))))
            + "</mc:Fallback></mc:AlternateContent><w:customXml>"
            + p("{{title}}")
            + "</w:customXml>";
    assertThat(lines(body(alternatives))).containsOnly("Sales & <more>").hasSize(3);
  }

  @Test
  void repeatsRowsFromFirstToLastCell() {
    String table =
        table(
            row(cell(p("Region")), cell(p("No.")))
                + row(cell(p("{{#each regions}}{{name}}")), cell(p("{{index}}{{/each}}"))));
    assertThat(lines(body(table))).containsExactly("Region", "No.", "East", "0", "West", "1");
  }

  @Test
  void repeatsSeveralRowsAndDropsRowsOfTagsAlone() {
    String table =
        table(
            row(cell(p("{{#each regions}}")), cell(p("")))
                + row(cell(p("{{name}}")), cell(p("a")))
                + row(cell(p("{{#if draft}}b")), cell(p("c{{/if}}")))
                + row(cell(p("{{/each}}")), cell(p(""))));
    assertThat(lines(body(table))).containsExactly("East", "a", "b", "c", "West", "a", "b", "c");
  }

  @Test
  void leavesOutATableWithoutRows() {
    String table = table(row(cell(p("{{#each none}}{{name}}{{/each}}"))));
    // The pair stands in one paragraph, so it repeats words, not rows.
    assertThat(lines(body(table))).containsExactly("");
    String rows = table(row(cell(p("{{#each none}}{{name}}")), cell(p("{{/each}}"))));
    assertThat(body(rows).all().filter(e -> e.isWord("tbl"))).isEmpty();
  }

  @Test
  void repeatsParagraphsAndTablesBetweenMarkers() {
    String blocks =
        p("{{#each regions}}")
            + p("Region {{name}}")
            + table(row(cell(p("{{index}}"))))
            + p("{{#if draft}}")
            + p("draft")
            + p("{{else}}")
            + p("done")
            + p("{{/if}}")
            + p("{{/each}}");
    assertThat(lines(body(blocks)))
        .containsExactly("Region East", "0", "draft", "Region West", "1", "draft");
  }

  @Test
  void repeatsWordsWithinAParagraph() {
    assertThat(
            text(body(p("Regions: {{#each regions}}{{name}}{{#if final}}!{{/if}}, {{/each}}end"))))
        .isEqualTo("Regions: East, West, end");
  }

  @Test
  void keepsACellFromEndingWithoutParagraph() {
    String table = table(row(cell(p("{{#if final}}") + p("x") + p("{{/if}}"))));
    XmlNode.Element cell = body(table).all().filter(e -> e.isWord("tc")).findFirst().orElseThrow();
    assertThat(cell.elements().toList().getLast().isWord("p")).isTrue();
  }

  @Test
  void carriesTheFigureOfANumberInAContentControl() {
    XmlNode.Element control =
        body(p("It is {{sales | full}}."))
            .all()
            .filter(e -> e.isWord("sdt"))
            .findFirst()
            .orElseThrow();
    assertThat(tag(control)).isEqualTo("F1");
    assertThat(text(control)).isEqualTo("48,213,907.40");
  }

  @Test
  void setsNarrativesInControlsAndABookmark() {
    XmlNode.Element body = body(p("{{narrative}}"));
    assertThat(lines(body)).containsExactly("Sales were 48.2 million[1]", "•\tEast");
    assertThat(body.all().filter(e -> e.isWord("sdt")).map(WordTemplateTest::tag))
        .containsExactly("narr_overview", "F1", "narr_overview");
    assertThat(
            body.all()
                .filter(e -> e.isWord("bookmarkStart"))
                .map(e -> e.word("name").orElseThrow()))
        .containsExactly("narr_overview");
  }

  @Test
  void setsTablesWithARepeatedHead() {
    XmlNode.Element body = body(p("{{table}}"));
    assertThat(lines(body)).containsExactly("Caption", "Region", "Sales\nyuan", "East", "1", "");
    assertThat(body.all().filter(e -> e.isWord("tblHeader"))).hasSize(1);
  }

  @Test
  void showsPicturesWithTheirSizeAndWords() throws Exception {
    byte[] svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 5\"><rect width=\"10\" height=\"5\" fill=\"#1b4b66\"/></svg>"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    values.put("logo", new ContentValue.Image(svg, "image/svg+xml", 20, 10, "A blue field"));
    byte[] template = DocxFile.withBody(p("{{logo}}") + p("again {{logo}}"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WordRenderer(WordTemplate.read(FILE, template)).render(content(Optional.empty()), out);
    assertThat(OoxmlSchema.violations(out.toByteArray())).isEmpty();
    WordPackage document = PackageReader.read(out.toByteArray());
    XmlNode.Element properties =
        document
            .xml("word/document.xml")
            .all()
            .filter(e -> e.is(Ooxml.WP, "docPr"))
            .findFirst()
            .orElseThrow();
    assertThat(properties.attribute("", "descr")).contains("A blue field");
    var pixels =
        javax.imageio.ImageIO.read(
            new java.io.ByteArrayInputStream(
                document.parts().get("word/media/reportPicture1.png")));
    assertThat(pixels.getWidth()).isEqualTo(157);
    assertThat(pixels.getRGB(78, 39)).isEqualTo(0xFF1B4B66);
    assertThat(document.parts()).containsKey("word/media/reportPicture2.svg");
    assertThat(document.parts().keySet().stream().filter(name -> name.contains("media")))
        .hasSize(2);
  }

  @Test
  void neverReadsTagsOrMarkupInValues() {
    values.put("title", new ContentValue.Text("{{sales}} <w:b/> =1+1 ]]>"));
    assertThat(text(body(p("{{title}}")))).isEqualTo("{{sales}} <w:b/> =1+1 ]]>");
  }

  @Test
  void writesValidTextWhateverCharactersComeIn() {
    values.put(
        "title",
        new ContentValue.Text(
            "a\u0000b\u000Bc\uD800d\uDC00e\uFFFEf\u202Eg\u2066h 😀 e\u0301 \ttab\nline"));
    assertThat(text(body(p("{{title}}"))))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDfgh 😀 e\u0301 \ttab\nline");
  }

  @Test
  void fillsHeadersFootersAndNotesAndSetsTheWatermark() throws IOException {
    byte[] template =
        new DocxFile()
            .document(
                p("x")
                    + "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:titlePg/></w:sectPr>")
            .part("styles", "word/styles.xml", "<w:styles " + DocxFile.NAMESPACES + "/>")
            .part(
                "header",
                "word/header1.xml",
                "<w:hdr " + DocxFile.NAMESPACES + ">" + p("H {{title}}") + "</w:hdr>")
            .part(
                "footnotes",
                "word/footnotes.xml",
                "<w:footnotes "
                    + DocxFile.NAMESPACES
                    + "><w:footnote w:id=\"1\">"
                    + p("N {{title}}")
                    + "</w:footnote></w:footnotes>")
            .bytes();
    WordPackage draft = filled(template, Optional.of("DRAFT"));
    assertThat(text(draft.xml("word/header1.xml"))).isEqualTo("H Sales & <more>");
    assertThat(text(draft.xml("word/footnotes.xml"))).isEqualTo("N Sales & <more>");
    // The title page had no header of its own and gets one, so that it is marked too.
    assertThat(List.of("word/header1.xml", "word/reportHeader-first.xml"))
        .allSatisfy(part -> assertThat(watermarks(draft.xml(part))).containsExactly("DRAFT"));
    WordPackage approved = filled(template, Optional.empty());
    assertThat(watermarks(approved.xml("word/header1.xml"))).isEmpty();
  }

  @Test
  void setsTheWatermarkWhereTheHeaderHasNoWordsOfItsOwn() throws IOException {
    byte[] template =
        new DocxFile()
            .document(
                p("x")
                    + "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/></w:sectPr>")
            .part("styles", "word/styles.xml", "<w:styles " + DocxFile.NAMESPACES + "/>")
            .part(
                "header",
                "word/header1.xml",
                "<w:hdr " + DocxFile.NAMESPACES + ">" + p("{{title}}") + "</w:hdr>")
            .bytes();
    WordPackage draft = filled(template, Optional.of("DRAFT"));
    assertThat(watermarks(draft.xml("word/header1.xml"))).containsExactly("DRAFT");
  }

  @Test
  void listsTheHeadingsInTheTableOfContents() {
    String contents =
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o \"1-1\" </w:instrText></w:r>"
            + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
            + run("old entry")
            + "</w:p>"
            + "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    String heading = "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>";
    XmlNode.Element body =
        body(
            contents
                + p("{{#each regions}}")
                + "<w:p>"
                + heading
                + run("Region {{name}}")
                + "</w:p>"
                + p("{{/each}}"));
    List<String> lines = lines(body);
    assertThat(lines.get(0)).startsWith("Region East\t");
    assertThat(lines.get(1)).startsWith("Region West\t");
    assertThat(lines).doesNotContain("old entry");
    List<String> targets =
        body.all()
            .filter(e -> e.isWord("hyperlink"))
            .map(e -> e.word("anchor").orElseThrow())
            .toList();
    assertThat(
            body.all()
                .filter(e -> e.isWord("bookmarkStart"))
                .map(e -> e.word("name").orElseThrow()))
        .containsExactlyElementsOf(targets);
  }

  @Test
  void listsEveryWrongTagWithItsPlaceAndASuggestion() {
    String wrong =
        "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>"
            + run("Overview")
            + "</w:p>"
            + p("A {{title} b")
            + p("{{#each regions}}")
            + p("Text {{#if draft}} more")
            + p("{{sales | ful}} c}}");
    assertThatThrownBy(() -> WordTemplate.read(FILE, DocxFile.withBody(wrong)))
        .isInstanceOfSatisfying(
            InvalidDefinitionException.class,
            fault ->
                assertThat(fault.errors())
                    .extracting(DefinitionError::toString)
                    .containsExactlyInAnyOrder(
                        FILE
                            + ": {{title} b is not closed, in the body (word/document.xml), paragraph"
                            + " \"A {{title} b\", under the heading \"Overview\" (close it with }})",
                        FILE
                            + ": {{#each regions}} is not closed, in the body (word/document.xml),"
                            + " paragraph \"{{#each regions}}\", under the heading \"Overview\"",
                        FILE
                            + ": {{#if draft}} is not closed, in the body (word/document.xml),"
                            + " paragraph \"Text {{#if draft}} more\", under the heading \"Overview\""
                            + " (close it in the same paragraph, or give both tags paragraphs of their own)",
                        FILE
                            + ": \"ful\" in {{sales | ful}} is not a format, in the body"
                            + " (word/document.xml), paragraph \"{{sales | ful}} c}}\", under the heading"
                            + " \"Overview\" (did you mean \"full\"?)",
                        FILE
                            + ": }} closes no tag, in the body (word/document.xml), paragraph"
                            + " \"{{sales | ful}} c}}\", under the heading \"Overview\" (open it with {{)"));
  }

  @Test
  void checksNamesKindsAndSectionsThatAreShownNowhere() {
    WordTemplate template =
        WordTemplate.read(
            FILE,
            DocxFile.withBody(
                p("{{titel}}") + p("See {{table}} here") + p("{{#each regions}}{{nam}}{{/each}}")));
    assertThat(template.check(content(Optional.empty())))
        .extracting(
            error ->
                error.message().replaceFirst(", in the body.*", "") + " (" + error.hint() + ")")
        .containsExactly(
            "\"titel\" is not known here (did you mean \"title\"?)",
            "{{table}}: \"table\" is a table and stands among other words (give it a paragraph of its own)",
            "\"nam\" is not known here (did you mean \"name\"?)",
            "the text of section \"overview\" is shown nowhere (add {{section.overview.narrative}} in a paragraph of its own)");
  }

  @Test
  void saysWhereAValueIsMissingWhenFilled() {
    assertThatThrownBy(() -> body(p("Total {{slaes}}")))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(
            "\"slaes\" is not known here, in the body (word/document.xml), paragraph \"Total {{slaes}}\"");
  }

  // What is asked of a document.

  private XmlNode.Element body(String markup) {
    try {
      return filled(DocxFile.withBody(markup), Optional.empty())
          .xml("word/document.xml")
          .wordChild("body")
          .orElseThrow();
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
  }

  private WordPackage filled(byte[] template, Optional<String> watermark) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WordRenderer(WordTemplate.read(FILE, template)).render(content(watermark), out);
    return PackageReader.read(out.toByteArray());
  }

  private ReportContent content(Optional<String> watermark) {
    return new ReportContent(
        new ContentValue.Fields(values),
        Locale.ENGLISH,
        "doc",
        1,
        "t",
        "a",
        Instant.EPOCH,
        watermark);
  }

  private static List<String> lines(XmlNode.Element element) {
    List<String> lines = new ArrayList<>();
    element.all().filter(e -> e.isWord("p")).forEach(p -> lines.add(ParagraphText.of(p).text()));
    return lines;
  }

  private static String text(XmlNode.Element element) {
    StringBuilder text = new StringBuilder();
    element
        .all()
        .forEach(
            e -> {
              if (e.isWord("t")) {
                text.append(e.text());
              } else if (e.isWord("tab")) {
                text.append('\t');
              } else if (e.isWord("br")) {
                text.append('\n');
              }
            });
    return text.toString();
  }

  private static XmlNode.Element runOf(XmlNode.Element element, String text) {
    return element
        .all()
        .filter(e -> e.isWord("r") && text(e).equals(text))
        .findFirst()
        .orElseThrow();
  }

  private static String tag(XmlNode.Element control) {
    return control
        .wordChild("sdtPr")
        .flatMap(p -> p.wordChild("tag"))
        .flatMap(t -> t.word("val"))
        .orElseThrow();
  }

  private static List<String> watermarks(XmlNode.Element header) {
    return header
        .all()
        .filter(e -> e.is(Ooxml.V, "textpath"))
        .flatMap(e -> e.attribute("", "string").stream())
        .toList();
  }

  private static ContentValue.Rows rows(String... names) {
    List<ContentValue.Fields> rows = new ArrayList<>();
    for (String name : names) {
      rows.add(
          new ContentValue.Fields(
              Map.of(
                  "name", new ContentValue.Text(name),
                  "index", new ContentValue.Text(String.valueOf(rows.size())))));
    }
    return new ContentValue.Rows(rows);
  }

  private static String p(String text) {
    return "<w:p>" + run(text) + "</w:p>";
  }

  private static String run(String text) {
    return "<w:r><w:t>" + text + "</w:t></w:r>";
  }

  private static String table(String rows) {
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + rows + "</w:tbl>";
  }

  private static String row(String... cells) {
    return "<w:tr>" + String.join("", cells) + "</w:tr>";
  }

  private static String cell(String content) {
    return "<w:tc>" + content + "</w:tc>";
  }
}
