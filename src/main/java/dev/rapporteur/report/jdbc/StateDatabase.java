package dev.rapporteur.report.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database that holds runs, steps, audit and reviews: an H2 file, or PostgreSQL where several
 * nodes share it. Opening it brings its tables up to date.
 *
 * <p>H2's default delays commits and loses acknowledged ones when the process is killed, so the
 * file is opened with {@code WRITE_DELAY=0} and opening fails if that does not hold. {@code
 * AUTO_SERVER} lets a command work beside a running server; its port is bound to the loopback
 * address only.
 */
public final class StateDatabase implements AutoCloseable {
  /** H2 reads it when its first class loads. */
  private static final String H2_BIND_ADDRESS = "h2.bindAddress";

  private final HikariDataSource dataSource;
  private final boolean postgres;

  private StateDatabase(HikariDataSource dataSource, boolean postgres) {
    this.dataSource = dataSource;
    this.postgres = postgres;
  }

  /** Opens the embedded database in the given folder, making both if they do not exist. */
  public static StateDatabase inFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (java.io.IOException fault) {
      throw new RapporteurException(
          FailureKind.CAPACITY,
          "the folder " + folder + " cannot be made: " + reason(fault),
          "make the workspace's output folder writable",
          fault);
    }
    System.setProperty(H2_BIND_ADDRESS, "127.0.0.1");
    String url = "jdbc:h2:file:" + folder.resolve("rapporteur") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0";
    return open(url, "sa", "", 8);
  }

  /**
   * Opens the database at a JDBC address, {@code jdbc:postgresql:...} or {@code jdbc:h2:...}.
   *
   * @param connections the most connections held at a time
   */
  public static StateDatabase open(String url, String user, String password, int connections) {
    boolean postgres = url.startsWith("jdbc:postgresql:");
    HikariConfig config = new HikariConfig();
    config.setPoolName("state");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(10_000);
    config.setInitializationFailTimeout(10_000);
    HikariDataSource dataSource;
    try {
      dataSource = new HikariDataSource(config);
    } catch (RuntimeException fault) {
      throw unreachable(url, fault);
    }
    try {
      StateDatabase database = new StateDatabase(dataSource, postgres);
      database.assertDurable();
      database.migrate();
      return database;
    } catch (RuntimeException fault) {
      dataSource.close();
      throw fault;
    }
  }

  public DataSource dataSource() {
    return dataSource;
  }

  /** Whether it can be shared by several nodes. */
  public boolean isPostgres() {
    return postgres;
  }

  @Override
  public void close() {
    dataSource.close();
  }

  /** Compares and applies the migrations, unless a program with the very same ones has done so. */
  private void migrate() {
    String folder = "db/migration/" + (postgres ? "postgresql" : "h2");
    Optional<String> shipped = ShippedMigrations.fingerprint(folder);
    if (shipped.isPresent() && shipped.equals(fingerprint())) {
      return;
    }
    try {
      Flyway.configure().dataSource(dataSource).locations("classpath:" + folder).load().migrate();
    } catch (FlywayException fault) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "the state database does not fit this version of the program: " + reason(fault),
          "start the version that wrote it, or restore a back-up made by this one",
          fault);
    }
    JdbcClient jdbc = JdbcClient.create(dataSource);
    jdbc.sql("delete from schema_fingerprint").update();
    shipped.ifPresent(
        hash -> jdbc.sql("insert into schema_fingerprint values (?)").param(hash).update());
  }

  private Optional<String> fingerprint() {
    try (Connection connection = dataSource.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery("select migrations from schema_fingerprint")) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    } catch (SQLException noSuchTable) {
      return Optional.empty();
    }
  }

  private void assertDurable() {
    if (postgres) {
      return;
    }
    String sql =
        "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'";
    try (Connection connection = dataSource.getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      if (!rows.next() || rows.getInt(1) != 0) {
        throw new RapporteurException(
            FailureKind.DEFINITION,
            "the state database delays its writes and could lose finished steps",
            "add ;WRITE_DELAY=0 to its address");
      }
    } catch (SQLException fault) {
      throw unreachable("the state database", fault);
    }
  }

  private static RapporteurException unreachable(String url, Exception fault) {
    boolean locked = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT).contains("in use");
    return new RapporteurException(
        FailureKind.EXTERNAL,
        "the state database cannot be opened (" + url.split("[;?]")[0] + "): " + reason(fault),
        locked
            ? "another program holds the file: stop it, or let it open the file with AUTO_SERVER=TRUE"
            : "check that it runs and that user and password are right",
        fault);
  }

  private static String reason(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    return message.lines().findFirst().orElse(root.getClass().getSimpleName());
  }
}
