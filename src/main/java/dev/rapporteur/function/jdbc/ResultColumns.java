package dev.rapporteur.function.jdbc;

import dev.rapporteur.function.Cell;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.QueryFailedException;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.report.FailureKind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The declared columns of a function, each with its place in what the database gives. */
final class ResultColumns {
  private final String function;
  private final List<Column> columns;
  private final int[] places;
  private final int[] sqlTypes;

  private ResultColumns(String function, List<Column> columns, int[] places, int[] sqlTypes) {
    this.function = function;
    this.columns = columns;
    this.places = places;
    this.sqlTypes = sqlTypes;
  }

  /**
   * @throws QueryFailedException if the database's columns are not the declared ones
   */
  static ResultColumns match(RegisteredFunction function, ResultSetMetaData found)
      throws SQLException {
    List<Difference> differences = differences(function.columns(), found);
    if (!differences.isEmpty()) {
      String all = differences.stream().map(Difference::message).collect(Collectors.joining("; "));
      throw new QueryFailedException(
          FailureKind.DEFINITION,
          "the function '" + function.name() + "': " + all,
          "run 'rapporteur check'");
    }
    Map<String, Integer> byName = byName(found);
    int[] places = new int[function.columns().size()];
    int[] sqlTypes = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = byName.get(function.columns().get(i).name());
      sqlTypes[i] = found.getColumnType(places[i]);
    }
    return new ResultColumns(function.name(), function.columns(), places, sqlTypes);
  }

  /**
   * A way in which the database's columns are not the declared ones.
   *
   * @param declared whether the column is declared at all
   */
  record Difference(String column, boolean declared, String message) {}

  /** All differences; none if the columns are the declared ones. */
  static List<Difference> differences(List<Column> declared, ResultSetMetaData found)
      throws SQLException {
    List<Difference> differences = new ArrayList<>(repeated(found));
    Map<String, Integer> left = byName(found);
    for (Column column : declared) {
      Integer place = left.remove(column.name());
      if (place == null) {
        differences.add(
            new Difference(
                column.name(), true, "the query gives no column '" + column.name() + "'"));
      } else {
        Optional<Column.Type> type = typeOf(found.getColumnType(place));
        if (type.isEmpty() || type.get() != column.type()) {
          String message =
              "the column '"
                  + column.name()
                  + "' is "
                  + type.map(ResultColumns::words).orElse(found.getColumnTypeName(place))
                  + " in the database and declared as "
                  + words(column.type());
          differences.add(new Difference(column.name(), true, message));
        }
      }
    }
    left.keySet().stream()
        .sorted()
        .forEach(
            name ->
                differences.add(
                    new Difference(
                        name, false, "the query's column '" + name + "' is not declared")));
    return differences;
  }

  private static List<Difference> repeated(ResultSetMetaData found) throws SQLException {
    Set<String> seen = new HashSet<>();
    List<Difference> repeated = new ArrayList<>();
    for (int i = 1; i <= found.getColumnCount(); i++) {
      String name = found.getColumnLabel(i).toLowerCase(Locale.ROOT);
      if (!seen.add(name)) {
        repeated.add(
            new Difference(name, false, "the query gives the column '" + name + "' twice"));
      }
    }
    return repeated;
  }

  List<Cell> cells(ResultSet row) throws SQLException {
    List<Cell> cells = new ArrayList<>(columns.size());
    for (int i = 0; i < places.length; i++) {
      cells.add(cell(row, i));
    }
    return cells;
  }

  private Cell cell(ResultSet row, int i) throws SQLException {
    int place = places[i];
    return switch (columns.get(i).type()) {
      case NUMBER -> number(row, i);
      case TEXT -> {
        String text = row.getString(place);
        yield text == null ? Cell.EMPTY : new Cell.Text(text);
      }
      case DATE -> {
        LocalDate day = row.getObject(place, LocalDate.class);
        yield day == null ? Cell.EMPTY : new Cell.Day(day);
      }
      case TIMESTAMP -> {
        LocalDateTime time = row.getObject(place, LocalDateTime.class);
        yield time == null ? Cell.EMPTY : new Cell.Timestamp(time);
      }
      case BOOLEAN -> {
        boolean flag = row.getBoolean(place);
        yield row.wasNull() ? Cell.EMPTY : new Cell.Flag(flag);
      }
    };
  }

  /** A floating-point column gives the shortest decimal that names the same double. */
  private Cell number(ResultSet row, int i) throws SQLException {
    if (sqlTypes[i] != Types.DOUBLE && sqlTypes[i] != Types.REAL && sqlTypes[i] != Types.FLOAT) {
      BigDecimal number = row.getBigDecimal(places[i]);
      return number == null ? Cell.EMPTY : new Cell.Number(number);
    }
    String text = row.getString(places[i]);
    try {
      return text == null ? Cell.EMPTY : new Cell.Number(new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw new QueryFailedException(
          FailureKind.DATA,
          "the column '" + columns.get(i).name() + "' of '" + function + "' holds " + text,
          "correct the row, or leave it out in the query",
          e);
    }
  }

  private static Map<String, Integer> byName(ResultSetMetaData found) throws SQLException {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 1; i <= found.getColumnCount(); i++) {
      places.putIfAbsent(found.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
    }
    return places;
  }

  private static Optional<Column.Type> typeOf(int sqlType) {
    return Optional.ofNullable(
        switch (sqlType) {
          case Types.TINYINT,
              Types.SMALLINT,
              Types.INTEGER,
              Types.BIGINT,
              Types.NUMERIC,
              Types.DECIMAL,
              Types.REAL,
              Types.FLOAT,
              Types.DOUBLE ->
              Column.Type.NUMBER;
          case Types.CHAR,
              Types.VARCHAR,
              Types.LONGVARCHAR,
              Types.NCHAR,
              Types.NVARCHAR,
              Types.LONGNVARCHAR,
              Types.CLOB,
              Types.NCLOB ->
              Column.Type.TEXT;
          case Types.DATE -> Column.Type.DATE;
          case Types.TIMESTAMP -> Column.Type.TIMESTAMP;
          case Types.BOOLEAN, Types.BIT -> Column.Type.BOOLEAN;
          default -> null;
        });
  }

  private static String words(Column.Type type) {
    return switch (type) {
      case NUMBER -> "a number";
      case TEXT -> "a text";
      case DATE -> "a date";
      case TIMESTAMP -> "a timestamp";
      case BOOLEAN -> "true or false";
    };
  }
}
