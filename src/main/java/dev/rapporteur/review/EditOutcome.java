package dev.rapporteur.review;

/** What came of an attempt to change a draft. */
public sealed interface EditOutcome {
  /** The change is a version now. */
  record Saved(DraftVersion version) implements EditOutcome {}

  /** The text is as it was; nothing was kept. */
  record Unchanged() implements EditOutcome {}

  /**
   * Somebody else has changed the same paragraph since. Neither text is lost: theirs stands in the
   * draft, the person's own is kept as unsaved.
   *
   * @param latest number of the version that stands
   * @param by who made it
   * @param theirs the paragraph as it stands now; empty if it was taken out
   * @param mine the text that was to be saved
   */
  record Overtaken(int latest, String by, String theirs, String mine) implements EditOutcome {}

  /**
   * Nothing was changed.
   *
   * @param message why, for the person who tried, with what to do about it
   */
  record Refused(Because because, String message) implements EditOutcome {}

  /** The rules that can refuse a change. */
  enum Because {
    /** The person does not review the report. */
    ROLE,
    /** The draft is not in review. */
    STATE,
    /** The section is locked. */
    LOCKED,
    /** There is no such section, paragraph or version. */
    UNKNOWN,
    /** The text is longer than a paragraph may be. */
    TOO_LONG,
    /** The writer cannot write now. */
    WRITER
  }
}
