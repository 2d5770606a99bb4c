package dev.rapporteur.function.jdbc;

import dev.rapporteur.function.Cell;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.Effect;
import dev.rapporteur.function.FunctionExecutor;
import dev.rapporteur.function.NamedSql;
import dev.rapporteur.function.QueryFailedException;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.report.FailureKind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries out statements. What a function with the effect {@code read} did is always rolled back,
 * so that even a statement that writes leaves nothing behind where a database does not know
 * read-only connections. Arguments are bound, never pasted.
 */
public final class JdbcFunctionExecutor implements FunctionExecutor {
  /** Query canceled: by the time limit, in PostgreSQL and H2 alike. */
  private static final String CANCELED = "57014";

  private final SourceDatabases databases;

  public JdbcFunctionExecutor(SourceDatabases databases) {
    this.databases = databases;
  }

  @Override
  public QueryResult execute(RegisteredFunction function, ObjectNode arguments) {
    RegisteredFunction.Sql body = (RegisteredFunction.Sql) function.body();
    try (Connection connection = databases.connect(body.dataSource())) {
      connection.setReadOnly(function.effect() == Effect.READ);
      // After an exception the pool rolls back when the connection is closed.
      QueryResult result = execute(connection, function, body.sql(), arguments);
      if (function.effect() == Effect.READ) {
        connection.rollback();
      } else {
        connection.commit();
      }
      return result;
    } catch (SQLException e) {
      throw failed(function, body.dataSource(), e);
    }
  }

  private static QueryResult execute(
      Connection connection, RegisteredFunction function, NamedSql sql, ObjectNode arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.positional())) {
      bind(statement, function, sql, arguments);
      statement.setMaxRows(function.limits().rows() + 1);
      statement.setQueryTimeout((int) Math.max(1, function.limits().time().toSeconds()));
      if (!statement.execute()) {
        return changedRows(function, statement.getUpdateCount());
      }
      try (ResultSet rows = statement.getResultSet()) {
        return read(function, rows);
      }
    }
  }

  private static void bind(
      PreparedStatement statement, RegisteredFunction function, NamedSql sql, ObjectNode arguments)
      throws SQLException {
    JsonNode properties = function.parameters().path("properties");
    int index = 1;
    for (NamedSql.Parameter parameter : sql.parameters()) {
      JsonNode value = arguments.get(parameter.name());
      String format = properties.path(parameter.name()).path("format").asString("");
      statement.setObject(index++, bound(value, format));
    }
  }

  private static Object bound(JsonNode value, String format) {
    return switch (value.getNodeType()) {
      case NUMBER ->
          value.isIntegralNumber() && value.canConvertToLong()
              ? (Object) value.longValue()
              : value.decimalValue();
      case BOOLEAN -> value.booleanValue();
      default -> format.equals("date") ? LocalDate.parse(value.asString()) : value.asString();
    };
  }

  private static QueryResult read(RegisteredFunction function, ResultSet rows) throws SQLException {
    ResultColumns columns = ResultColumns.match(function, rows.getMetaData());
    List<List<Cell>> read = new ArrayList<>();
    while (rows.next()) {
      if (read.size() == function.limits().rows()) {
        throw QueryFailedException.tooManyRows(function);
      }
      read.add(columns.cells(rows));
    }
    return new QueryResult(function.columns(), read);
  }

  /** A statement without rows answers how many rows it changed, under its one declared column. */
  private static QueryResult changedRows(RegisteredFunction function, int count) {
    List<Column> columns = function.columns();
    if (columns.size() != 1 || columns.getFirst().type() != Column.Type.NUMBER) {
      throw new QueryFailedException(
          FailureKind.DEFINITION,
          "the function '"
              + function.name()
              + "' gives no rows; it must declare one number, the rows changed",
          "");
    }
    return new QueryResult(columns, List.of(List.of(new Cell.Number(BigDecimal.valueOf(count)))));
  }

  private static QueryFailedException failed(
      RegisteredFunction function, String source, SQLException e) {
    if (e instanceof SQLTimeoutException || CANCELED.equals(e.getSQLState())) {
      return QueryFailedException.tooSlow(function, e);
    }
    FailureKind kind = kind(e);
    return new QueryFailedException(
        kind,
        "the function '"
            + function.name()
            + "' failed on the data source '"
            + source
            + "': "
            + CsvLoad.firstLine(e),
        switch (kind) {
          case EXTERNAL -> "check that the data source runs";
          case DATA -> "look at the arguments and at the rows that the statement reads";
          default -> "run 'rapporteur check'";
        },
        e);
  }

  /** By the class of SQLSTATE: connection lost, data exception, else the statement is wrong. */
  private static FailureKind kind(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("08")) {
      return FailureKind.EXTERNAL;
    }
    return state.startsWith("22") ? FailureKind.DATA : FailureKind.DEFINITION;
  }
}
