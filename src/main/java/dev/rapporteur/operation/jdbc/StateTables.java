package dev.rapporteur.operation.jdbc;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.jdbc.StateDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The tables of the state database as text that both H2 and PostgreSQL can be filled from: one JSON
 * array a line, the first with the names of the columns. Which tables there are, and which must be
 * filled before others, is asked of the database. Quartz's tables are left out: what they hold is
 * made anew from schedules and runs.
 */
public final class StateTables {
  private static final int FETCHED = 500;

  /** These tell how far the tables themselves are brought up to date. */
  private static final Set<String> OF_MIGRATIONS =
      Set.of("flyway_schema_history", "schema_fingerprint");

  private final StateDatabase state;

  public StateTables(StateDatabase state) {
    this.state = state;
  }

  /** Gives where the rows of a table go; closed after the last one. */
  public interface Rows {
    Writer of(String table) throws IOException;
  }

  /** Gives where the rows of a table come from. */
  public interface Source {
    BufferedReader of(String table) throws IOException;
  }

  /**
   * Reads all tables as they are at one moment, however long it takes and whoever writes meanwhile.
   */
  public void read(Rows rows) {
    try (Connection connection = state.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(
          state.isPostgres()
              ? Connection.TRANSACTION_REPEATABLE_READ
              : Connection.TRANSACTION_SERIALIZABLE);
      try {
        for (String table : tables(connection)) {
          try (Writer writer = rows.of(table)) {
            read(connection, table, writer);
          }
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException fault) {
      throw fault("the state database cannot be read", fault);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void read(Connection connection, String table, Writer writer)
      throws SQLException, IOException {
    try (PreparedStatement select = connection.prepareStatement("select * from " + table)) {
      select.setFetchSize(FETCHED);
      try (ResultSet row = select.executeQuery()) {
        ResultSetMetaData columns = row.getMetaData();
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          names.add(columns.getColumnName(i).toLowerCase(Locale.ROOT));
        }
        writer.write(names + "\n");
        while (row.next()) {
          ArrayNode values = JsonNodeFactory.instance.arrayNode();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.add(value(row, i, columns.getColumnType(i)));
          }
          writer.write(values + "\n");
        }
      }
    }
  }

  private static JsonNode value(ResultSet row, int column, int type) throws SQLException {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (row.getObject(column) == null) {
      return json.nullNode();
    }
    return switch (type) {
      case Types.BOOLEAN, Types.BIT -> json.booleanNode(row.getBoolean(column));
      case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> json.numberNode(row.getLong(column));
      case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY ->
          json.stringNode(Base64.getEncoder().encodeToString(row.getBytes(column)));
      case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP ->
          json.stringNode(row.getObject(column, OffsetDateTime.class).toInstant().toString());
      default -> json.stringNode(row.getString(column));
    };
  }

  /**
   * Replaces what all tables hold, in one transaction.
   *
   * @param source has each of the given tables
   * @param tables those that it has
   * @param moved puts places of files right in a text, as the workspace may lie elsewhere now; the
   *     audit trail is left as it was written
   */
  public void fill(Source source, Set<String> tables, UnaryOperator<String> moved) {
    try (Connection connection = state.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<String> order = tables(connection);
        Set<String> unknown = new TreeSet<>(tables);
        order.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
          throw new RapporteurException(
              FailureKind.DEFINITION,
              "the back-up has tables that this version does not know: " + unknown,
              "restore it with the version that made it");
        }
        for (String table : order.reversed()) {
          connection.createStatement().executeUpdate("delete from " + table);
        }
        for (String table : order) {
          if (tables.contains(table)) {
            try (BufferedReader reader = source.of(table)) {
              fill(
                  connection,
                  table,
                  reader,
                  table.startsWith("audit_") ? UnaryOperator.identity() : moved);
            }
          }
        }
        connection.commit();
      } catch (SQLException | IOException | RuntimeException fault) {
        connection.rollback();
        throw fault;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException fault) {
      throw fault("the state database cannot be filled", fault);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void fill(
      Connection connection, String table, BufferedReader reader, UnaryOperator<String> moved)
      throws SQLException, IOException {
    Map<String, Integer> types = types(connection, table);
    List<String> names = new ArrayList<>();
    JsonMapper.shared().readTree(reader.readLine()).forEach(name -> names.add(name.asString()));
    if (!types.keySet().containsAll(names)) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "the back-up's table " + table + " has other columns: " + names,
          "restore it with the version that made it");
    }
    String marks = String.join(", ", names.stream().map(name -> "?").toList());
    String sql =
        "insert into %s (%s) values (%s)".formatted(table, String.join(", ", names), marks);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      String line;
      int waiting = 0;
      while ((line = reader.readLine()) != null) {
        JsonNode values = JsonMapper.shared().readTree(line);
        for (int i = 0; i < names.size(); i++) {
          set(insert, i + 1, types.get(names.get(i)), values.get(i), moved);
        }
        insert.addBatch();
        if (++waiting % FETCHED == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static void set(
      PreparedStatement insert, int at, int type, JsonNode value, UnaryOperator<String> moved)
      throws SQLException {
    if (value.isNull()) {
      insert.setNull(at, type);
      return;
    }
    switch (type) {
      case Types.BOOLEAN, Types.BIT -> insert.setBoolean(at, value.asBoolean());
      case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> insert.setLong(at, value.asLong());
      case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY ->
          insert.setBytes(at, Base64.getDecoder().decode(value.asString()));
      case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP ->
          insert.setObject(
              at, java.time.Instant.parse(value.asString()).atOffset(java.time.ZoneOffset.UTC));
      default -> insert.setString(at, moved.apply(value.asString()));
    }
  }

  private static Map<String, Integer> types(Connection connection, String table)
      throws SQLException {
    Map<String, Integer> types = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement("select * from " + table + " where 1 = 0")) {
      ResultSetMetaData columns = select.executeQuery().getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        types.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), columns.getColumnType(i));
      }
    }
    return types;
  }

  /**
   * Deletes runs with all that belongs to them, in one transaction, and what nothing refers to any
   * more.
   */
  public void deleteRuns(List<String> runs) {
    try (Connection connection = state.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        for (String run : runs) {
          delete(connection, "report_run", "id", "'" + checked(run) + "'");
        }
        connection
            .createStatement()
            .executeUpdate(
                "delete from definition_text where sha256 not in"
                    + " (select sha256 from run_definition)");
        connection.commit();
      } catch (SQLException | RuntimeException fault) {
        connection.rollback();
        throw fault;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException fault) {
      throw fault("the runs cannot be deleted", fault);
    }
  }

  /** Deletes rows, after those that refer to them. */
  private static void delete(Connection connection, String table, String column, String values)
      throws SQLException {
    for (Reference reference : references(connection, table)) {
      delete(
          connection,
          reference.table(),
          reference.column(),
          "select %s from %s where %s in (%s)".formatted(reference.to(), table, column, values));
    }
    connection
        .createStatement()
        .executeUpdate("delete from %s where %s in (%s)".formatted(table, column, values));
  }

  /** Ids of runs are ours; one that is not of their form does not get into a statement. */
  private static String checked(String run) {
    if (!run.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("'" + run + "' is no id of a run");
    }
    return run;
  }

  /** A column that refers to a column of another table. */
  private record Reference(String table, String column, String to) {}

  private static List<Reference> references(Connection connection, String table)
      throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    List<Reference> references = new ArrayList<>();
    try (ResultSet row =
        about.getExportedKeys(null, connection.getSchema(), stored(about, table))) {
      while (row.next()) {
        references.add(
            new Reference(
                row.getString("FKTABLE_NAME").toLowerCase(Locale.ROOT),
                row.getString("FKCOLUMN_NAME").toLowerCase(Locale.ROOT),
                row.getString("PKCOLUMN_NAME").toLowerCase(Locale.ROOT)));
      }
    }
    return references;
  }

  private static String stored(DatabaseMetaData about, String table) throws SQLException {
    return about.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
  }

  /** All tables with state of ours, each behind those that it refers to. */
  private static List<String> tables(Connection connection) throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    Map<String, Set<String>> refersTo = new TreeMap<>();
    try (ResultSet row =
        about.getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
      while (row.next()) {
        String name = row.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
        if (!name.startsWith("qrtz_") && !OF_MIGRATIONS.contains(name)) {
          refersTo.put(name, new TreeSet<>());
        }
      }
    }
    for (String table : refersTo.keySet()) {
      for (Reference reference : references(connection, table)) {
        if (!reference.table().equals(table)) {
          refersTo.get(reference.table()).add(table);
        }
      }
    }
    Set<String> ordered = new LinkedHashSet<>();
    while (ordered.size() < refersTo.size()) {
      int before = ordered.size();
      refersTo.forEach(
          (table, needed) -> {
            if (ordered.containsAll(needed)) {
              ordered.add(table);
            }
          });
      if (ordered.size() == before) {
        throw new IllegalStateException("tables refer to each other in a circle: " + refersTo);
      }
    }
    return List.copyOf(ordered);
  }

  private static RapporteurException fault(String what, SQLException fault) {
    return new RapporteurException(
        FailureKind.EXTERNAL,
        what + ": " + String.valueOf(fault.getMessage()).lines().findFirst().orElse(""),
        "look at the state database: rapporteur doctor",
        fault);
  }
}
