package dev.rapporteur.function;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.yaml.SchemaCheck;
import dev.rapporteur.report.yaml.YamlDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Where rows come from: a database, CSV files that are loaded into an embedded one, or an HTTP
 * service.
 *
 * @param name the same as its file's
 * @param file the definition's file, as messages show it
 * @param url JDBC address, or the base of the HTTP service; variables filled in
 * @param user may be empty
 * @param password may be empty; never shown
 * @param readOnly whether nothing may be written there; so if not said otherwise
 * @param poolSize at most so many connections
 * @param connectTime how long to wait for a connection
 * @param load the CSV files, in the order in which they are loaded; empty for a real database
 * @param then a script run once after loading
 * @param service what the source is where it is no database
 */
public record DataSourceDefinition(
    String name,
    String file,
    String url,
    String user,
    String password,
    boolean readOnly,
    int poolSize,
    Duration connectTime,
    List<TableLoad> load,
    Optional<Path> then,
    Optional<HttpService> service) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Set<String> WITH_VARIABLES =
      Set.of("/url", "/user", "/password", "/authorization");

  /**
   * A CSV file and the table that it becomes.
   *
   * @param table the table's name
   * @param file absolute
   * @param key columns that identify a row; may be empty
   * @param columns name to SQL type, in order
   */
  public record TableLoad(String table, Path file, List<String> key, List<ColumnType> columns) {
    public TableLoad {
      key = List.copyOf(key);
      columns = List.copyOf(columns);
    }
  }

  /**
   * A column of a table.
   *
   * @param name the column's name
   * @param type its SQL type
   */
  public record ColumnType(String name, String type) {}

  /**
   * An HTTP service with an OpenAPI description.
   *
   * @param openApi the description's file, absolute
   * @param authorization value of the header of that name; may be empty; never shown
   */
  public record HttpService(Path openApi, String authorization) {
    /** Shows everything but the secret. */
    @Override
    public String toString() {
      return "HttpService[" + openApi + "]";
    }
  }

  public DataSourceDefinition {
    load = List.copyOf(load);
  }

  /**
   * Reads {@code datasources/*.yaml}.
   *
   * @param environment the variables that {@code ${NAME}} may stand for; {@code ${workspace}} is
   *     the workspace's folder
   */
  public static Definitions<DataSourceDefinition> definitions(
      Path workspace, Map<String, String> environment) {
    Path absolute = workspace.toAbsolutePath().normalize();
    SchemaCheck check = new SchemaCheck("data-source", WITH_VARIABLES);
    return Definitions.in(
        absolute.resolve("datasources"),
        file -> {
          YamlDocument document = YamlDocument.read(absolute, file);
          check.require(document);
          return of(document, absolute, file, environment);
        });
  }

  /**
   * As above, where none may be wrong.
   *
   * @return the sources by name
   * @throws InvalidDefinitionException with every mistake in every file, if there is one
   */
  public static Map<String, DataSourceDefinition> readAll(
      Path workspace, Map<String, String> environment) {
    return definitions(workspace, environment).orThrow();
  }

  private static DataSourceDefinition of(
      YamlDocument document, Path workspace, Path file, Map<String, String> environment) {
    JsonNode root = document.root();
    String name = root.get("datasource").asString();
    List<DefinitionError> mistakes = new ArrayList<>();
    if (!name.equals(Definitions.nameOf(file))) {
      mistakes.add(
          document.error(
              "/datasource",
              "the data source is named '" + name + "', its file '" + file.getFileName() + "'",
              "give both the same name"));
    }
    Variables variables = new Variables(document, workspace, environment, mistakes);
    List<TableLoad> load = loads(document, file, mistakes);
    Optional<Path> then =
        root.has("then")
            ? Optional.of(existing(document, "/then", file, mistakes))
            : Optional.empty();
    String url = variables.fill("/url");
    if (!load.isEmpty() && !url.startsWith("jdbc:h2:file:")) {
      mistakes.add(
          document.error(
              "/url",
              "CSV files are loaded into an embedded H2 file only",
              "jdbc:h2:file:${workspace}/output/.data/" + name));
    }
    DataSourceDefinition source =
        new DataSourceDefinition(
            name,
            document.file(),
            url,
            variables.fill("/user"),
            variables.fill("/password"),
            root.path("readOnly").asBoolean(true),
            root.path("pool").path("size").asInt(4),
            Duration.ofSeconds(root.path("pool").path("connectSeconds").asInt(10)),
            load,
            then,
            service(document, file, url, variables, mistakes));
    if (!mistakes.isEmpty()) {
      throw new InvalidDefinitionException(mistakes);
    }
    return source;
  }

  private static Optional<HttpService> service(
      YamlDocument document,
      Path file,
      String url,
      Variables variables,
      List<DefinitionError> mistakes) {
    boolean http = url.startsWith("http");
    if (http != document.root().has("openapi")) {
      mistakes.add(
          document.error(
              http ? "/url" : "/openapi",
              http
                  ? "an HTTP service needs its OpenAPI description"
                  : "only an HTTP service has an OpenAPI description",
              http ? "add openapi: and the file" : ""));
    }
    return http && document.root().has("openapi")
        ? Optional.of(
            new HttpService(
                existing(document, "/openapi", file, mistakes), variables.fill("/authorization")))
        : Optional.empty();
  }

  private static List<TableLoad> loads(
      YamlDocument document, Path file, List<DefinitionError> mistakes) {
    List<TableLoad> loads = new ArrayList<>();
    JsonNode entries = document.root().path("load");
    for (int i = 0; i < entries.size(); i++) {
      JsonNode entry = entries.get(i);
      List<ColumnType> columns = new ArrayList<>();
      entry
          .get("columns")
          .forEachEntry((name, type) -> columns.add(new ColumnType(name, type.asString())));
      List<String> key = new ArrayList<>();
      entry.path("key").forEach(column -> key.add(column.asString()));
      loads.add(
          new TableLoad(
              entry.get("table").asString(),
              existing(document, "/load/" + i + "/file", file, mistakes),
              key,
              columns));
    }
    return loads;
  }

  private static Path existing(
      YamlDocument document, String pointer, Path file, List<DefinitionError> mistakes) {
    String name = document.root().at(pointer).asString();
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path found = folder.resolve(name).normalize();
    if (!found.startsWith(folder)) {
      mistakes.add(document.error(pointer, "'" + name + "' lies outside " + folder, ""));
    } else if (!Files.isRegularFile(found)) {
      mistakes.add(
          document.error(pointer, "there is no file '" + name + "'", "looked at " + found));
    }
    return found;
  }

  /** Shows everything but the password. */
  @Override
  public String toString() {
    return "DataSourceDefinition[" + name + ", " + url + ", user=" + user + "]";
  }

  private record Variables(
      YamlDocument document,
      Path workspace,
      Map<String, String> environment,
      List<DefinitionError> mistakes) {

    String fill(String pointer) {
      String text = document.root().at(pointer).asString("");
      Matcher matcher = VARIABLE.matcher(text);
      StringBuilder filled = new StringBuilder();
      while (matcher.find()) {
        matcher.appendReplacement(
            filled, Matcher.quoteReplacement(value(pointer, matcher.group(1))));
      }
      return matcher.appendTail(filled).toString();
    }

    private String value(String pointer, String variable) {
      if (variable.equals("workspace")) {
        return workspace.toAbsolutePath().normalize().toString();
      }
      String value = environment.get(variable);
      if (value == null) {
        mistakes.add(
            document.error(
                pointer,
                "the variable " + variable + " is not set",
                "set it in the environment of the program"));
        return "";
      }
      return value;
    }
  }
}
