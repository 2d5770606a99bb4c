package dev.rapporteur.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class ValueSchemaTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"type": "dict"} | {"a": 1}
          {"type": "float"} | 1
          {"type": "tuple"} | [1, "a"]
          {"type": "Any"} | null
          {"type": "ArrayList", "items": {"type": "long"}} | [1]
          {"type": ["string", "null"]} | null
          {"type": "string", "nullable": true} | null
          {"type": "array", "enum": ["a", "b"]} | ["a"]
          {"type": "string", "enum": ["a"], "default": "none"} | "none"
          {"type": "integer", "required": true, "description": "d"} | 5
          {"type": "string", "pattern": "("} | "anything"
          {"type": "array", "items": [{"type": "string"}, {"type": "integer"}]} | ["a", 1]
          {"type": "object", "properties": {"type": {"type": "string"}}} | {"type": "x"}
          {"$ref": "http://127.0.0.1:1/never-fetched"} | 5
          {"$ref": "#/$defs/n", "$defs": {"n": {"type": "int"}}} | 5
          {"type": "List[int]"} | [1]
          {"type": "typing.Dict[str, float]"} | {"a": 1.5}
          {"type": "str, optional"} | "a"
          {"type": "integer"} | 5.0
          {"type": "number", "minimum": 0} | 1e30
          nonsense | 5
          """)
  void accepts(String schema, String value) {
    assertThat(problems(schema, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"type": "dict"} | [1]
          {"type": "float"} | "1"
          {"type": "int"} | 1.5
          {"type": "boolean"} | "true"
          {"type": "tuple"} | {}
          {"type": "array", "items": {"type": "str"}} | [1]
          {"type": "array", "enum": ["a", "b"]} | ["c"]
          {"type": "string", "enum": ["a"], "default": "none"} | "other"
          {"type": "array", "items": [{"type": "string"}, {"type": "integer"}]} | [1, "a"]
          {"$ref": "#/$defs/n", "$defs": {"n": {"type": "int"}}} | "5"
          {"type": "object", "properties": {"a": {}}} | {"b": 1}
          {"$ref": "#/nowhere"} | 5
          {"type": "List[int]"} | 1
          {"type": "str, optional"} | 1
          {"type": "integer", "minimum": 1} | 1e999999999
          {"type": "number", "multipleOf": 3} | 1e-999999999
          {"type": "integer", "maximum": 5} | 1e30
          {"type": "array"} | [[1e99999]]
          """)
  void findsWhatIsWrong(String schema, String value) {
    assertThat(problems(schema, value)).isNotEmpty();
  }

  @Test
  void namesThePlace() {
    String schema =
        "{\"properties\": {\"a\": {\"type\": \"array\", \"items\": {\"type\": \"integer\"}}}}";
    assertThat(problems(schema, "{\"a\": [1, \"x\"]}"))
        .containsExactly("/a/1: string found, integer expected");
  }

  private static java.util.List<String> problems(String schema, String value) {
    JsonMapper json =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    return ValueSchema.of(schema.startsWith("{") ? json.readTree(schema) : json.valueToTree(schema))
        .problems(json.readTree(value));
  }
}
