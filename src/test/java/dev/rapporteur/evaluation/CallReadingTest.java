package dev.rapporteur.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.model.qwen.ToolCallParser;
import dev.rapporteur.model.qwen.ToolCallParser.Parsed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Benchmark cases made up by chance: functions with nested schemas, calls that satisfy them, calls
 * that do not, in each form that models write, with what models leave around them.
 */
class CallReadingTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> WORDS =
      List.of(
          "a",
          "杭州",
          "O'Neil \"x\"",
          "a\\b",
          "{x}",
          "<tool_call>",
          "</tool_call>",
          "</think>",
          "line\nbreak",
          "😀",
          "",
          "null",
          "[1]",
          "{\"name\": \"f\", \"arguments\": {}}",
          "```");
  private static final List<String> PROSE =
      List.of("Let me look.", "好的，我来查询。", "Sure {here} it is:", "", "1. First", "See {\"a\": 1}:");

  private Random random = new Random();
  private final Map<String, JsonNode> tools = new LinkedHashMap<>();

  /** A call as written, and whether it may be made. */
  private record Written(String name, JsonNode arguments, String text, boolean good) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsEveryGoodCallAndReportsEveryBadOne(int seed) {
    random = new Random(seed);
    for (int i = 0; i < 250; i++) {
      tools.clear();
      for (int t = 1 + random.nextInt(4); t > 0; t--) {
        tools.put("tool." + t + "_" + pick(List.of("get", "查询", "x-y", "über")), objectSchema(2));
      }
      List<Written> calls = new ArrayList<>();
      for (int c = 1 + random.nextInt(4); c > 0; c--) {
        calls.add(random.nextInt(3) == 0 ? bad() : good());
      }
      String text = laidOut(calls);
      Parsed parsed = new ToolCallParser(tools).parse(text);
      List<Written> good = calls.stream().filter(Written::good).toList();
      assertThat(parsed.calls().stream().map(call -> call.name() + call.arguments()).toList())
          .as(text + "\n" + tools + "\n" + parsed.rejected())
          .isEqualTo(good.stream().map(call -> call.name() + call.arguments()).toList());
      assertThat(parsed.rejected()).as(text).hasSize(calls.size() - good.size());
    }
  }

  private Written good() {
    String name = pick(List.copyOf(tools.keySet()));
    JsonNode arguments = value(tools.get(name));
    return new Written(name, arguments, written(name, arguments, random.nextInt(4)), true);
  }

  private Written bad() {
    while (true) {
      String name = pick(List.copyOf(tools.keySet()));
      ObjectNode arguments = (ObjectNode) value(tools.get(name));
      String call = written(name, arguments, 0);
      String broken =
          switch (random.nextInt(9)) {
            case 0 -> written(name.toUpperCase(java.util.Locale.ROOT) + "?", arguments, 0);
            case 1 -> written(name, arguments.deepCopy().put("no such argument", 1), 0);
            case 2 -> withWrongValue(name, arguments);
            case 3 -> withoutRequired(name, arguments);
            case 4 -> call.substring(0, call.length() - 1) + ",}";
            case 5 ->
                call.replaceFirst("\"name\"", "\"name\": \"$0\", \"name\"").replace("$0", "x");
            case 6 -> call.replaceFirst("\"name\"", "'name'");
            case 7 -> "{\"name\": " + JSON.writeValueAsString(name) + ", \"arguments\": [1]}";
            default -> call.replaceFirst("\"arguments\": \\{", "\"arguments\": {\"k\": True, ");
          };
      if (broken != null) {
        return new Written(name, arguments, broken, false);
      }
    }
  }

  private String withWrongValue(String name, ObjectNode arguments) {
    JsonNode properties = tools.get(name).get("properties");
    for (String key : properties.propertyNames()) {
      String type = properties.get(key).path("type").asString("");
      ObjectNode changed = arguments.deepCopy();
      switch (type) {
        case "string", "str" -> changed.put(key, 5);
        case "integer", "float", "boolean" -> changed.put(key, "5");
        default -> changed.put(key, true);
      }
      return written(name, changed, 0);
    }
    return null;
  }

  private String withoutRequired(String name, ObjectNode arguments) {
    JsonNode required = tools.get(name).get("required");
    if (required.isEmpty()) {
      return null;
    }
    ObjectNode changed = arguments.deepCopy();
    changed.remove(required.get(0).asString());
    return written(name, changed, 0);
  }

  private String written(String name, JsonNode arguments, int form) {
    String n = JSON.writeValueAsString(name);
    String a =
        random.nextInt(3) == 0
            ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(arguments)
            : arguments.toString();
    return switch (form) {
      case 1 -> "{\"function\": " + n + ", \"arguments\": " + a + "}";
      case 2 -> "{\"name\": " + n + ", \"arguments\": " + JSON.writeValueAsString(a) + "}";
      case 3 -> "{\"arguments\": " + a + ", \"name\": " + n + "}";
      default -> "{\"name\": " + n + ", \"arguments\": " + a + "}";
    };
  }

  private String laidOut(List<Written> calls) {
    String thought =
        random.nextInt(4) == 0 ? "<think>\nI could use {\"name\": 1} or </x>.\n</think>\n\n" : "";
    List<String> texts = calls.stream().map(Written::text).toList();
    UnaryOperator<String> block = call -> "<tool_call>\n" + call + "\n</tool_call>";
    String all =
        switch (random.nextInt(6)) {
          case 0 -> String.join("\n", texts.stream().map(block).toList());
          case 1 ->
              String.join("", texts.stream().map(block).toList()).replaceFirst("</tool_call>$", "");
          case 2 -> "```json\n" + String.join("\n```\nand\n```json\n", texts) + "\n```";
          case 3 -> block.apply(String.join("\n", texts));
          case 4 -> String.join("\nand then\n", texts);
          default -> block.apply("[" + String.join(", ", texts) + "]");
        };
    return thought + pick(PROSE) + "\n" + all + pick(List.of("", "\n", "<|im_end|>"));
  }

  private ObjectNode objectSchema(int depth) {
    ObjectNode schema = JSON.createObjectNode().put("type", pick(List.of("object", "dict")));
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (int p = random.nextInt(4); p >= 0; p--) {
      String key = pick(List.of("id", "name", "城市", "max-value", "type")) + p;
      properties.set(key, schema(depth));
      if (random.nextBoolean()) {
        required.add(key);
      }
    }
    return schema;
  }

  private ObjectNode schema(int depth) {
    ObjectNode schema = JSON.createObjectNode().put("description", "d");
    switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> schema.put("type", "integer");
      case 1 -> schema.put("type", "float");
      case 2 -> schema.put("type", "boolean");
      case 3 -> schema.put("type", "string").putArray("enum").add("C").add("华氏").add("");
      case 4 -> schema.put("type", pick(List.of("string", "str")));
      case 5 ->
          schema
              .put("type", pick(List.of("array", "tuple", "list")))
              .set("items", schema(depth - 1));
      case 6 -> schema.setAll(objectSchema(depth - 1));
      default -> schema.put("type", "string");
    }
    return schema;
  }

  private JsonNode value(JsonNode schema) {
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    return switch (schema.path("type").asString()) {
      case "integer" -> JSON.valueToTree(random.nextInt());
      case "float" -> JSON.valueToTree(random.nextBoolean() ? (Number) random.nextInt(9) : 0.25);
      case "boolean" -> JSON.valueToTree(random.nextBoolean());
      case "array", "tuple", "list" -> {
        ArrayNode list = JSON.createArrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          list.add(value(schema.get("items")));
        }
        yield list;
      }
      case "object", "dict" -> {
        ObjectNode object = JSON.createObjectNode();
        Map<String, Boolean> required = new HashMap<>();
        schema.get("required").forEach(key -> required.put(key.asString(), true));
        for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
          if (required.containsKey(property.getKey()) || random.nextBoolean()) {
            object.set(property.getKey(), value(property.getValue()));
          }
        }
        yield object;
      }
      default -> JSON.valueToTree(pick(WORDS));
    };
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
