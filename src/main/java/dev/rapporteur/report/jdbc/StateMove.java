package dev.rapporteur.report.jdbc;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Copies the state from the embedded database to PostgreSQL, all of it or nothing. Quartz's tables
 * are left out: what is to be done follows from runs and schedules. Afterwards the embedded
 * database is put aside, so that nobody goes on with it by mistake.
 */
public final class StateMove {
  private static final String MOVED = "moved-to.txt";
  private static final Duration ALIVE = Duration.ofSeconds(30);
  private static final int BATCH = 500;

  /** What each database keeps about itself. */
  private static final Set<String> OWN =
      Set.of("flyway_schema_history", "schema_fingerprint", "write_probe");

  private StateMove() {}

  /** Where the state of a folder was moved to; empty if it was not. */
  static String movedTo(Path folder) {
    try {
      Path note = folder.resolve(MOVED);
      return Files.exists(note) ? Files.readString(note).strip() : "";
    } catch (IOException fault) {
      throw new RapporteurException(
          FailureKind.CAPACITY, folder.resolve(MOVED) + " cannot be read", "", fault);
    }
  }

  /**
   * Copies every row.
   *
   * @return rows by table, counted in the target after they were committed there
   * @throws RapporteurException if a service still works on the source, or the target holds state
   */
  public static Map<String, Long> copy(StateDatabase from, StateDatabase to, Clock clock) {
    if (from.isPostgres() || !to.isPostgres()) {
      throw wrong("state is moved from the embedded database to PostgreSQL", "name it with --to");
    }
    try (Connection source = from.dataSource().getConnection();
        Connection target = to.dataSource().getConnection()) {
      requireNobodyWorks(source, clock);
      source.createStatement().execute("set exclusive 2");
      List<String> tables = tables(source);
      requireEmpty(target, tables);
      target.setAutoCommit(false);
      for (String table : tables.reversed()) {
        target.createStatement().executeUpdate("delete from " + table);
      }
      for (String table : tables) {
        copy(source, target, table);
      }
      Map<String, Long> copied = new TreeMap<>();
      for (String table : tables) {
        long there = count(target, table);
        if (there != count(source, table)) {
          target.rollback();
          throw wrong("not every row of " + table + " has arrived", "nothing was moved; try again");
        }
        copied.put(table, there);
      }
      target.commit();
      source.createStatement().execute("set exclusive 0");
      return copied;
    } catch (SQLException fault) {
      throw new RapporteurException(
          FailureKind.EXTERNAL,
          "the state cannot be moved: " + fault.getMessage().lines().findFirst().orElse(""),
          "nothing was moved; look at the database and try again",
          fault);
    }
  }

  /** Puts the embedded database, which is closed, aside and notes where the state is now. */
  public static void putAside(Path folder, String url) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("rapporteur.") && name.endsWith(".db")) {
          Files.move(file, folder.resolve("before-move." + name));
        }
      }
      Files.writeString(folder.resolve(MOVED), url.split("[?;]")[0] + "\n");
    } catch (IOException fault) {
      throw new RapporteurException(
          FailureKind.CAPACITY,
          "the state was moved, but the embedded database cannot be put aside: "
              + fault.getMessage(),
          "move " + folder.resolve("rapporteur.mv.db") + " away by hand",
          fault);
    }
  }

  private static void requireNobodyWorks(Connection source, Clock clock) throws SQLException {
    long since = clock.instant().minus(ALIVE).toEpochMilli();
    try (PreparedStatement statement =
        source.prepareStatement(
            "select count(*) from qrtz_scheduler_state where last_checkin_time > ?")) {
      statement.setLong(1, since);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        if (rows.getLong(1) > 0) {
          throw wrong("a service still works on the embedded database", "stop it first");
        }
      }
    }
  }

  private static void requireEmpty(Connection target, List<String> tables) throws SQLException {
    for (String table : tables) {
      // The chain of the audit trail begins with a row of its own.
      if (!table.equals("audit_chain") && count(target, table) > 0) {
        throw wrong(
            "the database holds state already: " + table + " is not empty", "name an empty one");
      }
    }
  }

  /** All tables, each after those that it refers to. */
  private static List<String> tables(Connection source) throws SQLException {
    DatabaseMetaData data = source.getMetaData();
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    try (ResultSet rows = data.getTables(null, "PUBLIC", "%", new String[] {"BASE TABLE"})) {
      while (rows.next()) {
        String name = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
        if (!OWN.contains(name) && !name.startsWith("qrtz_")) {
          needs.put(name, new TreeSet<>());
        }
      }
    }
    for (Map.Entry<String, Set<String>> table : needs.entrySet()) {
      String name = table.getKey().toUpperCase(Locale.ROOT);
      try (ResultSet rows = data.getImportedKeys(null, "PUBLIC", name)) {
        while (rows.next()) {
          table.getValue().add(rows.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT));
        }
      }
      table.getValue().remove(table.getKey());
    }
    List<String> ordered = new ArrayList<>();
    while (ordered.size() < needs.size()) {
      needs.forEach(
          (table, needed) -> {
            if (!ordered.contains(table) && ordered.containsAll(needed)) {
              ordered.add(table);
            }
          });
    }
    return ordered;
  }

  private static void copy(Connection source, Connection target, String table) throws SQLException {
    try (ResultSet rows = source.createStatement().executeQuery("select * from " + table)) {
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
      }
      String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
      String sql =
          "insert into %s (%s) values (%s)".formatted(table, String.join(", ", columns), marks);
      try (PreparedStatement insert = target.prepareStatement(sql)) {
        int waiting = 0;
        while (rows.next()) {
          for (int i = 1; i <= columns.size(); i++) {
            insert.setObject(i, value(rows, i));
          }
          insert.addBatch();
          if (++waiting == BATCH) {
            insert.executeBatch();
            waiting = 0;
          }
        }
        insert.executeBatch();
      }
    }
  }

  private static Object value(ResultSet rows, int column) throws SQLException {
    return switch (rows.getMetaData().getColumnType(column)) {
      case Types.CLOB -> rows.getString(column);
      case Types.BLOB, Types.BINARY, Types.VARBINARY -> rows.getBytes(column);
      case Types.TIMESTAMP_WITH_TIMEZONE -> rows.getObject(column, java.time.OffsetDateTime.class);
      default -> rows.getObject(column);
    };
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (ResultSet rows =
        connection.createStatement().executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static RapporteurException wrong(String message, String nextStep) {
    return new RapporteurException(FailureKind.DEFINITION, message, nextStep);
  }
}
