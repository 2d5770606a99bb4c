package dev.rapporteur.rendering.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.rendering.html.HtmlTemplate;
import dev.rapporteur.testing.SampleReports;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the words of wide tables stand, as poppler sees them. */
class WideTablesIT {
  private static final Pattern WORD =
      Pattern.compile("xMin=\"([0-9.]+)\".*?xMax=\"([0-9.]+)\".*?>([^<]*)</word>");
  private static final Pattern PAGE = Pattern.compile("<page width=\"([0-9.]+)\"");
  private static final double MARGIN = 66;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"7, 3", "9, 3", "14, 3", "24, 3", "7, 5001", "24, 5001"})
  void keepEveryColumnOnThePage(int columns, int rows) throws Exception {
    String boxes = words(render(columns, rows));
    double page = Double.parseDouble(first(PAGE, boxes));
    List<MatchResult> words = WORD.matcher(boxes).results().toList();
    assertThat(words)
        .isNotEmpty()
        .allSatisfy(
            word -> assertThat(Double.parseDouble(word.group(2))).isLessThan(page - MARGIN));
    long lastColumn =
        words.stream()
            .filter(word -> word.group(3).contains(String.valueOf(1999 + columns)))
            .count();
    assertThat(lastColumn).as("the head of the last column").isPositive();
  }

  private Path render(int columns, int rows) throws IOException {
    Files.copy(Path.of("templates/sales-monthly/report.css"), folder.resolve("report.css"));
    HtmlTemplate template =
        HtmlTemplate.compile(
            "t.html",
            "<html><head><link rel=\"stylesheet\" href=\"report.css\"/></head>"
                + "<body><div>{{wide}}</div></body></html>");
    Path file = folder.resolve("wide.pdf");
    try (OutputStream out = Files.newOutputStream(file)) {
      new PdfRenderer(template, folder, DocumentFonts.standard())
          .render(
              SampleReports.english().approved().with("wide", table(columns, rows)).content(), out);
    }
    return file;
  }

  private static ContentValue table(int columns, int rows) {
    List<ReportTable.Column> heads = new ArrayList<>();
    List<ContentValue> cells = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      heads.add(new ReportTable.Column(i == 0 ? "Region" : "" + (2000 + i), "yuan", i > 0));
      cells.add(
          i == 0
              ? new ContentValue.Text("Northwest and the coast")
              : new ContentValue.Number("", new BigDecimal("12345678.90"), Unit.of("CNY"), ""));
    }
    ReportTable.Row row = new ReportTable.Row(cells, false);
    return new ContentValue.Table(
        new ReportTable("wide", "Wide", heads, Collections.nCopies(rows, row)));
  }

  /** The words of the last page with their places. */
  private static String words(Path pdf) throws IOException, InterruptedException {
    Process poppler = new ProcessBuilder("pdftotext", "-bbox", pdf.toString(), "-").start();
    String boxes = poppler.inputReader().lines().collect(Collectors.joining("\n"));
    assertThat(poppler.waitFor()).isZero();
    return boxes.substring(boxes.lastIndexOf("<page"));
  }

  private static String first(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
  }
}
