package dev.rapporteur.rendering.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.testing.SampleReports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkdownRendererTest {

  @Test
  void writesFiguresSectionsTablesAndSources() throws IOException {
    assertThat(rendered(SampleReports.english()))
        .startsWith("# Monthly sales report, March 2024\n")
        .contains(
            "- Sales: **48.2 million yuan**, -3.1% on February, +12.4% on March 2023\n",
            "## 3 Regions\n\n**East remains the largest region** with 31.6%",
            "the annual plan sets[^1].",
            "| Region | Sales (yuan) |",
            "| --- | ---: |",
            "| East | 15,243,907.40 | 31.6 |",
            "1. Release the second delivery",
            "[^1]: Annual targets 2024, 1 Targets of the year\n");
  }

  @Test
  void keepsMarkupOfAValueAsWords() throws IOException {
    assertThat(rendered(SampleReports.english().withNamesEndingIn("|*a*\n# b <script>&amp;")))
        .contains("| East\\|\\*a\\* \\# b &lt;script>&amp;amp; |");
  }

  private static String rendered(SampleReports sample) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new MarkdownRenderer().render(sample.content(), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
