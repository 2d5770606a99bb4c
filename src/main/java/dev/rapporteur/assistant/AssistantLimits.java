package dev.rapporteur.assistant;

import java.time.Duration;

/**
 * How much one question may take.
 *
 * @param rounds the model is asked at most so often for calls; once more for the answer
 * @param calls at most so many, refused ones included
 * @param time after it no further call is begun and the model is asked for its answer; one that is
 *     under way ends at its function's own limit
 * @param contextTokens of all layers together
 */
public record AssistantLimits(int rounds, int calls, Duration time, int contextTokens) {
  public AssistantLimits {
    if (rounds < 1 || calls < 1 || !time.isPositive() || contextTokens < 8_000) {
      throw new IllegalArgumentException(
          "limits are positive, and the context holds 8,000 tokens or more");
    }
  }

  /** 8 rounds, 24 calls, two minutes, 20,000 tokens. */
  public static AssistantLimits standard() {
    return new AssistantLimits(8, 24, Duration.ofMinutes(2), 20_000);
  }
}
