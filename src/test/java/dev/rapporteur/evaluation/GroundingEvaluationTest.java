package dev.rapporteur.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.grounding.ClaimVerifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GroundingEvaluationTest {
  private final GroundingEvaluation evaluation = new GroundingEvaluation(new ClaimVerifier());

  private JsonNode answer(String line) {
    List<String> answers = evaluation.evaluate(Stream.of(line)).toList();
    assertThat(answers).hasSize(1);
    return JsonMapper.shared().readTree(answers.get(0));
  }

  private static final String FACTS =
      "[{\"id\":\"a\",\"metric\":\"sales\",\"entity\":\"East\",\"period\":\"2024-03\",\"value\":20.50,\"unit\":\"USD\",\"aliases\":[\"华东\"]},"
          + "{\"id\":\"b\",\"metric\":\"sales\",\"entity\":\"West\",\"period\":\"2024-03\",\"value\":\"NaN\",\"unit\":\"USD\"}]";

  @Test
  void keepsTheLineAndAddsItsFindings() {
    JsonNode answer =
        answer(
            "{\"id\":\"1\",\"language\":\"en\",\"month\":\"2024-03\",\"currency\":\"USD\",\"text\":\"East sold $20.50, not $30.\",\"facts\":"
                + FACTS
                + "}");
    assertThat(answer.get("id").asString()).isEqualTo("1");
    JsonNode first = answer.get("findings").get(0);
    assertThat(first.get("start").asInt()).isEqualTo(10);
    assertThat(first.get("end").asInt()).isEqualTo(16);
    assertThat(first.get("text").asString()).isEqualTo("$20.50");
    assertThat(first.get("verdict").asString()).isEqualTo("supported");
    assertThat(first.get("figures").get(0).asString()).isEqualTo("a");
    assertThat(first.get("reason").asString()).isNotEmpty();
    assertThat(answer.get("findings").get(1).get("verdict").asString()).isEqualTo("contradicted");
  }

  @Test
  void leavesOutFactsWithoutAFiniteValue() {
    JsonNode answer =
        answer("{\"month\":\"2024-03\",\"text\":\"Nothing.\",\"facts\":" + FACTS + "}");
    assertThat(answer.get("leftOut").get(0).asString()).isEqualTo("b");
  }

  @Test
  void saysWhatIsWrongWithALine() {
    assertThat(answer("no json").get("error").asString()).contains("not a JSON object");
    assertThat(answer("null").get("error").asString()).contains("not a JSON object");
    assertThat(answer("{\"text\":\"x\",\"facts\":[]}").get("error").asString()).contains("month");
    assertThat(answer("{\"text\":\"x\",\"facts\":[],\"month\":\"March\"}").get("error").asString())
        .isNotEmpty();
    assertThat(answer("{\"month\":\"2024-03\",\"facts\":[]}").get("error").asString())
        .contains("text");
    assertThat(answer("{\"month\":\"2024-03\",\"text\":\"x\"}").get("error").asString())
        .contains("facts");
  }
}
