package dev.rapporteur.grounding;

import java.util.Objects;

/**
 * A place of the text that code filled with a figure: its value is right by construction, its
 * surroundings are not.
 *
 * @param start first code point of the filled value
 * @param end code point after it
 * @param figureId the fact it shows
 */
public record BoundSpan(int start, int end, String figureId) {

  public BoundSpan {
    Objects.requireNonNull(figureId, "figureId");
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "a bound span needs 0 <= start < end: " + start + ".." + end);
    }
  }
}
