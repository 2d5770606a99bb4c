package dev.rapporteur.rendering;

import java.util.List;
import java.util.Optional;

/**
 * A table of a report.
 *
 * @param id its name in the report, unique
 * @param caption what it shows
 * @param columns at least one
 * @param rows those that a document shows, in order; each has as many cells as there are columns
 * @param whole the same table with all of its rows, where they are more
 * @param inWorkbook whether the report's workbook has all rows
 */
public record ReportTable(
    String id,
    String caption,
    List<Column> columns,
    List<Row> rows,
    Optional<ReportTable> whole,
    boolean inWorkbook) {

  /** A table that shows all of its rows. */
  public ReportTable(String id, String caption, List<Column> columns, List<Row> rows) {
    this(id, caption, columns, rows, Optional.empty(), false);
  }

  public ReportTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("table " + id + " has no columns");
    }
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of table "
                + id
                + " has "
                + row.cells().size()
                + " cells, not "
                + columns.size());
      }
    }
  }

  /** What stands below the table where a document shows only so many of its rows. */
  public Optional<String> remark(int shown, Words words) {
    int all = (int) whole.orElse(this).rows().stream().filter(row -> !row.total()).count();
    return shown < all ? Optional.of(words.part(shown, all, inWorkbook)) : Optional.empty();
  }

  /**
   * @param label as shown in the head
   * @param unit shown in the head under the label; empty if none
   * @param number whether its cells are numbers, set right-aligned
   */
  public record Column(String label, String unit, boolean number) {}

  /**
   * @param cells {@link ContentValue.Text} or {@link ContentValue.Number}; an empty text where
   *     there is no value
   * @param total whether a rule sets the row off as a total
   */
  public record Row(List<ContentValue> cells, boolean total) {
    public Row {
      cells = List.copyOf(cells);
    }
  }
}
