package dev.rapporteur.grounding;

import java.util.Objects;

/**
 * One claim of a text with its verdict.
 *
 * @param start first code point of the claim in the text as given
 * @param end code point after it
 * @param text the claim as the text shows it
 * @param reason why the verdict is what it is, for a reader; never empty
 */
public record Finding(
    int start, int end, String text, Claim claim, GroundingVerdict verdict, String reason) {

  public Finding {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(reason, "reason");
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("a finding needs 0 <= start < end: " + start + ".." + end);
    }
  }

  /** Whether a reader must look at it: contradicted or unverifiable. */
  public boolean flagged() {
    return !(verdict instanceof GroundingVerdict.Supported);
  }
}
