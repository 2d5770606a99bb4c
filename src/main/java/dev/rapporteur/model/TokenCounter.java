package dev.rapporteur.model;

/** How many tokens of the model's vocabulary a text takes. */
@FunctionalInterface
public interface TokenCounter {

  /** Never less than the true count; may be more where the vocabulary is not at hand. */
  int atMost(String text);
}
