package dev.rapporteur.model.triton;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.model.TokenBudget;
import dev.rapporteur.testing.TritonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The repository that we ship, read by the real Triton. */
class ModelRepositoryIT {
  private static final Path REPOSITORY = Path.of("triton-model-repo");

  @Test
  void isReadWithoutComplaintSaveForBackendsThatAreNotHere() {
    try (TritonServer triton = TritonServer.over(REPOSITORY).start()) {
      assertThat(triton.whyNotLoaded("report_writer")).contains("backend 'vllm'");
      assertThat(triton.whyNotLoaded("embedder")).containsAnyOf("GPU", "torch");
    }
  }

  @Test
  void startsTheEngineAsTheClientExpectsIt() throws IOException {
    JsonNode engine =
        JsonMapper.shared()
            .readTree(Files.readString(REPOSITORY.resolve("report_writer/1/model.json")));
    assertThat(engine.get("max_model_len").asInt()).isEqualTo(TokenBudget.standard().context());
    assertThat(engine.has("quantization")).isFalse();
  }
}
