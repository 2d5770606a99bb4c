package dev.rapporteur.server;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of operation, under {@code rapporteur.operation}.
 *
 * @param key what Prometheus shows as {@code Authorization: Bearer KEY} to read the metrics and the
 *     details of health, 16 characters or more; without it that door is closed
 * @param traces the OTLP collector, {@code http://localhost:4318/v1/traces}; no traces if not given
 */
@ConfigurationProperties("rapporteur.operation")
public record OperationSettings(@Nullable String key, @Nullable URI traces) {
  private static final int SHORTEST = 16;

  public OperationSettings {
    if (key != null && key.isBlank()) {
      key = null;
    }
    if (key != null && key.length() < SHORTEST) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "rapporteur.operation.key is shorter than " + SHORTEST + " characters",
          "take a random one: openssl rand -hex 24");
    }
  }

  /** The key stays out of logs. */
  @Override
  public String toString() {
    return "OperationSettings[key=" + (key == null ? "none" : "given") + ", traces=" + traces + "]";
  }
}
