package dev.rapporteur.model.micrometer;

import dev.rapporteur.model.ModelMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * Counts calls to models in a registry, each meter with the tag {@code model}: timers {@code
 * rapporteur.model.first.token} and {@code rapporteur.model.answer}; counters {@code
 * rapporteur.model.tokens} (tag {@code direction}: in, out) and {@code rapporteur.model.failures}
 * (tag {@code reason}); the summary {@code rapporteur.model.speed} in tokens a second after the
 * first.
 */
public final class MicrometerModelMetrics implements ModelMetrics {
  private final MeterRegistry registry;

  public MicrometerModelMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void answered(
      String model, Duration firstToken, Duration total, int inputTokens, int outputTokens) {
    registry.timer("rapporteur.model.answer", "model", model).record(total);
    tokens(model, "in").increment(inputTokens);
    tokens(model, "out").increment(outputTokens);
    if (firstToken.isPositive()) {
      registry.timer("rapporteur.model.first.token", "model", model).record(firstToken);
      speed(model, total.minus(firstToken), outputTokens);
    }
  }

  @Override
  public void failed(String model, String reason) {
    registry.counter("rapporteur.model.failures", "model", model, "reason", reason).increment();
  }

  private void speed(String model, Duration generating, int outputTokens) {
    if (generating.isPositive() && outputTokens > 1) {
      double perSecond = (outputTokens - 1) * 1e9 / generating.toNanos();
      registry.summary("rapporteur.model.speed", "model", model).record(perSecond);
    }
  }

  private Counter tokens(String model, String direction) {
    return registry.counter("rapporteur.model.tokens", "model", model, "direction", direction);
  }
}
