package dev.rapporteur.review;

import java.time.Instant;
import java.util.List;

/**
 * The way back of a figure: formula, the figures it was computed from, rows, calls.
 *
 * @param steps the figure first, then those it was computed from
 * @param calls what all of them rest on
 */
public record FigureWay(List<Step> steps, List<Call> calls) {
  public FigureWay {
    steps = List.copyOf(steps);
    calls = List.copyOf(calls);
  }

  /**
   * @param depth 0 for the figure itself, 1 for those it was computed from, and so on
   * @param value as the report's language writes it, in full
   * @param cells where it was read from query results directly
   */
  public record Step(
      int depth,
      String figure,
      String name,
      String period,
      String value,
      String formula,
      List<Cells> cells) {
    public Step {
      cells = List.copyOf(cells);
    }
  }

  /**
   * @param call id of the call
   * @param key the key that picks one row; empty for all
   */
  public record Cells(String call, String column, String key, int rows) {}

  /**
   * A call with the rows it gave.
   *
   * @param sql empty for a function that is not SQL
   * @param parameters name and value of each argument
   * @param read for each row whether the figure rests on it
   * @param readColumns the columns that the figure rests on
   */
  public record Call(
      String id,
      String function,
      String dataSource,
      String sql,
      List<Parameter> parameters,
      String actor,
      Instant at,
      long milliseconds,
      String resultSha256,
      List<String> columns,
      List<List<String>> rows,
      List<Boolean> read,
      List<String> readColumns) {
    public Call {
      parameters = List.copyOf(parameters);
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      read = List.copyOf(read);
      readColumns = List.copyOf(readColumns);
    }
  }

  /** An argument of a call. */
  public record Parameter(String name, String value) {}
}
