package dev.rapporteur.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.Actor;
import dev.rapporteur.report.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who may call what through which door: every combination that the definitions of a workspace give,
 * each expectation read from the files themselves and not from the registry.
 */
class FunctionMatrixIT {
  private static final List<String> DOORS =
      List.of("run", "assistant", "command", "api", "webhook", "mcp");

  @TempDir Path folder;

  @Test
  void allowsWhatTheOfficesDefinitionsAllowAndNothingElse() throws Exception {
    assertThat(checkAll(OfficeWorkspace.DEFINITIONS)).isGreaterThanOrEqualTo(4 * 6 * 2 * 6);
  }

  @Test
  void allowsWhatTheSamplesDefinitionsAllowAndNothingElse() throws Exception {
    assertThat(checkAll(Path.of(""))).isGreaterThanOrEqualTo(10 * 4 * 2 * 6);
  }

  private int checkAll(Path workspace) throws Exception {
    try (OfficeWorkspace office = new OfficeWorkspace(folder)) {
      FunctionRegistry registry =
          new FunctionRegistry(
              FunctionDefinitions.read(
                  workspace, DataSourceDefinition.readAll(workspace, Map.of())));
      AtomicInteger executions = new AtomicInteger();
      AtomicInteger numbers = new AtomicInteger();
      FunctionGate gate =
          new FunctionGate(
              registry,
              (function, arguments) -> {
                executions.incrementAndGet();
                return new QueryResult(function.columns(), List.of());
              },
              office.trail,
              office.confirmations,
              asked -> Optional.empty(),
              office.clock,
              () -> "m-" + numbers.incrementAndGet());
      int combinations = 0;
      int expectedExecutions = 0;
      for (JsonNode definition : definitions(workspace)) {
        for (String role : roles(workspace)) {
          for (String door : DOORS) {
            for (boolean allowed : new boolean[] {true, false}) {
              String expected = expected(definition, role, allowed);
              CallRequest request = request(definition, role, door, allowed);
              assertThat(name(gate.call(request))).as("%s", request).isEqualTo(expected);
              expectedExecutions += expected.equals("Answered") ? 1 : 0;
              combinations++;
            }
          }
        }
      }
      assertThat(executions).hasValue(expectedExecutions);
      return combinations;
    }
  }

  private static String expected(JsonNode definition, String role, boolean allowed) {
    if (!allowed) {
      return "NOT_ALLOWED_HERE";
    }
    List<String> roles = new ArrayList<>();
    definition.get("roles").forEach(name -> roles.add(name.asString()));
    if (!roles.contains(role)) {
      return "ROLE";
    }
    return definition.get("effect").asString().equals("sensitive") ? "Parked" : "Answered";
  }

  private static String name(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered answered -> "Answered";
      case Outcome.Parked parked -> "Parked";
      case Outcome.Refused refused -> refused.reason().name();
    };
  }

  private static CallRequest request(
      JsonNode definition, String role, String door, boolean allowed) {
    String function = definition.get("function").asString();
    return CallRequest.of(
        function,
        arguments(definition),
        allowed ? Set.of(function) : Set.of("another_function"),
        Actor.of("p", Actor.Kind.PERSON, role.isEmpty() ? List.of() : List.of(role)),
        door,
        "within");
  }

  /** Arguments that fit. */
  private static ObjectNode arguments(JsonNode definition) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    definition
        .path("parameters")
        .forEachEntry((name, parameter) -> arguments.set(name, argument(parameter)));
    return arguments;
  }

  private static JsonNode argument(JsonNode parameter) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (parameter.has("enum")) {
      return parameter.get("enum").get(0);
    }
    return switch (parameter.get("type").asString()) {
      case "integer", "number" ->
          parameter.has("minimum") ? parameter.get("minimum") : nodes.numberNode(1);
      case "boolean" -> nodes.booleanNode(true);
      default ->
          nodes.stringNode(
              switch (parameter.path("format").asString(parameter.path("pattern").asString(""))) {
                case "year-month" -> "2024-03";
                case "date" -> "2024-03-31";
                case "^o-[0-9]{1,6}$" -> "o-1";
                default -> "x";
              });
    };
  }

  /** Every role that a definition names, one that none names, and none at all. */
  private static Set<String> roles(Path workspace) throws IOException {
    Set<String> roles = new TreeSet<>(Set.of("", "admin"));
    for (JsonNode definition : definitions(workspace)) {
      definition.get("roles").forEach(role -> roles.add(role.asString()));
      definition.path("approvers").forEach(role -> roles.add(role.asString()));
    }
    return roles;
  }

  private static List<JsonNode> definitions(Path workspace) throws IOException {
    try (Stream<Path> files = Files.list(workspace.resolve("tasks/functions"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(file -> YamlDocument.read(Path.of(""), file.toAbsolutePath()).root())
          .toList();
    }
  }
}
