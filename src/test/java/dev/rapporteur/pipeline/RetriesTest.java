package dev.rapporteur.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetriesTest {
  private static final Instant NOW = Instant.parse("2026-04-03T00:00:00Z");

  @Test
  void comeLaterEachTimeAndEnd() {
    RapporteurException away = new RapporteurException(FailureKind.EXTERNAL, "away", "");
    assertThat(
            IntStream.rangeClosed(1, 8)
                .mapToObj(failures -> Retries.BACK_OFF.after(away, failures, NOW))
                .map(at -> at.map(time -> Duration.between(NOW, time).toSeconds()).orElse(-1L)))
        .containsExactly(15L, 30L, 60L, 120L, 240L, 480L, 960L, -1L);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"DEFINITION", "DATA"})
  void doNotRepeatWhatAPersonMustMend(FailureKind kind) {
    RapporteurException fault = new RapporteurException(kind, "wrong", "");
    assertThat(Retries.BACK_OFF.after(fault, 1, NOW)).isEmpty();
  }
}
