package dev.rapporteur.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.rendering.docx.WordRenderer;
import dev.rapporteur.rendering.docx.WordTemplate;
import dev.rapporteur.rendering.html.HtmlRenderer;
import dev.rapporteur.rendering.html.HtmlTemplate;
import dev.rapporteur.rendering.markdown.MarkdownRenderer;
import dev.rapporteur.rendering.sheet.WorkbookRenderer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;

/** Tables of which a document shows some rows and the workbook all. */
class PartlyShownTablesTest {

  @Test
  void sayHowManyRowsThereAreAndWhereTheyAre() throws IOException {
    ReportContent english = with(SampleContent.english().build(), table(10, 143));
    ReportContent chinese = with(SampleContent.chinese().build(), table(10, 143));
    String sentence = "The first 10 of 143 rows; all of them are in the workbook.";
    String inChinese = "此处列出前10行，共143行，完整数据见工作簿。";
    assertThat(word(english)).contains(sentence);
    assertThat(word(chinese)).contains(inChinese);
    assertThat(html(english))
        .contains(sentence)
        .contains("Product 10<")
        .doesNotContain("Product 11<");
    assertThat(html(chinese)).contains(inChinese);
    assertThat(markdown(english)).contains(sentence);
    assertThat(markdown(chinese)).contains(inChinese);
  }

  @Test
  void areWholeInTheWorkbook() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WorkbookRenderer().render(with(SampleContent.english().build(), table(10, 143)), out);
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(book.getSheet("Products").getLastRowNum()).isEqualTo(143);
    }
  }

  @Test
  void endInWordWhereWordGetsSlow() throws IOException {
    ReportContent content = with(SampleContent.english().build(), table(1_500, 1_500));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    english().render(content, out);
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(document.getTables()).extracting(XWPFTable::getNumberOfRows).contains(1_001);
    }
    assertThat(word(content))
        .contains("The first 1,000 of 1,500 rows; all of them are in the workbook.");
    assertThat(html(content)).contains("Product 1500<").doesNotContain("of 1,500 rows");
  }

  private static ReportTable table(int shown, int all) {
    List<ReportTable.Row> rows =
        IntStream.rangeClosed(1, all)
            .mapToObj(i -> List.<ContentValue>of(new ContentValue.Text("Product " + i)))
            .map(cells -> new ReportTable.Row(cells, false))
            .toList();
    List<ReportTable.Column> columns = List.of(new ReportTable.Column("Product", "", false));
    ReportTable whole = new ReportTable("p", "Products", columns, rows, Optional.empty(), true);
    return shown == all
        ? whole
        : new ReportTable(
            "p", "Products", columns, rows.subList(0, shown), Optional.of(whole), true);
  }

  /** The content with that table in its first section. */
  private static ReportContent with(ReportContent content, ReportTable table) {
    Map<String, ContentValue> root = new LinkedHashMap<>(content.root().values());
    List<ContentValue.Fields> sections =
        new ArrayList<>(((ContentValue.Rows) root.get("sections")).rows());
    Map<String, ContentValue> first = new LinkedHashMap<>(sections.getFirst().values());
    first.put("hasTable", new ContentValue.Flag(true));
    first.put("table", new ContentValue.Table(table));
    sections.set(0, new ContentValue.Fields(first));
    root.put("sections", new ContentValue.Rows(sections));
    return new ReportContent(
        new ContentValue.Fields(root),
        content.locale(),
        content.documentId(),
        content.version(),
        content.title(),
        content.author(),
        content.created(),
        content.watermark());
  }

  private static WordRenderer english() throws IOException {
    return new WordRenderer(WordTemplate.read(Path.of(""), "templates/sales-monthly/report.docx"));
  }

  private static String word(ReportContent content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    english().render(content, out);
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(out.toByteArray()))) {
      StringBuilder words = new StringBuilder();
      document.getParagraphs().forEach(p -> words.append(p.getText()).append('\n'));
      return words.toString();
    }
  }

  private static String html(ReportContent content) throws IOException {
    Path folder = Path.of("templates", "sales-monthly");
    String source = Files.readString(folder.resolve("report.html"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HtmlRenderer(HtmlTemplate.compile("report.html", source), folder).render(content, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String markdown(ReportContent content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MarkdownRenderer().render(content, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
