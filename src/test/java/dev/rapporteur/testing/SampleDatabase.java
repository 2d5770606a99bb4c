package dev.rapporteur.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The sample data in an H2 database in memory, built by what {@code datasources/sales.yaml} says.
 */
public final class SampleDatabase {
  private static final Path DATA_SOURCES = Path.of("datasources");
  private static final Path FUNCTIONS = Path.of("tasks", "functions");

  private final JdbcClient client;

  private SampleDatabase(DataSource source) {
    client = JdbcClient.create(source);
  }

  /** Opens the database of that name, in memory, which lives as long as the JVM. */
  public static SampleDatabase load(String name) throws IOException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    return load(
        source,
        (table, file) -> {
          String insert = "INSERT INTO %s SELECT * FROM CSVREAD('%s', NULL, 'charset=UTF-8')";
          JdbcClient.create(source).sql(insert.formatted(table, file)).update();
        });
  }

  /** Fills an empty database of any kind; the copy brings a CSV file into its table. */
  static SampleDatabase load(DataSource source, BiConsumer<String, Path> copy) throws IOException {
    SampleDatabase database = new SampleDatabase(source);
    Map<?, ?> definition = (Map<?, ?>) yaml(DATA_SOURCES.resolve("sales.yaml"));
    for (Object each : (List<?>) definition.get("load")) {
      Map<?, ?> table = (Map<?, ?>) each;
      database.create(table);
      Path file = DATA_SOURCES.resolve((String) table.get("file")).toAbsolutePath();
      copy.accept((String) table.get("table"), file);
    }
    String script = Files.readString(DATA_SOURCES.resolve((String) definition.get("then")));
    for (String statement : script.split(";\\s*(\\n|$)")) {
      database.client.sql(statement).update();
    }
    return database;
  }

  private void create(Map<?, ?> table) {
    String columns =
        ((Map<?, ?>) table.get("columns"))
            .entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", "));
    String key =
        ((List<?>) table.get("key")).stream().map(String::valueOf).collect(Collectors.joining(","));
    String create = "CREATE TABLE %s (%s, PRIMARY KEY (%s))";
    client.sql(create.formatted(table.get("table"), columns, key)).update();
  }

  /**
   * The rows of one registered function's SQL for these arguments, of all regions if none is given.
   */
  public List<Map<String, Object>> call(String function, Map<String, ?> arguments)
      throws IOException {
    Map<String, Object> complete = new HashMap<>(Map.of("region", ""));
    complete.putAll(arguments);
    return rows(Files.readString(FUNCTIONS.resolve(function + ".sql")), complete);
  }

  /** The rows of any query. */
  public List<Map<String, Object>> rows(String sql, Map<String, ?> arguments) {
    return client.sql(sql).params(arguments).query().listOfRows();
  }

  /** The names of the workspace's functions. */
  public static List<String> functions() throws IOException {
    try (Stream<Path> files = Files.list(FUNCTIONS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .map(name -> name.substring(0, name.length() - ".sql".length()))
          .sorted()
          .toList();
    }
  }

  /** Reads one YAML file into maps and lists. */
  public static Object yaml(Path file) throws IOException {
    return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
  }
}
