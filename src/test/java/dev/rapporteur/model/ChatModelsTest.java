package dev.rapporteur.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.model.openai.OpenAiProvider;
import dev.rapporteur.model.triton.TritonProvider;
import dev.rapporteur.report.RapporteurException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatModelsTest {
  private final ChatModels models =
      new ChatModels(List.of(new TritonProvider(), new OpenAiProvider()));

  @ParameterizedTest
  @CsvSource({
    "grpc://one:8001/report_writer, report_writer at grpc://one:8001/report_writer",
    "'grpcs://one:8001,two:8001/m', 'm at grpcs://one:8001,two:8001/m'",
    "https://host/v1?model=qwen3%3A14b, qwen3:14b at https://host/v1"
  })
  void opensAModelByItsUrlWithoutConnecting(String url, String name) {
    try (ModelConnection model = models.connect(URI.create(url), ModelSettings.standard())) {
      assertThat(model.name()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @CsvSource({"ftp://host/m", "report_writer", "grpc:m"})
  void refusesUrlsOfNoKnownKind(String url) {
    assertThatThrownBy(() -> models.connect(URI.create(url), ModelSettings.standard()))
        .isInstanceOf(RapporteurException.class);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new ModelTimeLimits(second, second, Duration.ZERO, second))
        .hasMessageContaining("idle");
    assertThatThrownBy(() -> new ModelTimeLimits(second, Duration.ofMinutes(1), second, second))
        .hasMessageContaining("total");
    assertThatThrownBy(() -> ModelSettings.standard().withAttempts(0))
        .hasMessageContaining("attempts");
    assertThatThrownBy(() -> new TokenBudget(100, 100, Optional.empty()))
        .hasMessageContaining("100");
    assertThatThrownBy(
            () ->
                new ModelAccess(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of("a header", "x")))
        .hasMessageContaining("a header");
  }

  @Test
  void keepsKeysOutOfWhatItPrints() {
    assertThat(ModelSettings.standard().withAccess(ModelAccess.withApiKey("secret")).toString())
        .doesNotContain("secret");
  }
}
