package dev.rapporteur.function.jdbc;

import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.DataSourceDefinition.ColumnType;
import dev.rapporteur.function.DataSourceDefinition.TableLoad;
import dev.rapporteur.function.QueryFailedException;
import dev.rapporteur.report.FailureKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Loads the CSV files of a data source into its embedded H2 file, once for each content.
 *
 * <p>Each content becomes a schema of its own, named after its fingerprint, and is used only when
 * it is complete. So a crash leaves nothing half-loaded, a process that still reads the older
 * content goes on reading it, and two processes that load at once wait for each other. The
 * functions read as a user who may do nothing but select.
 */
final class CsvLoad {
  /** Keeps the file open to other processes and does not spend time on compacting when closed. */
  private static final String OPTIONS = ";AUTO_SERVER=TRUE;MAX_COMPACT_TIME=0";

  private static final String READER = "RAPPORTEUR_READER";

  /** The content before the current one stays for processes that still read it. */
  private static final int KEPT = 2;

  /**
   * The value in H2's messages about one: {@code converting "'12O' (...)"}, {@code constant "x"}.
   */
  private static final Pattern VALUE = Pattern.compile("(?:\"'|constant \")([^'\"]+)['\"]");

  private final DataSourceDefinition source;
  private final String fingerprint;

  CsvLoad(DataSourceDefinition source) {
    LoopbackH2.require();
    this.source = source;
    this.fingerprint = fingerprint(source);
  }

  /** Address at which the loaded tables are the current schema. */
  String readerUrl() {
    return url() + ";SCHEMA=" + schema();
  }

  String readerName() {
    return READER;
  }

  /** Loads, unless this content is there already. */
  void run() {
    try (Connection work = open()) {
      execute(
          work,
          "CREATE TABLE IF NOT EXISTS PUBLIC.rapporteur_load"
              + " (fingerprint VARCHAR(64) PRIMARY KEY, loaded_at TIMESTAMP WITH TIME ZONE)");
      if (!isLoaded(work)) {
        loadInTurn(work);
      }
    } catch (SQLException e) {
      throw new QueryFailedException(
          FailureKind.EXTERNAL,
          "the data source '" + source.name() + "' cannot be opened: " + firstLine(e),
          "check that the folder of its file can be written",
          e);
    }
  }

  private void loadInTurn(Connection work) throws SQLException {
    try (Connection lock = open()) {
      takeTurn(lock);
      if (!isLoaded(work)) {
        load(work);
      }
      lock.rollback();
    }
  }

  /** A connection that waits while another one loads, in this process or another. */
  private Connection open() throws SQLException {
    Connection connection = DriverManager.getConnection(url(), source.user(), source.password());
    execute(connection, "SET LOCK_TIMEOUT 120000");
    return connection;
  }

  private String url() {
    String url = source.url();
    return url.toUpperCase(Locale.ROOT).contains("AUTO_SERVER") ? url : url + OPTIONS;
  }

  private String schema() {
    return "CONTENT_" + fingerprint.substring(0, 24).toUpperCase(Locale.ROOT);
  }

  /** Waits for another process that is loading; the row's lock goes with this connection. */
  private static void takeTurn(Connection lock) throws SQLException {
    execute(lock, "MERGE INTO PUBLIC.rapporteur_load VALUES ('turn', NULL)");
    lock.setAutoCommit(false);
    try (Statement statement = lock.createStatement()) {
      statement
          .executeQuery(
              "SELECT * FROM PUBLIC.rapporteur_load WHERE fingerprint = 'turn' FOR UPDATE")
          .close();
    }
  }

  private boolean isLoaded(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM PUBLIC.rapporteur_load WHERE fingerprint = ?")) {
      select.setString(1, fingerprint);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  private void load(Connection connection) throws SQLException {
    execute(connection, "DROP SCHEMA IF EXISTS " + schema() + " CASCADE");
    execute(connection, "CREATE SCHEMA " + schema());
    execute(connection, "SET SCHEMA " + schema());
    for (TableLoad table : source.load()) {
      load(connection, table);
    }
    runScript(connection);
    execute(connection, "CREATE USER IF NOT EXISTS " + READER + " PASSWORD " + password());
    execute(connection, "ALTER USER " + READER + " SET PASSWORD " + password());
    execute(connection, "GRANT SELECT ON SCHEMA " + schema() + " TO " + READER);
    execute(
        connection,
        "INSERT INTO PUBLIC.rapporteur_load VALUES ('" + fingerprint + "', CURRENT_TIMESTAMP)");
    dropOlder(connection);
  }

  private void load(Connection connection, TableLoad table) throws SQLException {
    requireHeader(table);
    String columns =
        table.columns().stream()
            .map(column -> column.name() + " " + column.type())
            .collect(Collectors.joining(", "));
    String key =
        table.key().isEmpty() ? "" : ", PRIMARY KEY (" + String.join(", ", table.key()) + ")";
    String names = table.columns().stream().map(ColumnType::name).collect(Collectors.joining(", "));
    String from =
        "CSVREAD("
            + literal(table.file().toString())
            + ", NULL, 'charset=UTF-8 preserveWhitespace=true')";
    String sql =
        "CREATE TABLE "
            + table.table()
            + " ("
            + columns
            + key
            + ") AS SELECT "
            + names
            + " FROM "
            + from;
    try {
      execute(connection, sql);
    } catch (SQLException e) {
      throw new QueryFailedException(
          FailureKind.DATA,
          placeOf(table.file(), e)
              + " it cannot be loaded into the table '"
              + table.table()
              + "': "
              + firstLine(e),
          "correct the file, or its columns in " + source.file(),
          e);
    }
  }

  /** The file, with the first line that has the value of which the database complains. */
  private static String placeOf(Path file, SQLException e) {
    Matcher value = VALUE.matcher(firstLine(e));
    if (value.find()) {
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        int number = 1;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          if (line.contains(value.group(1))) {
            return file + ":" + number + ":";
          }
          number++;
        }
      } catch (IOException unreadable) {
        return file + ":";
      }
    }
    return file + ":";
  }

  private void requireHeader(TableLoad table) {
    List<String> wanted = table.columns().stream().map(ColumnType::name).toList();
    List<String> found = header(table.file());
    if (!found.equals(wanted)) {
      throw new QueryFailedException(
          FailureKind.DATA,
          table.file() + ":1: the columns are " + found + ", but " + wanted + " were declared",
          "correct the file, or its columns in " + source.file());
    }
  }

  private static List<String> header(Path file) {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      List<String> names = new ArrayList<>();
      for (String name : (line == null ? "" : line).replace("\uFEFF", "").split(",")) {
        names.add(name.strip().replace("\"", "").toLowerCase(Locale.ROOT));
      }
      return names;
    } catch (IOException e) {
      throw new QueryFailedException(
          FailureKind.DATA, file + " cannot be read as UTF-8", "save it as UTF-8", e);
    }
  }

  private void runScript(Connection connection) throws SQLException {
    if (source.then().isEmpty()) {
      return;
    }
    Path script = source.then().orElseThrow();
    try {
      execute(connection, Files.readString(script));
    } catch (SQLException e) {
      throw new QueryFailedException(
          FailureKind.DEFINITION, script + ": " + firstLine(e), "correct the statement", e);
    } catch (IOException e) {
      throw new QueryFailedException(
          FailureKind.DEFINITION, script + " cannot be read", "save it as UTF-8", e);
    }
  }

  private static void dropOlder(Connection connection) throws SQLException {
    List<String> old = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT fingerprint FROM PUBLIC.rapporteur_load WHERE loaded_at IS NOT NULL"
                    + " ORDER BY loaded_at DESC OFFSET "
                    + KEPT
                    + " ROWS")) {
      while (rows.next()) {
        old.add(rows.getString(1));
      }
    }
    for (String content : old) {
      execute(
          connection, "DELETE FROM PUBLIC.rapporteur_load WHERE fingerprint = " + literal(content));
      execute(
          connection,
          "DROP SCHEMA IF EXISTS CONTENT_"
              + content.substring(0, 24).toUpperCase(Locale.ROOT)
              + " CASCADE");
    }
  }

  private String password() {
    return literal(source.password());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll("; SQL statement:.*", "");
  }

  /** Changes when a file is written, and costs next to nothing; empty where there is none. */
  static String stamp(DataSourceDefinition source) {
    try {
      StringBuilder stamp = new StringBuilder();
      for (Path file : files(source)) {
        stamp.append(Files.getLastModifiedTime(file)).append(' ').append(Files.size(file));
      }
      return stamp.toString();
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  private static List<Path> files(DataSourceDefinition source) {
    return Stream.concat(source.load().stream().map(TableLoad::file), source.then().stream())
        .toList();
  }

  /** SHA-256 over the files and how they are to be loaded. */
  private static String fingerprint(DataSourceDefinition source) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(source.load().toString().getBytes(StandardCharsets.UTF_8));
      for (Path file : files(source)) {
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw unreadable(source, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static QueryFailedException unreadable(DataSourceDefinition source, IOException e) {
    return new QueryFailedException(
        FailureKind.DATA,
        "a file of the data source '" + source.name() + "' cannot be read: " + e.getMessage(),
        "check the files named in " + source.file(),
        e);
  }
}
