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
  void followsTheTemplateInItsCorners() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("vectors.json"),
            """
            [{"name": "unknown role parts tool results", "messages": [
                {"role": "user", "content": "q"}, {"role": "tool", "content": "a"},
                {"role": "critic", "content": "x"}, {"role": "tool", "content": "b"}],
              "expected": "<|im_start|>user\\nq<|im_end|>\\n<|im_start|>user\\n<tool_response>\\na\\n</tool_response><|im_end|>\\n<|im_start|>user\\n<tool_response>\\nb\\n</tool_response><|im_end|>\\n"},
             {"name": "empty reasoning keeps the text whole", "messages": [
                {"role": "user", "content": "q"},
                {"role": "assistant", "content": "<think>a</think>b", "reasoning_content": ""}],
              "expected": "<|im_start|>user\\nq<|im_end|>\\n<|im_start|>assistant\\n<think>\\n\\n</think>\\n\\n<think>a</think>b<|im_end|>\\n"},
             {"name": "only false switches thinking off", "messages": [],
              "add_generation_prompt": true, "enable_thinking": null,
              "expected": "<|im_start|>assistant\\n"}]
            """);
    assertThat(new PromptEvaluation().evaluate(file).different()).isEmpty();
  }

  @Test
  void refusesAFileWithoutVectors() throws IOException {
    Path file = Files.writeString(folder.resolve("vectors.json"), "{}");
    assertThatThrownBy(() -> new PromptEvaluation().evaluate(file))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("no array of vectors");
  }
}
