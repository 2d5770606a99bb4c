package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.SampleContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordRendererTest {
  private static final Map<String, byte[]> TEMPLATES = SampleWordTemplates.all();

  static Stream<Arguments> reports() {
    return Stream.of(
        Arguments.of("en, 12 rows", SampleContent.english().build()),
        Arguments.of("zh, 12 rows", SampleContent.chinese().build()),
        Arguments.of(
            "en, 1 row, approved, an empty section",
            SampleContent.english().withProducts(1).approved().withEmptySection().build()),
        Arguments.of(
            "zh, 500 rows, long names",
            SampleContent.chinese().withProducts(500).withLongNames().build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reports")
  void writesFilesThatFollowTheSchema(String name, ReportContent content) throws Exception {
    assertThat(OoxmlSchema.violations(rendered(content))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reports")
  void writesFilesThatPoiReads(String name, ReportContent content) throws Exception {
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(rendered(content)))) {
      assertThat(document.getProperties().getCoreProperties().getTitle())
          .isEqualTo(content.title());
      assertThat(document.getCharts()).hasSize(3);
      assertThat(
              document
                  .getCharts()
                  .getFirst()
                  .getWorkbook()
                  .getSheetAt(0)
                  .getRow(0)
                  .getCell(1)
                  .getStringCellValue())
          .isNotEmpty();
    }
  }

  @Test
  void keepsTheNumbersOfEachChartInItsWorkbookToo() throws Exception {
    WordPackage document = PackageReader.read(rendered(SampleContent.english().build()));
    for (int i = 1; i <= 3; i++) {
      XmlNode.Element chart = document.xml("word/charts/reportChart" + i + ".xml");
      byte[] workbook = document.parts().get("word/embeddings/reportChart" + i + ".xlsx");
      try (XSSFWorkbook opened = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
        chart
            .all()
            .filter(e -> e.is(Ooxml.C, "numRef"))
            .forEach(reference -> assertSame(reference, opened));
      }
    }
  }

  /** The cached values of a reference are those of the cells it refers to. */
  private static void assertSame(XmlNode.Element reference, XSSFWorkbook workbook) {
    String cells = reference.child(Ooxml.C, "f").orElseThrow().text();
    int column = cells.charAt(cells.indexOf('$') + 1) - 'A';
    assertThat(reference.all().filter(e -> e.is(Ooxml.C, "pt")))
        .isNotEmpty()
        .allSatisfy(
            point -> {
              int row = 1 + Integer.parseInt(point.attribute("", "idx").orElseThrow());
              assertThat(workbook.getSheetAt(0).getRow(row).getCell(column).getNumericCellValue())
                  .isEqualTo(Double.parseDouble(point.text()));
            });
  }

  /** The pages that LibreOffice 7.4 sets these headings on. */
  @Test
  void reckonsThePagesOfTheTableOfContents() throws IOException {
    assertThat(pages(SampleContent.english().build()))
        .containsExactly("3", "3", "3", "4", "5", "5", "5", "6", "6", "7", "7", "7");
    assertThat(pages(SampleContent.english().withProducts(500).withLongNames().build()))
        .containsExactly("3", "3", "3", "4", "5", "24", "24", "24", "24", "25", "25", "25");
  }

  private static List<String> pages(ReportContent content) throws IOException {
    return PackageReader.read(rendered(content))
        .xml("word/document.xml")
        .all()
        .filter(e -> e.isWord("hyperlink"))
        .map(link -> link.all().filter(e -> e.isWord("t")).toList().getLast().text())
        .toList();
  }

  @Test
  void writesTheSameBytesForTheSameContent() throws IOException {
    ReportContent content = SampleContent.english().build();
    assertThat(rendered(content)).isEqualTo(rendered(content));
  }

  private static byte[] rendered(ReportContent content) throws IOException {
    String file =
        content.locale().getLanguage().equals("zh")
            ? SampleWordTemplates.CHINESE
            : SampleWordTemplates.ENGLISH;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WordRenderer(WordTemplate.read(file, TEMPLATES.get(file))).render(content, out);
    return out.toByteArray();
  }
}
