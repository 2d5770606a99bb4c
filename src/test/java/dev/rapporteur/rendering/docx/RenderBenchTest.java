package dev.rapporteur.rendering.docx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;

class RenderBenchTest {

  @Test
  void standardReportHasFortyTags() {
    RenderBench.Case written = RenderBench.standardReport().written();
    assertThat(written.texts().size() + written.tables().size() + written.pictures().size())
        .isEqualTo(40);
  }

  @Test
  void rivalWritesTheSameDocument() throws IOException {
    PoiTlRival rival = new PoiTlRival();
    rival.prepare(RenderBench.standardReport().written());
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(rival.write()))) {
      assertThat(document.getTables())
          .extracting(XWPFTable::getNumberOfRows)
          .containsExactly(13, 51, 501);
      assertThat(document.getAllPictures()).hasSize(4);
      assertThat(document.getParagraphs().getFirst().getText()).contains("value number 0");
      assertThat(document.getTables().get(2).getRow(500).getCell(0).getText())
          .isEqualTo("Product 499");
    }
  }

  @Test
  void floorOursAndRivalsAreMeasured() throws IOException {
    List<RenderBench.Time> times = RenderBench.table(20).compare(2, List.of(new PoiTlRival()));
    assertThat(times)
        .extracting(RenderBench.Time::name)
        .containsExactly("floor", "rapporteur", "poi-tl 1.12.2");
    assertThat(times)
        .allSatisfy(
            time -> {
              assertThat(time.milliseconds()).isPositive();
              assertThat(time.bytes()).isGreaterThan(1_000);
            });
  }
}
