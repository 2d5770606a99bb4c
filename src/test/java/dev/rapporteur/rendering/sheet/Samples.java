package dev.rapporteur.rendering.sheet;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.testing.SampleReports;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Contents of one table with one column. */
final class Samples {
  private Samples() {}

  static ReportContent tableOf(String... texts) {
    return of(
        Arrays.stream(texts).map(text -> (ContentValue) new ContentValue.Text(text)).toList());
  }

  static ReportContent numbers(String... values) {
    Unit unit = Unit.of("orders");
    return of(
        Arrays.stream(values)
            .map(
                value ->
                    (ContentValue) new ContentValue.Number("", new BigDecimal(value), unit, ""))
            .toList());
  }

  private static ReportContent of(List<ContentValue> cells) {
    ReportTable table =
        new ReportTable(
            "t",
            "",
            List.of(new ReportTable.Column("x", "", false)),
            cells.stream().map(cell -> new ReportTable.Row(List.of(cell), false)).toList());
    ReportContent sample = SampleReports.english().content();
    return new ReportContent(
        new ContentValue.Fields(Map.of("t", new ContentValue.Table(table))),
        sample.locale(),
        sample.documentId(),
        sample.version(),
        sample.title(),
        sample.author(),
        sample.created(),
        sample.watermark());
  }
}
