package dev.rapporteur.report.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
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
  /** The name of the embedded database's files, without their endings. */
  public static final String FILE = "rapporteur";

  private static final String LATEST = "latest";

  /** H2 reads it when its first class loads. */
  private static final String H2_BIND_ADDRESS = "h2.bindAddress";

  private final HikariDataSource dataSource;
  private final boolean postgres;

  private StateDatabase(HikariDataSource dataSource, boolean postgres) {
    this.dataSource = dataSource;
    this.postgres = postgres;
  }

  /**
   * Opens the database that the environment names, as the service does: {@code
   * RAPPORTEUR_DATABASE_URL}, {@code _USER} and {@code _PASSWORD} (or {@code _PASSWORD_FILE}); the
   * embedded one in the folder if it names none.
   */
  public static StateDatabase of(Path folder, Map<String, String> environment) {
    return isNamedIn(environment) ? named(environment, LATEST) : inFolder(folder);
  }

  /** Whether the environment names a database. */
  public static boolean isNamedIn(Map<String, String> environment) {
    return !environment.getOrDefault("RAPPORTEUR_DATABASE_URL", "").isBlank();
  }

  /**
   * Opens the database that the environment names, with its tables of an earlier version.
   *
   * @throws RapporteurException if it is not empty
   */
  public static StateDatabase empty(Map<String, String> environment, String version) {
    StateDatabase database = named(environment, version);
    try (Connection connection = database.dataSource.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select (select count(*) from report_run) + (select count(*) from audit_entry)")) {
      rows.next();
      if (rows.getLong(1) == 0) {
        return database;
      }
    } catch (SQLException fault) {
      database.close();
      throw unreachable("the state database", fault);
    }
    database.close();
    throw new RapporteurException(
        FailureKind.DEFINITION,
        "the database in RAPPORTEUR_DATABASE_URL is not empty",
        "make a new one, and name it in RAPPORTEUR_DATABASE_URL");
  }

  private static StateDatabase named(Map<String, String> environment, String version) {
    return open(
        environment.get("RAPPORTEUR_DATABASE_URL"),
        environment.getOrDefault("RAPPORTEUR_DATABASE_USER", "rapporteur"),
        password(environment),
        4,
        version);
  }

  /** As the service reads it, or from the file that a container's secrets lie in. */
  private static String password(Map<String, String> environment) {
    String file = environment.getOrDefault("RAPPORTEUR_DATABASE_PASSWORD_FILE", "");
    if (file.isBlank()) {
      return environment.getOrDefault("RAPPORTEUR_DATABASE_PASSWORD", "");
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (java.io.IOException fault) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "the file in RAPPORTEUR_DATABASE_PASSWORD_FILE cannot be read: " + fault.getMessage(),
          "see that it is there and readable",
          fault);
    }
  }

  /** Whether a process has the embedded database in the folder open. */
  public static boolean isHeld(Path folder) {
    if (!Files.exists(folder.resolve(FILE + ".mv.db"))) {
      return false;
    }
    System.setProperty(H2_BIND_ADDRESS, "127.0.0.1");
    String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve(FILE) + ";IFEXISTS=TRUE";
    try (Connection alone = DriverManager.getConnection(url, "sa", "")) {
      return !alone.isValid(1);
    } catch (SQLException held) {
      return true;
    }
  }

  /** Opens the embedded database in the given folder, making both if they do not exist. */
  public static StateDatabase inFolder(Path folder) {
    String moved = StateMove.movedTo(folder);
    if (!moved.isEmpty()) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "the state of this workspace was moved to " + moved,
          "set RAPPORTEUR_DATABASE_URL, and RAPPORTEUR_DATABASE_USER if it is not rapporteur");
    }
    return inFolder(folder, LATEST);
  }

  /** As above, with its tables of an earlier version. */
  public static StateDatabase inFolder(Path folder, String version) {
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
    String url = "jdbc:h2:file:" + folder.resolve(FILE) + ";AUTO_SERVER=TRUE;WRITE_DELAY=0";
    return open(url, "sa", "", 8, version);
  }

  /**
   * Opens the database at a JDBC address, {@code jdbc:postgresql:...} or {@code jdbc:h2:...}.
   *
   * @param connections the most connections held at a time
   */
  public static StateDatabase open(String url, String user, String password, int connections) {
    return open(url, user, password, connections, LATEST);
  }

  /**
   * As above, with its tables of an earlier version.
   *
   * @param version of a migration, as {@code 070}
   */
  public static StateDatabase open(
      String url, String user, String password, int connections, String version) {
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
      database.migrate(version);
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
  private void migrate(String version) {
    String folder = "db/migration/" + (postgres ? "postgresql" : "h2");
    Optional<String> shipped = ShippedMigrations.fingerprint(folder);
    if (shipped.isPresent() && shipped.equals(fingerprint())) {
      return;
    }
    try {
      Flyway.configure()
          .dataSource(dataSource)
          .locations("classpath:" + folder)
          .target(version)
          .load()
          .migrate();
    } catch (FlywayException fault) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "the state database does not fit this version of the program: " + reason(fault),
          "start the version that wrote it, or restore a back-up made by this one",
          fault);
    }
    if (!version.equals(LATEST)) {
      return;
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
