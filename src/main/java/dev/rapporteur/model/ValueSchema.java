package dev.rapporteur.model;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema that values of a model - arguments of a call, an answer - are held against. It is
 * read as JSON Schema 2020-12 with two allowances for schemas written by hand: types may carry the
 * names of Python and Java ({@code dict}, {@code float}, {@code ArrayList}), and keywords that make
 * no sense are passed over instead of failing all values. Values are never converted; as JSON
 * Schema has it, 5.0 is an integer. An object at the top that lists its properties takes no others,
 * unless the schema says so. Nothing is fetched: references go within the schema only.
 */
public final class ValueSchema {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("object", "object"),
          Map.entry("dict", "object"),
          Map.entry("hashmap", "object"),
          Map.entry("map", "object"),
          Map.entry("array", "array"),
          Map.entry("list", "array"),
          Map.entry("arraylist", "array"),
          Map.entry("tuple", "array"),
          Map.entry("set", "array"),
          Map.entry("string", "string"),
          Map.entry("str", "string"),
          Map.entry("char", "string"),
          Map.entry("integer", "integer"),
          Map.entry("int", "integer"),
          Map.entry("long", "integer"),
          Map.entry("short", "integer"),
          Map.entry("byte", "integer"),
          Map.entry("bigint", "integer"),
          Map.entry("number", "number"),
          Map.entry("float", "number"),
          Map.entry("double", "number"),
          Map.entry("boolean", "boolean"),
          Map.entry("bool", "boolean"),
          Map.entry("null", "null"),
          Map.entry("none", "null"),
          Map.entry("nonetype", "null"));
  private static final Set<String> SCHEMA =
      Set.of("not", "if", "then", "else", "contains", "propertyNames", "additionalProperties");
  private static final Set<String> SCHEMAS = Set.of("anyOf", "oneOf", "allOf", "prefixItems");
  private static final Set<String> NAMED_SCHEMAS =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
  private static final Set<String> NUMBERS =
      Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf");
  private static final Set<String> COUNTS =
      Set.of(
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "minContains",
          "maxContains");
  private static final Set<String> OPEN =
      Set.of("additionalProperties", "patternProperties", "anyOf", "oneOf", "allOf", "$ref");
  private static final int DEEPEST = 64;

  private final ObjectNode rules;
  private final @Nullable Schema schema;

  private ValueSchema(ObjectNode rules, @Nullable Schema schema) {
    this.rules = rules;
    this.schema = schema;
  }

  /**
   * @param schema anything but an object allows all values
   */
  public static ValueSchema of(JsonNode schema) {
    ObjectNode rules = understood(schema, 0);
    return new ValueSchema(rules, compile(rules));
  }

  /** What is wrong with the value, each with its place; empty if nothing is. */
  public List<String> problems(JsonNode value) {
    if (schema == null) {
      return List.of("its schema cannot be used");
    }
    List<String> problems = new ArrayList<>();
    if (!sensible(value)) {
      return List.of("$: a number is larger or finer than any that is meant");
    }
    try {
      for (Error error : schema.validate(value)) {
        problems.add(error.getInstanceLocation() + ": " + error.getMessage());
      }
    } catch (JsonNodeException e) {
      problems.add("$: a number is too large to be held against the schema");
    }
    unknown(value, problems);
    return problems;
  }

  /** 1e999999999 is four bytes more than 1e9, and a gigabyte once its digits are written out. */
  private static boolean sensible(JsonNode value) {
    if (value.isContainer()) {
      return value.valueStream().allMatch(ValueSchema::sensible);
    }
    return !value.isBigDecimal() || Math.abs((long) value.decimalValue().scale()) <= 1_000;
  }

  /**
   * A tool drops arguments that it does not know, and the call would do something else than the
   * model meant.
   */
  private void unknown(JsonNode value, List<String> problems) {
    JsonNode properties = rules.get("properties");
    if (properties == null || OPEN.stream().anyMatch(rules::has)) {
      return;
    }
    for (String name : value.propertyNames()) {
      if (!properties.has(name)) {
        problems.add("$: there is no '" + name + "'");
      }
    }
  }

  /** Whether the schema lists a property of this name at the top. */
  public boolean lists(String name) {
    return rules.path("properties").has(name);
  }

  private static @Nullable Schema compile(ObjectNode rules) {
    try {
      SchemaRegistryConfig config = SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();
      Schema schema =
          SchemaRegistry.withDefaultDialect(
                  SpecificationVersion.DRAFT_2020_12,
                  registry -> registry.schemaRegistryConfig(config))
              .getSchema(rules);
      schema.initializeValidators();
      return schema;
    } catch (SchemaException e) {
      return null;
    }
  }

  /** The schema with what we understand of it, in the words of JSON Schema. */
  private static ObjectNode understood(JsonNode schema, int depth) {
    ObjectNode rules = JSON.createObjectNode();
    if (!schema.isObject() || depth > DEEPEST) {
      return rules;
    }
    for (Map.Entry<String, JsonNode> entry : schema.properties()) {
      String keyword = entry.getKey();
      JsonNode value = entry.getValue();
      if (SCHEMA.contains(keyword) && isSchema(value)) {
        rules.set(keyword, inner(value, depth));
      } else if (SCHEMAS.contains(keyword) && value.isArray() && !value.isEmpty()) {
        rules.set(keyword, list(value, depth));
      } else if (NAMED_SCHEMAS.contains(keyword) && value.isObject()) {
        rules.set(keyword, named(value, depth));
      } else if (keyword.equals("items")) {
        items(rules, value, depth);
      } else if (makesSense(keyword, value)) {
        rules.set(keyword, value);
      }
    }
    type(rules, schema);
    choices(rules, schema);
    return rules;
  }

  /**
   * A list of choices none of which has the type of the value is meant for the elements of an
   * array, or for nothing. The default is always a choice.
   */
  private static void choices(ObjectNode rules, JsonNode schema) {
    if (!(rules.get("enum") instanceof ArrayNode choices)) {
      return;
    }
    boolean array = rules.path("type").asString("").equals("array");
    if (array && choices.valueStream().noneMatch(JsonNode::isArray)) {
      rules.remove("enum");
      JsonNode items = rules.path("items");
      if (items.isMissingNode() || items.isObject() && !items.has("enum")) {
        rules.withObject("/items").set("enum", choices);
      }
    } else if (schema.has("default")
        && choices.valueStream().noneMatch(schema.get("default")::equals)) {
      rules.set("enum", choices.deepCopy().add(schema.get("default")));
    }
  }

  private static boolean isSchema(JsonNode value) {
    return value.isObject() || value.isBoolean();
  }

  private static JsonNode inner(JsonNode value, int depth) {
    return value.isBoolean() ? value : understood(value, depth + 1);
  }

  private static ArrayNode list(JsonNode schemas, int depth) {
    ArrayNode list = JSON.createArrayNode();
    schemas.forEach(schema -> list.add(inner(schema, depth)));
    return list;
  }

  private static ObjectNode named(JsonNode schemas, int depth) {
    ObjectNode named = JSON.createObjectNode();
    schemas
        .properties()
        .forEach(entry -> named.set(entry.getKey(), inner(entry.getValue(), depth)));
    return named;
  }

  /** A list under {@code items} is how older drafts wrote {@code prefixItems}. */
  private static void items(ObjectNode rules, JsonNode value, int depth) {
    if (isSchema(value)) {
      rules.set("items", inner(value, depth));
    } else if (value.isArray() && !value.isEmpty()) {
      rules.set("prefixItems", list(value, depth));
    }
  }

  private static boolean makesSense(String keyword, JsonNode value) {
    if (NUMBERS.contains(keyword)) {
      return value.isNumber();
    }
    if (COUNTS.contains(keyword)) {
      return value.isIntegralNumber() && value.asInt(-1) >= 0;
    }
    return switch (keyword) {
      case "enum" -> value.isArray() && !value.isEmpty();
      case "const" -> true;
      case "required" -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
      case "uniqueItems" -> value.isBoolean();
      case "pattern" -> value.isString() && compiles(value.asString());
      case "$ref" -> value.isString() && value.asString().startsWith("#");
      default -> false;
    };
  }

  private static boolean compiles(String pattern) {
    try {
      Pattern.compile(pattern);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static void type(ObjectNode rules, JsonNode schema) {
    JsonNode given = schema.path("type");
    List<String> types = new ArrayList<>();
    for (JsonNode type : given.isArray() ? given : List.of(given)) {
      String known = TYPES.get(word(type.asString("")));
      if (known == null) {
        return; // "any", or a word of another language: it says nothing about JSON
      }
      types.add(known);
    }
    if (schema.path("nullable").asBoolean(false)) {
      types.add("null");
    }
    if (types.size() == 1) {
      rules.put("type", types.getFirst());
    } else if (!types.isEmpty()) {
      ArrayNode all = rules.putArray("type");
      types.stream().distinct().forEach(all::add);
    }
  }

  /** {@code List[int]} and {@code typing.Dict[str, float]} say list and dict. */
  private static String word(String type) {
    String word = type.toLowerCase(Locale.ROOT).strip();
    word = word.startsWith("typing.") ? word.substring("typing.".length()) : word;
    word = word.endsWith(", optional") ? word.substring(0, word.indexOf(", optional")) : word;
    int parameters = word.indexOf(word.contains("[") ? '[' : '<');
    return parameters < 0 ? word : word.substring(0, parameters);
  }
}
