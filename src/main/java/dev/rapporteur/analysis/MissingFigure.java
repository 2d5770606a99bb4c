package dev.rapporteur.analysis;

/**
 * A figure that the data do not allow.
 *
 * @param reason why not
 */
public record MissingFigure(String id, String name, Reason reason) implements FigureEntry {

  /** Why a figure could not be computed. It is said in words, never shown as 0 or infinity. */
  public enum Reason {
    /** There are no rows for the period itself. */
    NO_DATA,
    /** There are no rows for the compared period. */
    NO_BASE,
    /** The compared value is zero, so that nothing can be said in percent of it. */
    ZERO_BASE,
    /** The compared value is negative, so that a rate would mislead. */
    NEGATIVE_BASE,
    /** The entity did not exist in the compared period. */
    NEW_ENTITY,
    /** The whole did not change, so that no part of the change can be told. */
    NO_CHANGE,
    /** There is no target for the period. */
    NO_TARGET
  }
}
