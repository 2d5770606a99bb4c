package dev.rapporteur.function;

import dev.rapporteur.audit.CanonicalJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a function answered: rows of typed cells under declared columns.
 *
 * @param columns in the order of the definition
 * @param rows in the order of the query; each has one cell for each column, of the column's type or
 *     empty
 */
public record QueryResult(List<Column> columns, List<List<Cell>> rows) {
  public QueryResult {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      requireTypes(columns, row);
    }
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The declared column of a name; empty if there is none. */
  public Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /**
   * The cell in a row, counted from 0, under the column of a name.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public Cell cell(int row, String column) {
    return rows.get(row).get(indexOf(column));
  }

  /** The number in a cell; empty if nothing stands there or it is no number. */
  public Optional<BigDecimal> number(int row, String column) {
    return cell(row, column) instanceof Cell.Number number
        ? Optional.of(number.value())
        : Optional.empty();
  }

  /** The rows as JSON: a list of lists in the order of the columns. */
  public ArrayNode rowsAsJson() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (List<Cell> row : rows) {
      ArrayNode cells = all.addArray();
      row.forEach(cell -> cells.add(cell.toJson()));
    }
    return all;
  }

  /**
   * SHA-256 over the columns' names and all cells. Equal numbers hash alike whatever their scale:
   * 1.50 as 1.5.
   */
  public String hash() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    ArrayNode names = all.addArray();
    columns.forEach(column -> names.add(column.name()));
    for (List<Cell> row : rows) {
      ArrayNode cells = all.addArray();
      row.forEach(cell -> cells.add(hashed(cell)));
    }
    return CanonicalJson.sha256(all);
  }

  private static JsonNode hashed(Cell cell) {
    return cell instanceof Cell.Number number
        ? JsonNodeFactory.instance
            .objectNode()
            .put("number", number.value().stripTrailingZeros().toPlainString())
        : cell.toJson();
  }

  private int indexOf(String column) {
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).name().equals(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no column " + column));
  }

  private static void requireTypes(List<Column> columns, List<Cell> row) {
    boolean fits =
        row.size() == columns.size()
            && IntStream.range(0, row.size()).allMatch(i -> fits(columns.get(i), row.get(i)));
    if (!fits) {
      throw new IllegalArgumentException("a row does not fit its columns: " + row);
    }
  }

  private static boolean fits(Column column, Cell cell) {
    return switch (cell) {
      case Cell.Number number -> column.type() == Column.Type.NUMBER;
      case Cell.Text text -> column.type() == Column.Type.TEXT;
      case Cell.Day day -> column.type() == Column.Type.DATE;
      case Cell.Timestamp timestamp -> column.type() == Column.Type.TIMESTAMP;
      case Cell.Flag flag -> column.type() == Column.Type.BOOLEAN;
      case Cell.Empty empty -> true;
    };
  }
}
