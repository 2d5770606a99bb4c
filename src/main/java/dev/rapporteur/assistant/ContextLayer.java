package dev.rapporteur.assistant;

import java.util.Locale;

/**
 * What one layer took of the model's context.
 *
 * @param kind which layer
 * @param tokens of its text, an upper bound
 * @param leftOut how many of its parts (turns, events, rows) did not fit
 */
public record ContextLayer(Kind kind, int tokens, int leftOut) {

  /** The layers, in the order in which the model reads them. */
  public enum Kind {
    /** What the model is told of its task. */
    RULES,
    /** The functions that the person may call. */
    FUNCTIONS,
    /** The last turns, word for word. */
    TURNS,
    /** What happened before them. */
    SUMMARY,
    /** Passages of documents that fit the question. */
    PASSAGES,
    /** The question. */
    QUESTION,
    /** What functions answered. */
    DATA;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
