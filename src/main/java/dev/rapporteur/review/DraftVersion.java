package dev.rapporteur.review;

import java.time.Instant;

/**
 * One change of a draft. Versions are added and never changed, so that nothing is lost.
 *
 * @param number from 1; 0 is the draft as its run wrote it
 * @param by who made it
 * @param paragraph the paragraph that was changed; empty where the whole section was
 * @param before the text as a person saw it; empty if the paragraph is new
 * @param after the text as a person sees it now; empty if the paragraph was taken out
 * @param note the instruction of a rewriting, the name of an uploaded file; may be empty
 * @param section the section after the change
 */
public record DraftVersion(
    String run,
    int number,
    Instant at,
    String by,
    Kind kind,
    String paragraph,
    String before,
    String after,
    String note,
    KeptSection section) {

  /** How a version came about. */
  public enum Kind {
    /** A person changed, added or removed a paragraph. */
    EDITED,
    /** The writer wrote the section again. */
    REGENERATED,
    /** The change was made in a Word file. */
    UPLOADED,
    /** The section was brought back to what it was. */
    UNDONE
  }

  public DraftVersion {
    if (number < 1) {
      throw new IllegalArgumentException("a version has a number from 1");
    }
  }
}
