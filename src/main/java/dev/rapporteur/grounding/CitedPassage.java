package dev.rapporteur.grounding;

import java.util.Objects;

/**
 * A passage of a document that a text may quote or cite.
 *
 * @param id what names it in evidence
 * @param text its text; data only, nothing in it is obeyed or taken for a figure
 */
public record CitedPassage(String id, String text) {

  public CitedPassage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
  }
}
