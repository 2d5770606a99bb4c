package dev.rapporteur.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions with known answers over a long policy report, among other documents. */
class RetrievalQualityIT {
  private static final Path STRATEGY = Path.of("datasources", "strategy", "zh");

  @TempDir private Path documents;

  @Test
  void findsTheAnswersInALongChinesePolicyReport() throws IOException, URISyntaxException {
    Files.copy(resource("retrieval/policy-zh/plan.txt"), documents.resolve("plan.txt"));
    try (Stream<Path> others = Files.list(STRATEGY)) {
      for (Path other : others.toList()) {
        Files.copy(other, documents.resolve(other.getFileName().toString()));
      }
    }
    int first = 0;
    int amongFive = 0;
    int questions = 0;
    try (RetrievalEvaluation evaluation =
            new RetrievalEvaluation(
                documents, new FileDocumentReader(), Optional.empty(), progress -> {});
        Stream<String> lines = Files.lines(resource("retrieval/policy-zh.jsonl"))) {
      for (String line : evaluation.evaluate(lines).toList()) {
        int rank = rank(JsonMapper.shared().readTree(line));
        questions++;
        first += rank == 1 ? 1 : 0;
        amongFive += rank > 0 ? 1 : 0;
      }
    }

    assertThat(questions).isEqualTo(35);
    assertThat(amongFive).as("answers among the first five").isGreaterThanOrEqualTo(34);
    assertThat(first).as("answers in the first passage").isGreaterThanOrEqualTo(28);
  }

  /** Place of the first passage with the answer, counted from 1; 0 if none has it. */
  private static int rank(JsonNode line) {
    List<JsonNode> passages = line.get("passages").valueStream().toList();
    for (int i = 0; i < passages.size(); i++) {
      if (passages.get(i).get("text").asString().contains(line.get("answer").asString())) {
        return i + 1;
      }
    }
    return 0;
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(RetrievalQualityIT.class.getResource(name).toURI());
  }
}
