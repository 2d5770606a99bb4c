package dev.rapporteur.knowledge;

import java.util.Objects;

/**
 * A passage and how well it fits the query; scores order the passages of one query and mean nothing
 * across queries.
 */
public record RetrievedPassage(Passage passage, double score) {

  public RetrievedPassage {
    Objects.requireNonNull(passage, "passage");
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("score of " + passage.id() + " is not a number");
    }
  }
}
