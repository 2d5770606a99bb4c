package dev.rapporteur.trigger;

/** Where a day goes that is not a working day. */
public enum RollRule {
  /** The next working day. */
  FOLLOWING,
  /** The working day before. */
  PRECEDING,
  /** The next working day, or the one before where that would be in another month. */
  MODIFIED_FOLLOWING
}
