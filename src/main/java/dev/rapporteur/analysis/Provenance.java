package dev.rapporteur.analysis;

import java.util.List;

/**
 * The way back from a figure.
 *
 * @param formula how it was computed, over figure ids and columns: {@code sales -
 *     sales.previous-year}, {@code sum(amount)}
 * @param figures ids of the figures it was computed from
 * @param cells the cells it was computed from, where it comes from query results directly
 */
public record Provenance(String formula, List<String> figures, List<Cells> cells) {
  public Provenance {
    figures = List.copyOf(figures);
    cells = List.copyOf(cells);
  }

  static Provenance computed(String formula, String... figures) {
    return new Provenance(formula, List.of(figures), List.of());
  }

  /**
   * Cells of one column of one query result.
   *
   * @param call id of the function call that gave the result
   * @param column the column
   * @param key value of the key column that picks one row; empty for all rows
   * @param rows how many rows were read
   */
  public record Cells(String call, String column, String key, int rows) {}
}
