package dev.rapporteur.model.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.model.qwen.ToolCallParser.Call;
import dev.rapporteur.model.qwen.ToolCallParser.Parsed;
import dev.rapporteur.model.qwen.ToolCallParser.Rejected;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ToolCallParserTest {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final String WEATHER =
      "{\"name\": \"weather\", \"arguments\": {\"city\": \"杭州\"}}";
  private static final String SALES =
      "{\"name\": \"sales\", \"arguments\": {\"month\": \"2024-03\", \"limit\": 5}}";

  private final ToolCallParser parser =
      new ToolCallParser(
          Map.of(
              "weather",
              json(
                  """
                  {"type": "object", "properties": {
                     "city": {"type": "string"}, "unit": {"type": "string", "enum": ["C", "F"]}},
                   "required": ["city"]}"""),
              "sales",
              json(
                  """
                  {"type": "dict", "properties": {
                     "month": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
                     "limit": {"type": "integer", "minimum": 1, "maximum": 100},
                     "share": {"type": "float"},
                     "flags": {"type": "tuple", "items": {"type": "boolean"}},
                     "where": {"type": "dict", "properties": {"region": {"type": "string"}},
                               "required": ["region"]},
                     "any": {"type": "any"}},
                   "required": ["month"]}"""),
              "now",
              json("{\"type\": \"object\", \"properties\": {}}")));

  @Test
  void readsTheModelsOwnBlocks() {
    Parsed parsed = parser.parse("Let me look.\n" + block(WEATHER) + "\n" + block(SALES));
    assertThat(parsed.calls()).extracting(Call::name).containsExactly("weather", "sales");
    assertThat(parsed.calls().getFirst().arguments().toString()).isEqualTo("{\"city\":\"杭州\"}");
    assertThat(parsed.text()).isEqualTo("Let me look.");
    assertThat(parsed.rejected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "I will ask: %s and then answer.",
        "```json\n%s\n```",
        "```\n%s\n```",
        "<tool_call>\n%s",
        "<tool_call>%s</tool_call>",
        "<think>\nperhaps {\"name\": \"sales\", \"arguments\": {}}\n</think>\n\n%s",
        "[%s]",
        "{\"tool_calls\": [%s]}",
        "<tool_call>[%s]</tool_call>",
        "Sure {not json} and {{figure}}: %s"
      })
  void readsACallInEachForm(String form) {
    Parsed parsed = parser.parse(form.formatted(WEATHER));
    assertThat(parsed.calls()).hasSize(1);
    assertThat(parsed.calls().getFirst().arguments().get("city").asString()).isEqualTo("杭州");
    assertThat(parsed.rejected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"function\": \"weather\", \"arguments\": {\"city\": \"a\"}}",
        "{\"name\": \"weather\", \"parameters\": {\"city\": \"a\"}}",
        "{\"name\": \"weather\", \"arguments\": \"{\\\"city\\\": \\\"a\\\"}\"}",
        "{\"id\": \"1\", \"type\": \"function\", \"function\": {\"name\": \"weather\","
            + " \"arguments\": \"{\\\"city\\\": \\\"a\\\"}\"}}",
        "{\"thought\": \"hm\", \"name\": \"weather\", \"arguments\": {\"city\": \"a\"}}"
      })
  void readsTheNamesThatOthersGiveToTheParts(String call) {
    assertThat(parser.parse(call).calls())
        .singleElement()
        .satisfies(found -> assertThat(found.arguments().toString()).isEqualTo("{\"city\":\"a\"}"));
    assertThat(parser.parse(block(call)).calls()).hasSize(1);
  }

  @Test
  void readsSeveralObjectsInOneBlock() {
    assertThat(parser.parse(block(WEATHER + "\n" + SALES)).calls()).hasSize(2);
  }

  @Test
  void takesACallAnnouncedInProseAndMadeInABlockOnce() {
    assertThat(parser.parse("I call " + WEATHER + " now.\n" + block(WEATHER)).calls()).hasSize(1);
  }

  @Test
  void keepsEqualCallsOfOneForm() {
    assertThat(parser.parse(block(WEATHER) + block(WEATHER)).calls()).hasSize(2);
  }

  @Test
  void keepsGoodCallsBesideBadOnes() {
    Parsed parsed =
        parser.parse(
            block(WEATHER)
                + block("{\"name\": \"weather\", \"arguments\": {\"city\": }}")
                + block(SALES)
                + block("{\"name\": \"refund\", \"arguments\": {}}"));
    assertThat(parsed.calls()).extracting(Call::name).containsExactly("weather", "sales");
    assertThat(parsed.rejected())
        .extracting(Rejected::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).startsWith("the call is not valid JSON"),
            reason -> assertThat(reason).isEqualTo("there is no tool 'refund'"));
  }

  @Test
  void keepsGoodCallsBesideBadOnesInProse() {
    Parsed parsed =
        parser.parse(
            "{\"name\": \"weather\", \"arguments\": {\"city\": \"a\"}\n" + SALES + "\nDone.");
    assertThat(parsed.calls()).extracting(Call::name).containsExactly("sales");
    assertThat(parsed.rejected()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"weather\", \"arguments\": {\"city\": 5}}",
        "{\"name\": \"weather\", \"arguments\": {}}",
        "{\"name\": \"weather\", \"arguments\": {\"city\": \"a\", \"unit\": \"K\"}}",
        "{\"name\": \"weather\", \"arguments\": {\"city\": \"a\", \"country\": \"b\"}}",
        "{\"name\": \"weather\", \"arguments\": {\"city\": null}}",
        "{\"name\": \"weather\", \"arguments\": [\"a\"]}",
        "{\"name\": \"weather\", \"arguments\": \"a\"}",
        "{\"name\": \"weather\", \"arguments\": \"{\\\"city\\\": \\\"a\\\"} or b\"}",
        "{\"name\": \"weather\", \"arguments\": null}",
        "{\"name\": \"weather\", \"arguments\": {\"city\": \"a\", \"city\": \"b\"}}",
        "{\"name\": \"weather\", \"arguments\": {\"city\": \"a\"}, \"unit\": \"C\"}",
        "{\"name\": \"weather\", \"arguments\": {\"city\": \"a\"}, \"parameters\": {\"city\": \"b\"}}",
        "{\"name\": \"Weather\", \"arguments\": {\"city\": \"a\"}}",
        "{\"name\": \"wеather\", \"arguments\": {\"city\": \"a\"}}",
        "{\"name\": \"weather \", \"arguments\": {\"city\": \"a\"}}",
        "{\"name\": \"sales\", \"arguments\": {\"month\": \"March\"}}",
        "{\"name\": \"sales\", \"arguments\": {\"month\": \"2024-03\", \"limit\": \"5\"}}",
        "{\"name\": \"sales\", \"arguments\": {\"month\": \"2024-03\", \"limit\": 0}}",
        "{\"name\": \"sales\", \"arguments\": {\"month\": \"2024-03\", \"limit\": 1.5}}",
        "{\"name\": \"sales\", \"arguments\": {\"month\": \"2024-03\", \"share\": \"0.5\"}}",
        "{\"name\": \"sales\", \"arguments\": {\"month\": \"2024-03\", \"flags\": [true, \"no\"]}}",
        "{\"name\": \"sales\", \"arguments\": {\"month\": \"2024-03\", \"where\": {}}}",
        "{\"name\": \"now\", \"arguments\": {\"zone\": \"UTC\"}}",
        "{\"name\": \"now\"}",
        "{'name': 'weather', 'arguments': {'city': 'a'}}",
        "{\"name\": \"weather\", \"arguments\": {\"city\": \"a\",}}",
        "{\"name\": \"weather\", \"arguments\": {\"city\": \"a\"}",
        "{\"name\": \"weather\", \"arguments\": {\"city\": \"a\"}}, \"unit\": \"C\"}"
      })
  void refusesWhatTheSchemaOrJsonDoesNotAllow(String call) {
    for (String form : List.of("<tool_call>\n%s\n</tool_call>", "%s", "```json\n%s\n```")) {
      Parsed parsed = parser.parse(form.replace("%s", call));
      assertThat(parsed.calls()).as(form).isEmpty();
      assertThat(parsed.rejected()).as(form).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"month\": \"2024-03\", \"share\": 1}",
        "{\"month\": \"2024-03\", \"share\": 0.5, \"flags\": [], \"any\": null}",
        "{\"month\": \"2024-03\", \"any\": {\"deep\": [1, {\"x\": \"y\"}]}}",
        "{\"month\": \"2024-03\", \"where\": {\"region\": \"East\", \"more\": 1}}"
      })
  void acceptsWhatTheSchemaAllows(String arguments) {
    Parsed parsed = parser.parse(block("{\"name\": \"sales\", \"arguments\": " + arguments + "}"));
    assertThat(parsed.rejected()).isEmpty();
    assertThat(parsed.calls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "The sales of March were 48.2 million.",
        "{\"city\": \"Berlin\"}",
        "{\"name\": \"Anna\", \"age\": 30}",
        "{\"answer\": {\"name\": \"weather\", \"arguments\": {\"city\": \"a\"}}}",
        "{\"type\": \"function\", \"function\": {\"name\": \"weather\", \"description\": \"d\","
            + " \"parameters\": {\"type\": \"object\", \"properties\": {}}}}",
        "<think>I could call <tool_call>{\"name\": \"now\", \"arguments\": {}}</tool_call></think>No.",
        "<think>{\"name\": \"now\", \"arguments\": {}}",
        "Use {braces} and {\"quotes\"} freely, {{figure}} too"
      })
  void findsNoCallWhereNoneIsMeant(String text) {
    Parsed parsed = parser.parse(text);
    assertThat(parsed.calls()).isEmpty();
    assertThat(parsed.rejected()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<tool_call>\n[%s, {\"name\": \"sales\", \"arguments\": {\"month\": }}]\n</tool_call>",
        "<tool_call>\n[{\"name\": \"sales\", \"arguments\": {\"month\": }}, %s]\n</tool_call>",
        "<tool_call>\n{\"name\": \"sales\", \"arguments\": {\"month\": }}\n%s\n</tool_call>",
        "<tool_call>\n%s\n{\"name\": \"sales\", \"arguments\": {\"month\": }}\n</tool_call>",
        "<tool_call>\n{\"name\": \"sales\", \"arguments\": {\"month\": \"2024\n</tool_call>\n"
            + "<tool_call>\n%s\n</tool_call>",
        "<tool_call>\n{\"name\": \"sales\", \"arguments\": {\"month\": \"2024\n"
            + "<tool_call>\n%s\n</tool_call>",
        "<tool_call>\n%s\n</tool_call>\n<tool_call>\n{\"name\": \"sales\", \"argu",
        "<tool_call>\n%s\n</tool_call>\n<tool_call>\n{\"name\": \"sales\",",
        "<tool_call>\n%s\n</tool_call>\n<tool_call>",
        "<tool_call>\n%s\n</tool_call>\n<tool_call>\nsales(month=3)\n</tool_call>",
        "<tool_call>\n%s\n{\"name\": \"now\", \"arguments\": {}} done\n</tool_call>",
        "%s\n{\"arguments\": {\"month\": \"2024-03\", \"name\": \"sales\"",
        "{\"type\": \"function\", \"function\": {\"name\": \"sales\", \"arguments\": {}\n%s",
        "{“name”： “sales”, “arguments”： {“month”： “2024-03”}}\n%s",
        "[\n{\"name\": \"sales\", \"arguments\": {\"month\": \"2024-03\",}},\n%s\n]",
        "```json\n[%s,\n{\"name\": \"now\", \"arguments\": {},}]\n```",
        "```json\n%s\n```\n```json\n{\"name\": \"now\", \"arguments\": {}\n```"
      })
  void keepsTheGoodCallAndReportsTheBadOneWhereverTheyStand(String form) {
    Parsed parsed = parser.parse(form.replace("%s", WEATHER));
    assertThat(parsed.calls()).extracting(Call::name).containsExactly("weather");
    assertThat(parsed.rejected()).hasSize(1);
  }

  @Test
  void readsOnBehindAHundredBrokenCalls() {
    String bad = "{\"name\": \"sales\", \"arguments\": {\"month\": }}\n";
    Parsed parsed = parser.parse(bad.repeat(100) + WEATHER);
    assertThat(parsed.calls()).hasSize(1);
    assertThat(parsed.rejected()).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s<|im_end|>",
        "<tool_call>\n%s<|im_end|>\n<|endoftext|>",
        "I should ask.\n</think>\n\n%s",
        "<think>\na\n</think>\n\n%s\n<think>{\"name\": \"now\", \"arguments\": {}}</think>",
        "<tool_response>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_response>\n%s",
        "<tools>{\"name\": \"now\", \"arguments\": {}}</tools>%s",
        "Ich rufe auf → %s ← ，好的。",
        "\uFEFF%s",
        "1. %s\n2. nothing else",
        "call = %s;"
      })
  void readsACallAmongWhatModelsLeaveAround(String form) {
    Parsed parsed = parser.parse(form.replace("%s", WEATHER));
    assertThat(parsed.calls()).extracting(Call::name).containsExactly("weather");
    assertThat(parsed.rejected()).isEmpty();
  }

  @Test
  void doesNotTakeATagInAnArgumentForTheEndOfAThought() {
    String call = "{\"name\": \"weather\", \"arguments\": {\"city\": \"a</think>b\"}}";
    for (String text : List.of(call, block(call), block(WEATHER) + block(call))) {
      assertThat(parser.parse(text).calls().getLast().arguments().get("city").asString())
          .isEqualTo("a</think>b");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // JSON in a text without its escapes: what the inner object says was never a call
        "{\"name\": \"weather\", \"arguments\": {\"city\": \"{\"name\": \"now\", \"arguments\": {}}\"}}",
        "{\"name\": \"weather\", \"arguments\": {\"city\": \"x\n{\"name\": \"now\", \"arguments\": {}}\"}}",
        "{'note': {\"name\": \"now\", \"arguments\": {}}, 'more': 1}",
        "{'name': 'weather', 'arguments': {'city': '<tool_call>{\"name\": \"now\", \"arguments\": {}}</tool_call>'}}",
        "{\n\"name\": \"weather\",\n\"arguments\":\n{\"name\": \"now\", \"arguments\": {}}",
        "{\n\"name\": \"weather\",\n\"arguments\": [\n{\"name\": \"now\", \"arguments\": {}}",
        "{{\"name\": \"now\", \"arguments\": {}}}"
      })
  void neverTakesACallFromWithinAnother(String text) {
    assertThat(parser.parse(text).calls()).isEmpty();
    assertThat(parser.parse(block(text)).calls()).isEmpty();
  }

  @Test
  void takesNothingFromWithinABrokenObject() {
    String hostile =
        "{\"name\": \"sales\", \"arguments\": {\"month\": {\"name\": \"now\", \"arguments\": {}}";
    assertThat(parser.parse(hostile).calls()).isEmpty();
    assertThat(parser.parse(block(hostile)).calls()).isEmpty();
    assertThat(parser.parse("{\"note\": " + WEATHER).calls()).isEmpty();
  }

  @Test
  void keepsTagsThatStandInsideArguments() {
    String call =
        "{\"name\": \"weather\", \"arguments\": {\"city\": \"a</tool_call><tool_call>b\"}}";
    assertThat(parser.parse(block(call)).calls())
        .singleElement()
        .satisfies(
            found ->
                assertThat(found.arguments().get("city").asString())
                    .isEqualTo("a</tool_call><tool_call>b"));
  }

  @Test
  void keepsNumbersAsTheyWereWritten() {
    String call =
        "{\"name\": \"sales\", \"arguments\": {\"month\": \"2024-03\", \"share\": 1.10,"
            + " \"any\": 12345678901234567890.123456789012345}}";
    assertThat(parser.parse(block(call)).calls().getFirst().arguments().toString())
        .contains("1.10", "12345678901234567890.123456789012345");
  }

  @Test
  void changesNoCallWhenACharacterGoesMissingOrIsAdded() {
    Random random = new Random(11);
    String insertable = "{}[]\",: \\\nax";
    int refused = 0;
    for (int i = 0; i < 4_000; i++) {
      String call = random.nextBoolean() ? WEATHER : SALES;
      int at = random.nextInt(call.length());
      String mutated =
          random.nextBoolean()
              ? call.substring(0, at) + call.substring(at + 1)
              : call.substring(0, at)
                  + insertable.charAt(random.nextInt(insertable.length()))
                  + call.substring(at);
      if (isJson(mutated)) {
        continue;
      }
      refused++;
      JsonNode original = STRICT.readTree(call).get("arguments");
      for (String text : List.of(block(mutated), mutated)) {
        assertThat(parser.parse(text).calls())
            .as(mutated)
            .allSatisfy(
                found -> assertThat(found.arguments().toString()).isEqualTo(original.toString()));
      }
      if (!mutated.startsWith("[")) {
        assertThat(parser.parse(block(mutated)).calls()).as(mutated).isEmpty();
        assertThat(parser.parse(block(mutated)).rejected()).as(mutated).isNotEmpty();
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  @Test
  void survivesHugeAndDeepTexts() {
    String deep = "{\"name\": \"now\", \"arguments\": " + "{\"a\": ".repeat(100_000);
    for (String text :
        List.of(
            deep,
            block(deep),
            "{\"".repeat(100_000),
            "{\"a\": \"x".repeat(50_000),
            "<tool_call>".repeat(50_000),
            "<think>".repeat(50_000) + "</think>".repeat(50_000),
            "{\"name\": ".repeat(30_000),
            "<tool_call>{\"name\": \n".repeat(30_000),
            "[{\"name\": \"now\"\n".repeat(30_000),
            "<|im_end|>".repeat(50_000),
            "\n".repeat(300_000),
            block(
                "{\"name\": \"sales\", \"arguments\": {\"month\": \"2024-03\", \"limit\": 1e999999999}}"),
            block(
                "{\"name\": \"sales\", \"arguments\": {\"month\": \"2024-03\", \"share\": 1e-999999999}}"),
            " ".repeat(300_000) + block(WEATHER),
            "[".repeat(100_000))) {
      org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> parser.parse(text));
    }
  }

  private static String block(String call) {
    return "<tool_call>\n" + call + "\n</tool_call>";
  }

  private static JsonNode json(String text) {
    return STRICT.readTree(text);
  }

  private static boolean isJson(String text) {
    try {
      return STRICT.readTree(text).isObject();
    } catch (JacksonException e) {
      return false;
    }
  }
}
