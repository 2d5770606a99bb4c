package dev.rapporteur.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CallEvaluationTest {
  @TempDir Path folder;

  @Test
  void addsCallsAndErrorsToEachLineInOrder() throws IOException {
    List<JsonNode> lines =
        evaluate(
            """
            {"id": "a", "tools": [{"name": "math.add", "description": "d", "parameters": {"type": "dict", "properties": {"x": {"type": "float"}}, "required": ["x"]}}], "output": "<tool_call>\\n{\\"name\\": \\"math.add\\", \\"arguments\\": {\\"x\\": 1}}\\n</tool_call>"}

            {"id": 2, "tools": [{"type": "function", "function": {"name": "f", "parameters": {}}}], "output": "{\\"name\\": \\"g\\", \\"arguments\\": {}}"}
            {"id": 3, "tools": [], "output": "nothing to call"}
            """);
    assertThat(lines).extracting(line -> line.get("id").asString()).containsExactly("a", "2", "3");
    assertThat(lines.getFirst().get("calls").toString())
        .isEqualTo("[{\"name\":\"math.add\",\"arguments\":{\"x\":1}}]");
    assertThat(lines.getFirst().get("errors")).isEmpty();
    assertThat(lines.get(1).get("calls")).isEmpty();
    assertThat(lines.get(1).get("errors").get(0).asString()).isEqualTo("there is no tool 'g'");
    assertThat(lines.get(2).get("errors")).isEmpty();
  }

  @Test
  void namesTheLineThatIsNoJson() {
    assertThatThrownBy(() -> evaluate("{\"id\": 1}\nnonsense\n"))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("calls.jsonl:2");
  }

  private List<JsonNode> evaluate(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("calls.jsonl"), content);
    List<JsonNode> lines = new ArrayList<>();
    new CallEvaluation().evaluate(file, lines::add);
    return lines;
  }
}
