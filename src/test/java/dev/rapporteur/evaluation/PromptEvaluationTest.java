package dev.rapporteur.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptEvaluationTest {
  private static final Path VECTORS =
      Path.of("..", "shared", "data", "qwen3-template-vectors.json");

  @TempDir Path folder;

  @Test
  void rendersEveryVectorToTheLastByte() {
    assumeTrue(
        Files.exists(VECTORS), "skipped: the shared prompt vectors are not beside the project");
    PromptEvaluation.Result result = new PromptEvaluation().evaluate(VECTORS);
    assertThat(result.different()).isEmpty();
    assertThat(result.equal()).isEqualTo(45);
  }

  @Test
  void namesTheVectorsThatDiffer() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("vectors.json"),
            """
            [{"name": "right", "messages": [{"role": "user", "content": "hi"}],
              "add_generation_prompt": false, "expected": "<|im_start|>user\\nhi<|im_end|>\\n"},
             {"name": "wrong", "messages": [{"role": "user", "content": "hi"}],
              "add_generation_prompt": false, "expected": "hi"}]
            """);
    assertThat(new PromptEvaluation().evaluate(file))
        .isEqualTo(new PromptEvaluation.Result(1, java.util.List.of("wrong")));
  }

  @Test
  void refusesAFileWithoutVectors() throws IOException {
    Path file = Files.writeString(folder.resolve("vectors.json"), "{}");
    assertThatThrownBy(() -> new PromptEvaluation().evaluate(file))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("no array of vectors");
  }
}
