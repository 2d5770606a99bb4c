package dev.rapporteur.model.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerModelMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerModelMetrics metrics = new MicrometerModelMetrics(registry);

  @Test
  void measuresAnswersByTheirFirstTokenTheirLengthAndTheirSpeed() {
    metrics.answered("m", Duration.ofMillis(500), Duration.ofMillis(2_500), 1_000, 101);
    assertThat(registry.get("rapporteur.model.answer").timer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(2_500);
    assertThat(registry.get("rapporteur.model.first.token").timer().count()).isEqualTo(1);
    assertThat(registry.get("rapporteur.model.speed").summary().mean()).isCloseTo(50, within(0.01));
    assertThat(registry.get("rapporteur.model.tokens").tag("direction", "out").counter().count())
        .isEqualTo(101);
  }

  @Test
  void measuresNoFirstTokenWhereTheAnswerCameInOnePiece() {
    metrics.answered("m", Duration.ZERO, Duration.ofMillis(100), 5, 5);
    assertThat(registry.find("rapporteur.model.first.token").timer()).isNull();
    assertThat(registry.find("rapporteur.model.speed").summary()).isNull();
  }

  @Test
  void countsFailuresByReason() {
    metrics.failed("m", "timeout");
    metrics.failed("m", "timeout");
    assertThat(registry.get("rapporteur.model.failures").tag("reason", "timeout").counter().count())
        .isEqualTo(2);
  }
}
