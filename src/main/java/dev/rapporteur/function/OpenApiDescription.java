package dev.rapporteur.function;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.yaml.ClosestName;
import dev.rapporteur.report.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The part of an OpenAPI 3 description (YAML or JSON) that a function needs: an operation's method,
 * path and parameters. Its servers are not looked at: the address stands in the data source.
 */
final class OpenApiDescription {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final YamlDocument document;
  private final TreeMap<String, String> pointers = new TreeMap<>();

  private OpenApiDescription(YamlDocument document) {
    this.document = document;
    document
        .root()
        .path("paths")
        .forEachEntry(
            (path, item) ->
                item.forEachEntry(
                    (method, operation) -> {
                      if (METHODS.contains(method) && operation.has("operationId")) {
                        String at = YamlDocument.child(YamlDocument.child("/paths", path), method);
                        pointers.put(operation.get("operationId").asString(), at);
                      }
                    }));
  }

  static OpenApiDescription read(Path workspace, Path file) {
    return new OpenApiDescription(YamlDocument.read(workspace, file));
  }

  boolean has(String operationId) {
    return pointers.containsKey(operationId);
  }

  /** {@code "did you mean ..."}, or which operations there are. */
  String hint(String operationId) {
    return ClosestName.of(operationId, pointers.keySet())
        .map(closest -> "did you mean '" + closest + "'?")
        .orElse("there are: " + String.join(", ", pointers.keySet()));
  }

  /**
   * An operation.
   *
   * @throws InvalidDefinitionException if it needs what functions cannot give: cookies, headers,
   *     another body than JSON
   */
  HttpOperation operation(String operationId) {
    String at = pointers.get(operationId);
    Parameters parameters = new Parameters();
    parameters.read(at.substring(0, at.lastIndexOf('/')) + "/parameters");
    parameters.read(at + "/parameters");
    JsonNode body = resolved(document.root().at(at + "/requestBody"));
    if (!body.isMissingNode() && !body.path("content").has("application/json")) {
      parameters.mistakes.add(document.keyError(at + "/requestBody", "the body is not JSON", ""));
    }
    if (!parameters.mistakes.isEmpty()) {
      throw new InvalidDefinitionException(parameters.mistakes);
    }
    String[] parts = at.split("/");
    return new HttpOperation(
        parts[3].toUpperCase(Locale.ROOT),
        parts[2].replace("~1", "/").replace("~0", "~"),
        parameters.inPath,
        parameters.inQuery,
        !body.isMissingNode(),
        parameters.required);
  }

  private final class Parameters {
    private final List<String> inPath = new ArrayList<>();
    private final List<String> inQuery = new ArrayList<>();
    private final TreeSet<String> required = new TreeSet<>();
    private final List<DefinitionError> mistakes = new ArrayList<>();

    void read(String list) {
      JsonNode entries = document.root().at(list);
      for (int i = 0; i < entries.size(); i++) {
        JsonNode parameter = resolved(entries.get(i));
        String name = parameter.path("name").asString("");
        boolean needed = parameter.path("required").asBoolean(false);
        String in = parameter.path("in").asString("");
        switch (in) {
          case "path" -> inPath.add(name);
          case "query" -> inQuery.add(name);
          default -> {
            if (needed) {
              mistakes.add(
                  document.error(
                      list + "/" + i,
                      "'" + name + "' goes neither into the path nor into the query, but: " + in,
                      "such an operation cannot be a function"));
            }
          }
        }
        if (needed) {
          required.add(name);
        }
      }
    }
  }

  private JsonNode resolved(JsonNode part) {
    String reference = part.path("$ref").asString("");
    return reference.startsWith("#/") ? document.root().at(reference.substring(1)) : part;
  }
}
