package dev.rapporteur.function;

import dev.rapporteur.access.Role;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.yaml.ClosestName;
import dev.rapporteur.report.yaml.JsonSchema;
import dev.rapporteur.report.yaml.SchemaCheck;
import dev.rapporteur.report.yaml.Violation;
import dev.rapporteur.report.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code tasks/functions/*.yaml}, each with its statement in the {@code .sql} file of the
 * same name, and checks each against itself and against the data sources.
 */
public final class FunctionDefinitions {
  /** Where the definitions lie in a workspace. */
  public static final Path FOLDER = Path.of("tasks", "functions");

  private static final RegisteredFunction.Limits USUAL_LIMITS =
      new RegisteredFunction.Limits(10_000, Duration.ofSeconds(30));

  /** Stands in where there is a mistake, which then is reported. */
  private static final HttpOperation NO_OPERATION =
      new HttpOperation("GET", "/", List.of(), List.of(), false, Collections.emptySortedSet());

  private final Path workspace;
  private final Definitions<DataSourceDefinition> dataSources;
  private final SchemaCheck check = new SchemaCheck("function", Set.of());

  private FunctionDefinitions(Path workspace, Definitions<DataSourceDefinition> dataSources) {
    this.workspace = workspace;
    this.dataSources = dataSources;
  }

  /**
   * The functions of a workspace.
   *
   * @param dataSources the sources that a function may name
   */
  public static Definitions<RegisteredFunction> definitions(
      Path workspace, Definitions<DataSourceDefinition> dataSources) {
    Path absolute = workspace.toAbsolutePath().normalize();
    FunctionDefinitions reading = new FunctionDefinitions(absolute, dataSources);
    return Definitions.in(absolute.resolve(FOLDER), reading::read);
  }

  /**
   * As above, where none may be wrong.
   *
   * @throws InvalidDefinitionException with every mistake in every file, if there is one
   */
  public static List<RegisteredFunction> read(
      Path workspace, Map<String, DataSourceDefinition> dataSources) {
    return List.copyOf(definitions(workspace, Definitions.of(dataSources)).orThrow().values());
  }

  private RegisteredFunction read(Path file) {
    YamlDocument document = YamlDocument.read(workspace, file);
    check.require(document);
    List<DefinitionError> mistakes = new ArrayList<>();
    checkName(document, Definitions.nameOf(file), mistakes);
    checkDataSource(document, mistakes);
    checkDefaults(document, mistakes);
    List<Column> columns = columns(document, mistakes);
    RegisteredFunction.Body body =
        document.root().has("operation") ? http(document, mistakes) : sql(document, file, mistakes);
    if (!mistakes.isEmpty()) {
      throw new InvalidDefinitionException(mistakes);
    }
    JsonNode root = document.root();
    SortedSet<Role> roles = roles(root.path("roles"));
    return new RegisteredFunction(
        root.get("function").asString(),
        root.get("description").asString(),
        parameters(root),
        columns,
        roles,
        root.has("approvers") ? roles(root.get("approvers")) : roles,
        Effect.valueOf(root.get("effect").asString().toUpperCase(Locale.ROOT)),
        limits(root.path("limits")),
        body);
  }

  private RegisteredFunction.Body sql(
      YamlDocument document, Path file, List<DefinitionError> mistakes) {
    Path sqlFile = file.resolveSibling(Definitions.nameOf(file) + ".sql");
    NamedSql sql = readSql(sqlFile);
    checkParameters(document, sqlFile, sql, mistakes);
    return new RegisteredFunction.Sql(document.root().get("datasource").asString(), sql);
  }

  /** The operation is looked up in the description of the data source, and nowhere else. */
  private RegisteredFunction.Body http(YamlDocument document, List<DefinitionError> mistakes) {
    JsonNode root = document.root();
    String sourceName = root.get("datasource").asString();
    String id = root.get("operation").asString();
    Optional<OpenApiDescription> description =
        Optional.ofNullable(dataSources.good().get(sourceName))
            .flatMap(DataSourceDefinition::service)
            .map(service -> OpenApiDescription.read(workspace, service.openApi()));
    HttpOperation operation = NO_OPERATION;
    if (description.isEmpty()) {
      mistakes.add(
          document.keyError(
              "/operation", "the data source '" + sourceName + "' is no HTTP service", ""));
    } else if (!description.get().has(id)) {
      mistakes.add(
          document.error(
              "/operation", "there is no operation '" + id + "'", description.get().hint(id)));
    } else {
      operation = description.get().operation(id);
      checkOperation(document, operation, mistakes);
    }
    return new RegisteredFunction.Http(sourceName, operation, root.path("rows").asString(""));
  }

  private static void checkOperation(
      YamlDocument document, HttpOperation operation, List<DefinitionError> mistakes) {
    Set<String> declared = new TreeSet<>(document.root().path("parameters").propertyNames());
    for (String needed : operation.required()) {
      if (!declared.contains(needed)) {
        mistakes.add(
            document.keyError(
                "/operation",
                "the operation needs the parameter '" + needed + "', which is not declared",
                ClosestName.hint(needed, declared)));
      }
    }
    for (String name : declared) {
      boolean known = operation.inPath().contains(name) || operation.inQuery().contains(name);
      if (!known && !operation.hasBody()) {
        mistakes.add(
            document.keyError(
                "/parameters/" + name, "the operation has no parameter '" + name + "'", ""));
      }
    }
    boolean reads = document.root().get("effect").asString().equals("read");
    if (reads && !operation.method().equals("GET")) {
      mistakes.add(
          document.error(
              "/effect",
              "the operation is a " + operation.method() + ", so it does more than read",
              "write effect: write or effect: sensitive"));
    }
  }

  private NamedSql readSql(Path file) {
    String name = name(workspace, file);
    try {
      return NamedSql.parse(Files.readString(file));
    } catch (NamedSql.SqlSyntax e) {
      throw invalid(new DefinitionError(name, e.at().line(), e.at().column(), e.getMessage(), ""));
    } catch (NoSuchFileException e) {
      throw invalid(
          new DefinitionError(
              name, 0, 0, "there is no such file", "the function's statement belongs there"));
    } catch (IOException e) {
      throw invalid(new DefinitionError(name, 0, 0, "cannot be read as UTF-8 text", ""));
    }
  }

  private static void checkName(
      YamlDocument document, String fileName, List<DefinitionError> mistakes) {
    String name = document.root().get("function").asString();
    if (!name.equals(fileName)) {
      mistakes.add(
          document.error(
              "/function",
              "the function is named '" + name + "', its file '" + fileName + ".yaml'",
              "give both the same name"));
    }
  }

  private void checkDataSource(YamlDocument document, List<DefinitionError> mistakes) {
    String name = document.root().get("datasource").asString();
    if (dataSources.broken().contains(name)) {
      return;
    }
    DataSourceDefinition source = dataSources.good().get(name);
    if (source == null) {
      String hint = ClosestName.hint(name, dataSources.good().keySet());
      mistakes.add(
          document.error(
              "/datasource",
              "there is no data source '" + name + "'",
              hint.isEmpty() ? "add datasources/" + name + ".yaml" : hint));
    } else if (source.service().isPresent() && !document.root().has("operation")) {
      mistakes.add(
          document.error(
              "/datasource",
              "the data source '" + name + "' is an HTTP service",
              "add operation: and the operationId"));
    } else if (source.readOnly() && !document.root().get("effect").asString().equals("read")) {
      mistakes.add(
          document.error(
              "/effect",
              "the data source '" + name + "' is read-only, so the effect can only be read",
              "write readOnly: false in " + source.file()));
    }
  }

  private static void checkDefaults(YamlDocument document, List<DefinitionError> mistakes) {
    document
        .root()
        .path("parameters")
        .forEachEntry(
            (name, parameter) -> {
              if (parameter.has("default")) {
                String pointer = "/parameters/" + name + "/default";
                for (Violation violation :
                    JsonSchema.of(parameter).check(parameter.get("default"))) {
                  mistakes.add(
                      document.error(
                          pointer,
                          violation.message().replace("the whole", "the default"),
                          violation.hint()));
                }
              }
            });
  }

  /** Each parameter of the statement is declared, each declared one is used. */
  private void checkParameters(
      YamlDocument document, Path sqlFile, NamedSql sql, List<DefinitionError> mistakes) {
    Set<String> declared = new TreeSet<>(document.root().path("parameters").propertyNames());
    Set<String> used = new TreeSet<>();
    for (NamedSql.Parameter parameter : sql.parameters()) {
      used.add(parameter.name());
      if (!declared.contains(parameter.name())) {
        mistakes.add(
            new DefinitionError(
                name(workspace, sqlFile),
                parameter.at().line(),
                parameter.at().column(),
                "the parameter ':" + parameter.name() + "' is not declared",
                ClosestName.hint(parameter.name(), declared)));
      }
    }
    declared.removeAll(used);
    for (String unused : declared) {
      mistakes.add(
          document.keyError(
              "/parameters/" + unused,
              "the statement does not use the parameter ':" + unused + "'",
              ""));
    }
    if (document.root().get("effect").asString().equals("read") && !sql.reads()) {
      mistakes.add(
          new DefinitionError(
              name(workspace, sqlFile),
              1,
              1,
              "a function with the effect read starts with SELECT or WITH",
              ""));
    }
  }

  private static List<Column> columns(YamlDocument document, List<DefinitionError> mistakes) {
    Map<String, Column> columns = new HashMap<>();
    List<Column> inOrder = new ArrayList<>();
    JsonNode declared = document.root().get("columns");
    declared.forEachEntry(
        (name, definition) -> {
          String pointer = "/columns/" + name;
          Optional<Column> column = column(document, pointer, name, definition, mistakes);
          column.ifPresent(
              known -> {
                columns.put(name, known);
                inOrder.add(known);
              });
        });
    for (Column column : inOrder) {
      column
          .translates()
          .map(Column.Translation::column)
          .filter(other -> !declared.has(other))
          .ifPresent(
              other ->
                  mistakes.add(
                      document.error(
                          "/columns/" + column.name() + "/labels",
                          "there is no column '" + other + "'",
                          ClosestName.hint(other, declared.propertyNames()))));
    }
    return inOrder;
  }

  private static Optional<Column> column(
      YamlDocument document,
      String pointer,
      String name,
      JsonNode definition,
      List<DefinitionError> mistakes) {
    boolean hasUnit = definition.has("unit");
    Column.Type type =
        definition.has("type")
            ? Column.Type.valueOf(definition.get("type").asString().toUpperCase(Locale.ROOT))
            : hasUnit ? Column.Type.NUMBER : Column.Type.TEXT;
    if (type == Column.Type.NUMBER && !hasUnit) {
      mistakes.add(
          document.keyError(
              pointer,
              "the number '" + name + "' has no unit",
              "write unit: CNY, orders, percent"));
      return Optional.empty();
    }
    if (type != Column.Type.NUMBER && hasUnit) {
      mistakes.add(
          document.error(
              pointer + "/unit", "only a number has a unit, '" + name + "' is none", ""));
      return Optional.empty();
    }
    if (definition.has("labels") != definition.has("locale")) {
      mistakes.add(
          document.keyError(
              pointer, "'labels' and 'locale' belong together in '" + name + "'", ""));
      return Optional.empty();
    }
    return Optional.of(
        new Column(
            name,
            type,
            text(definition, "unit"),
            definition.path("key").asBoolean(false),
            text(definition, "format"),
            text(definition, "labels")
                .map(other -> new Column.Translation(other, definition.get("locale").asString())),
            names(definition.path("name")),
            text(definition, "description").orElse("")));
  }

  private static Map<String, String> names(JsonNode name) {
    if (name.isString()) {
      return Map.of("en", name.asString());
    }
    Map<String, String> names = new HashMap<>();
    name.forEachEntry((language, text) -> names.put(language, text.asString()));
    return names;
  }

  /** A closed object; every parameter without a default is required. */
  private static ObjectNode parameters(JsonNode root) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    var required = schema.putArray("required");
    root.path("parameters")
        .forEachEntry(
            (name, parameter) -> {
              properties.set(name, parameter.deepCopy());
              if (!parameter.has("default")) {
                required.add(name);
              }
            });
    schema.put("additionalProperties", false);
    return schema;
  }

  private static RegisteredFunction.Limits limits(JsonNode limits) {
    return new RegisteredFunction.Limits(
        limits.path("rows").asInt(USUAL_LIMITS.rows()),
        limits.has("seconds")
            ? Duration.ofSeconds(limits.get("seconds").asInt())
            : USUAL_LIMITS.time());
  }

  private static SortedSet<Role> roles(JsonNode names) {
    SortedSet<Role> roles = new TreeSet<>();
    names.forEach(name -> roles.add(new Role(name.asString())));
    return roles;
  }

  private static Optional<String> text(JsonNode node, String key) {
    return node.has(key) ? Optional.of(node.get(key).asString()) : Optional.empty();
  }

  private static String name(Path workspace, Path file) {
    return YamlDocument.nameOf(workspace, file);
  }

  private static InvalidDefinitionException invalid(DefinitionError error) {
    return new InvalidDefinitionException(List.of(error));
  }
}
