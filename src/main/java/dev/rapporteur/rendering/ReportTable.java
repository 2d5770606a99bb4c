package dev.rapporteur.rendering;

import java.util.List;

/**
 * A table of a report.
 *
 * @param id its name in the report, unique
 * @param caption what it shows
 * @param columns at least one
 * @param rows in order; each has as many cells as there are columns
 */
public record ReportTable(String id, String caption, List<Column> columns, List<Row> rows) {
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
