package dev.rapporteur.model.triton;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema reduced to what xgrammar, vLLM's constraint engine, takes. What is left out here is
 * still held against the answer when it arrives. Objects that list their properties and do not say
 * otherwise are closed, which keeps the model from inventing some.
 */
final class StructuredOutput {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> PLAIN =
      Set.of(
          "type",
          "enum",
          "const",
          "required",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minItems",
          "maxItems",
          "minLength",
          "maxLength",
          "pattern",
          "$ref");
  private static final Set<String> SCHEMA = Set.of("items", "additionalProperties");
  private static final Set<String> SCHEMAS = Set.of("anyOf", "oneOf", "allOf", "prefixItems");
  private static final Set<String> NAMED_SCHEMAS = Set.of("properties", "$defs", "definitions");
  private static final Set<String> FORMATS =
      Set.of(
          "email",
          "date",
          "time",
          "date-time",
          "duration",
          "ipv4",
          "ipv6",
          "hostname",
          "uuid",
          "uri",
          "uri-reference",
          "uri-template",
          "json-pointer",
          "relative-json-pointer");

  private StructuredOutput() {}

  static JsonNode reduced(JsonNode schema) {
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode reduced = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> entry : schema.properties()) {
      String keyword = entry.getKey();
      JsonNode value = entry.getValue();
      if (PLAIN.contains(keyword)) {
        reduced.set(keyword, value);
      } else if (SCHEMA.contains(keyword)) {
        reduced.set(keyword, reduced(value));
      } else if (SCHEMAS.contains(keyword)) {
        ArrayNode list = reduced.putArray(keyword);
        value.forEach(element -> list.add(reduced(element)));
      } else if (NAMED_SCHEMAS.contains(keyword)) {
        ObjectNode named = reduced.putObject(keyword);
        value.properties().forEach(inner -> named.set(inner.getKey(), reduced(inner.getValue())));
      } else if (keyword.equals("format") && FORMATS.contains(value.asString(""))) {
        reduced.set(keyword, value);
      }
    }
    if (reduced.has("pattern") || reduced.has("format")) {
      reduced.remove("minLength");
      reduced.remove("maxLength");
    }
    if (reduced.has("properties") && !reduced.has("additionalProperties")) {
      reduced.put("additionalProperties", false);
    }
    return reduced;
  }
}
