package dev.rapporteur.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RetrievalEvaluationTest {
  @TempDir private Path documents;

  @Test
  void answersEachLineInOrderWithAtMostFivePassages() throws IOException {
    for (int i = 0; i < 9; i++) {
      Files.writeString(
          documents.resolve("city" + i + ".md"),
          "# City " + i + "\n\nThe river of city " + i + " is long.\n");
    }
    Files.createDirectories(documents.resolve("sub"));
    Files.writeString(
        documents.resolve("sub/moon.md"), "# Moon\n\n## Tides\n\nTides follow the moon.\n");

    List<JsonNode> answers =
        evaluate(
            "{\"id\":\"a\",\"question\":\"What do tides follow?\"}",
            "",
            "{\"id\":\"b\",\"question\":\"river city\",\"extra\":1}");

    assertThat(answers).hasSize(2);
    JsonNode best = answers.getFirst().get("passages").get(0);
    assertThat(answers.getFirst().get("id").asString()).isEqualTo("a");
    assertThat(best.get("document").asString()).isEqualTo("sub/moon.md");
    assertThat(best.get("heading").asString()).isEqualTo("Moon > Tides");
    assertThat(best.get("text").asString()).isEqualTo("Tides follow the moon.");
    assertThat(answers.getLast().get("passages").size()).isEqualTo(5);
    assertThat(answers.getLast().get("extra").asInt()).isEqualTo(1);
  }

  @Test
  void saysWhatIsWrongWithALineAndGoesOn() throws IOException {
    Files.writeString(documents.resolve("a.md"), "# A\n\nAlpha.\n");

    List<JsonNode> answers =
        evaluate("not json", "{\"id\":\"b\"}", "{\"id\":\"c\",\"question\":\"alpha\"}");

    assertThat(answers.get(0).get("error").asString()).contains("JSON");
    assertThat(answers.get(1).get("error").asString()).contains("question");
    assertThat(answers.get(2).get("passages").size()).isEqualTo(1);
  }

  private List<JsonNode> evaluate(String... lines) throws IOException {
    List<JsonNode> answers = new ArrayList<>();
    try (RetrievalEvaluation evaluation =
        new RetrievalEvaluation(
            documents, new FileDocumentReader(), Optional.empty(), progress -> {})) {
      evaluation
          .evaluate(Stream.of(lines))
          .forEach(line -> answers.add(JsonMapper.shared().readTree(line)));
    }
    return answers;
  }
}
