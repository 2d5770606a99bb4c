package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.SampleContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
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
