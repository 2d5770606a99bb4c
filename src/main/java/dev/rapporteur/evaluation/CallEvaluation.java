package dev.rapporteur.evaluation;

import dev.rapporteur.model.qwen.ToolCallParser;
import dev.rapporteur.model.qwen.ToolCallParser.Parsed;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which tool calls are read from texts of a model. Each line of the input is an object {@code {id,
 * tools: [{name, description, parameters}], output}}; it gains {@code calls: [{name, arguments}]}
 * and {@code errors: [...]}, one sentence for each call that was refused. Tools may also be wrapped
 * as {@code {"type": "function", "function": {...}}}.
 */
public final class CallEvaluation {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * Gives each line with what was read, in the order of the input; empty lines are passed over.
   *
   * @throws RapporteurException of kind DEFINITION if the file cannot be read or a line is no JSON
   *     object
   */
  public void evaluate(Path file, Consumer<JsonNode> result) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          result.accept(evaluated(line, file + ":" + number));
        }
      }
    } catch (IOException e) {
      throw wrong(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static ObjectNode evaluated(String line, String place) {
    ObjectNode given = object(line, place);
    Parsed parsed =
        new ToolCallParser(tools(given.path("tools"))).parse(given.path("output").asString(""));
    ArrayNode calls = given.putArray("calls");
    parsed
        .calls()
        .forEach(
            call -> calls.addObject().put("name", call.name()).set("arguments", call.arguments()));
    ArrayNode errors = given.putArray("errors");
    parsed.rejected().forEach(rejected -> errors.add(rejected.reason()));
    return given;
  }

  private static ObjectNode object(String line, String place) {
    try {
      if (JSON.readTree(line) instanceof ObjectNode object) {
        return object;
      }
      throw wrong(place + ": a JSON object is expected.", null);
    } catch (JacksonException e) {
      throw wrong(place + ": not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, JsonNode> tools(JsonNode given) {
    Map<String, JsonNode> tools = new LinkedHashMap<>();
    for (JsonNode entry : given) {
      JsonNode tool = entry.path("function").isObject() ? entry.get("function") : entry;
      tools.put(tool.path("name").asString(""), schema(tool));
    }
    return tools;
  }

  /** MCP and others give the schema of the arguments another name. */
  private static JsonNode schema(JsonNode tool) {
    return Stream.of("parameters", "inputSchema", "input_schema")
        .map(tool::path)
        .filter(JsonNode::isObject)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static RapporteurException wrong(String message, Exception cause) {
    return new RapporteurException(
        FailureKind.DEFINITION, message, "Give one JSON object {id, tools, output} a line.", cause);
  }
}
