package dev.rapporteur.rendering.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.testing.SampleReports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HtmlRendererTest {

  @Test
  void writesOneFileWithStylesChartsAndAPolicyThatFetchesNothing() throws IOException {
    String html = shipped(SampleReports.chinese().content());
    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .contains("default-src 'none'", "@media screen", "<svg", "role=\"img\"", "华东收缩，华南增长最快")
        .doesNotContain("<link", "<script", "http://x", "{{");
  }

  @Test
  void leavesNothingOfAValueAsMarkup() throws IOException {
    String html =
        shipped(
            SampleReports.chinese()
                .with("subtitle", "</p><script>alert(1)</script><img src=x onerror=alert(1)>")
                .withNamesEndingIn("</text><script>alert(2)</script>")
                .content());
    assertThat(html).doesNotContain("<script", "<img src=x");
  }

  @Test
  void writesAllRowsOfALongTable() throws IOException {
    String html = shipped(SampleReports.chinese().withRows(6000).content());
    assertThat(html.split("<tr>", -1)).hasSizeGreaterThan(6000);
    assertThat(html).contains("全表共6,000行");
  }

  private static String shipped(ReportContent content) throws IOException {
    Path folder = Path.of("templates", "sales-monthly-zh");
    HtmlTemplate template =
        HtmlTemplate.compile("report.html", Files.readString(folder.resolve("report.html")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HtmlRenderer(template, folder).render(content, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
