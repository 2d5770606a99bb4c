package dev.rapporteur.review;

/** What came of an attempt to decide. */
public sealed interface ReviewOutcome {
  /** The decision stands. */
  record Decided(ReviewItem item, ReviewDecision decision) implements ReviewOutcome {}

  /**
   * Nothing was changed.
   *
   * @param message why, for the person who tried, with what to do about it
   */
  record Refused(Because because, String message) implements ReviewOutcome {}

  /** The rules that can refuse a decision. */
  enum Because {
    /** The actor does not have the role that reviews the report. */
    ROLE,
    /** Who started the run may not approve its draft. */
    FOUR_EYES,
    /** The run is not in a state in which it can be decided on. */
    STATE,
    /** The person has read another draft than the one there is. */
    STALE,
    /** A file of the draft is not what the run wrote. */
    CHANGED_FILE,
    /** The data contradict claims of the draft, and the person did not say that they know. */
    CONTRADICTED,
    /** A reason is missing. */
    NO_REASON,
    /** Somebody else decided at the same time and was first. */
    OVERTAKEN
  }
}
