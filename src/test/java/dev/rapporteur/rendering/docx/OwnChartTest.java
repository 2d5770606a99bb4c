package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportChart.Role;
import dev.rapporteur.rendering.ReportChart.Series;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.report.DefinitionError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;

/** Charts that a template brings. */
class OwnChartTest {
  private static final String COLORS = "application/vnd.ms-office.chartcolorstyle+xml";

  @Test
  void getTheNamesAndValuesOfTheReportInCacheAndWorkbook() throws Exception {
    byte[] made = rendered(template(drawing("{{sales}}")), sales());
    assertThat(OoxmlSchema.violations(made)).isEmpty();
    WordPackage document = PackageReader.read(made);
    XmlNode.Element chart = document.xml("word/charts/reportChart1.xml");
    assertThat(texts(chart, "v"))
        .containsExactly("2024", "East", "West", "12.5", "7", "2023", "East", "West", "10");
    assertThat(document.parts())
        .doesNotContainKeys("word/charts/chart9.xml", "word/embeddings/old.xlsx");
    try (XSSFWorkbook book =
        new XSSFWorkbook(
            new ByteArrayInputStream(document.parts().get("word/embeddings/reportChart1.xlsx")))) {
      XSSFSheet sheet = book.getSheetAt(0);
      assertThat(sheet.getRow(0).getCell(1).getStringCellValue()).isEqualTo("2024");
      assertThat(sheet.getRow(1).getCell(1).getNumericCellValue()).isEqualTo(12.5);
      assertThat(sheet.getRow(2).getCell(0).getStringCellValue()).isEqualTo("West");
      assertThat(sheet.getRow(2).getCell(2)).isNull();
    }
  }

  @Test
  void keepTheCompanysLook() throws Exception {
    WordPackage document = PackageReader.read(rendered(template(drawing("{{sales}}")), sales()));
    XmlNode.Element chart = document.xml("word/charts/reportChart1.xml");
    assertThat(chart.all().filter(e -> e.is(Ooxml.A, "srgbClr")).map(XmlNode.Element::attributes))
        .hasSize(2)
        .allSatisfy(color -> assertThat(color.getFirst().value()).isEqualTo("FF00FF"));
    assertThat(texts(chart, "t")).containsExactly("East leads");
    assertThat(document.relationships("word/charts/reportChart1.xml"))
        .extracting(Relationship::target)
        .containsExactly("/word/charts/colors9.xml", "../embeddings/reportChart1.xlsx");
    assertThat(document.parts()).containsKey("word/charts/colors9.xml");
  }

  @Test
  void areDescribedByTheFigures() throws Exception {
    WordPackage document = PackageReader.read(rendered(template(drawing("{{sales}}")), sales()));
    assertThat(
            document
                .xml("word/document.xml")
                .all()
                .filter(e -> e.is(Ooxml.WP, "docPr"))
                .map(e -> e.attribute("", "descr").orElse("")))
        .containsExactly("East 12.5 million yuan, West 7 million yuan");
  }

  @Test
  void areFilledOnceForEachRowOfALoop() throws Exception {
    Map<String, ContentValue> first = Map.of("chart", new ContentValue.Chart(chart("a", "1")));
    Map<String, ContentValue> second = Map.of("chart", new ContentValue.Chart(chart("b", "2")));
    ContentValue rows =
        new ContentValue.Rows(
            List.of(new ContentValue.Fields(first), new ContentValue.Fields(second)));
    byte[] made =
        rendered(
            template(p("{{#each parts}}") + drawing("{{chart}}") + p("{{/each}}")),
            content(Map.of("parts", rows)));
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(made))) {
      assertThat(document.getCharts()).hasSize(2);
      assertThat(
              document.getCharts().stream()
                  .map(c -> c.getChartSeries().getFirst().getSeries(0).getValuesData())
                  .map(values -> values.getPointAt(0).toString()))
          .containsExactly("1.0", "2.0");
    }
  }

  @Test
  void withoutATagStayAsTheyAre() throws Exception {
    byte[] template = template(drawing("Our chart"));
    WordPackage document = PackageReader.read(rendered(template, sales()));
    assertThat(document.parts().get("word/charts/chart9.xml"))
        .isEqualTo(PackageReader.read(template).parts().get("word/charts/chart9.xml"));
  }

  @Test
  void whoseTagNamesNoChartAreFoundByTheCheck() {
    assertThat(faults(drawing("{{salez}}")))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.message()).contains("salez").contains("{{salez}}");
              assertThat(error.hint()).contains("sales");
            });
    assertThat(faults(drawing("{{title}}")))
        .singleElement()
        .satisfies(error -> assertThat(error.message()).contains("no chart of the report"));
    assertThat(faults(drawing("{{sales}}"))).isEmpty();
  }

  private static List<DefinitionError> faults(String body) {
    return WordTemplate.read("report.docx", template(body)).check(sales());
  }

  private static List<String> texts(XmlNode.Element chart, String local) {
    return chart.all().filter(e -> e.local().equals(local)).map(XmlNode.Element::text).toList();
  }

  private static byte[] rendered(byte[] template, ReportContent content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WordRenderer(WordTemplate.read("report.docx", template)).render(content, out);
    return out.toByteArray();
  }

  private static ReportContent sales() {
    ReportChart chart =
        new ReportChart(
            "sales",
            ReportChart.Kind.COLUMN,
            "East leads",
            "Sales",
            "East 12.5 million yuan, West 7 million yuan",
            Unit.of("CNY"),
            BigDecimal.valueOf(1_000_000),
            "million yuan",
            List.of("East", "West"),
            List.of(
                new Series("2024", Role.ACTUAL, values("12500000", "7000000")),
                new Series("2023", Role.PREVIOUS_YEAR, values("10000000", ""))));
    return content(
        Map.of("sales", new ContentValue.Chart(chart), "title", new ContentValue.Text("T")));
  }

  private static ReportChart chart(String id, String value) {
    return new ReportChart(
        id,
        ReportChart.Kind.COLUMN,
        "",
        "",
        id,
        Unit.of("CNY"),
        BigDecimal.ONE,
        "",
        List.of("x"),
        List.of(new Series("s", Role.ACTUAL, values(value))));
  }

  private static List<Optional<BigDecimal>> values(String... values) {
    return Arrays.stream(values)
        .map(
            value ->
                value.isEmpty() ? Optional.<BigDecimal>empty() : Optional.of(new BigDecimal(value)))
        .toList();
  }

  private static ReportContent content(Map<String, ContentValue> values) {
    return new ReportContent(
        new ContentValue.Fields(new LinkedHashMap<>(values)),
        Locale.ENGLISH,
        "doc",
        1,
        "t",
        "a",
        Instant.EPOCH,
        Optional.empty());
  }

  private static String p(String text) {
    return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  }

  private static String drawing(String alternativeText) {
    return "<w:p><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
        + "<wp:extent cx=\"5000000\" cy=\"2500000\"/><wp:docPr id=\"4\" name=\"Chart 4\" descr=\""
        + alternativeText
        + "\"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri=\""
        + Ooxml.C
        + "\"><c:chart xmlns:c=\""
        + Ooxml.C
        + "\" r:id=\"rId2\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
  }

  /** A template with a chart of two pink series, its colors and its workbook. */
  private static byte[] template(String body) {
    return new DocxFile()
        .document(body + "<w:sectPr/>")
        .part("styles", "word/styles.xml", "<w:styles " + DocxFile.NAMESPACES + "/>")
        .part("chart", "word/charts/chart9.xml", Ooxml.CHART_TYPE, chartSpace())
        .loose(
            "word/charts/colors9.xml",
            COLORS,
            "<cs:colorStyle xmlns:cs=\"http://schemas.microsoft.com/office/drawing/2012/chartStyle\""
                + " meth=\"cycle\" id=\"10\"/>")
        .loose("word/embeddings/old.xlsx", Ooxml.WORKBOOK_TYPE, "old")
        .relationsOf(
            "word/charts/chart9.xml",
            new Relationship("rId1", Ooxml.RELATION + "package", "../embeddings/old.xlsx", false),
            new Relationship(
                "rId2",
                "http://schemas.microsoft.com/office/2011/relationships/chartColorStyle",
                "colors9.xml",
                false))
        .bytes();
  }

  private static String chartSpace() {
    return "<c:chartSpace xmlns:c=\""
        + Ooxml.C
        + "\" xmlns:a=\""
        + Ooxml.A
        + "\" xmlns:r=\""
        + Ooxml.R
        + "\"><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{{title}}</a:t></a:r></a:p>"
        + "</c:rich></c:tx></c:title><c:plotArea><c:barChart><c:barDir val=\"col\"/>"
        + series(0)
        + series(1)
        + "<c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>"
        + "<c:catAx><c:axId val=\"1\"/><c:scaling/><c:axPos val=\"b\"/><c:crossAx val=\"2\"/></c:catAx>"
        + "<c:valAx><c:axId val=\"2\"/><c:scaling/><c:axPos val=\"l\"/><c:crossAx val=\"1\"/></c:valAx>"
        + "</c:plotArea></c:chart><c:externalData r:id=\"rId1\"/></c:chartSpace>";
  }

  private static String series(int index) {
    return "<c:ser><c:idx val=\""
        + index
        + "\"/><c:order val=\""
        + index
        + "\"/><c:tx><c:strRef><c:f>Old!$B$1</c:f></c:strRef></c:tx><c:spPr><a:solidFill>"
        + "<a:srgbClr val=\"FF00FF\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>"
        + "<c:val><c:numRef><c:f>Old!$B$2:$B$3</c:f></c:numRef></c:val></c:ser>";
  }
}
