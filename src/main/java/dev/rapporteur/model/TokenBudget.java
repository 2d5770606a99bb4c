package dev.rapporteur.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How many tokens a request may take.
 *
 * @param context prompt and answer together must fit into this many; what the server was started
 *     with ({@code max_model_len})
 * @param answer the longest answer if the request does not say; less than {@code context}
 * @param vocabulary the {@code vocab.json} of the model's checkpoint, for exact counts; empty:
 *     counts are upper bounds
 */
public record TokenBudget(int context, int answer, Optional<Path> vocabulary) {

  public TokenBudget {
    if (context < 2 || answer < 1 || answer >= context) {
      throw new IllegalArgumentException(
          "an answer of " + answer + " tokens does not fit a context of " + context);
    }
  }

  /** For Qwen3-14B as {@code triton-model-repo} serves it. */
  public static TokenBudget standard() {
    return new TokenBudget(32_768, 2_048, Optional.empty());
  }
}
