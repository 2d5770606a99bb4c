package dev.rapporteur.analysis;

/**
 * Something noticed about the data of a run.
 *
 * @param kind what was noticed
 * @param data name of the data in the definition
 * @param subject the entity, key or column concerned; may be empty
 * @param count how many; 0 where nothing is counted
 */
public record QualityFact(Kind kind, String data, String subject, long count) {

  /** What can be noticed. */
  public enum Kind {
    /** How many rows were read. */
    ROWS_READ,
    /** Rows that share a key which should be unique. */
    DUPLICATE_KEY,
    /** An entity that had rows in the previous period and has none now. */
    MISSING_ENTITY,
    /** An entity that had no rows in the previous period. */
    NEW_ENTITY,
    /** Rows loaded after the period was closed. */
    LATE_ROWS,
    /** The period is not closed. */
    NOT_CLOSED,
    /** Fewer rows, or less of something, than the definition expects. */
    TOO_FEW,
    /** Nothing was loaded since the period's end. */
    NOT_LOADED,
    /** The period was not over when the data were read. */
    PARTIAL_PERIOD,
    /** Cells without a value in a column that is computed with. */
    EMPTY_CELLS
  }
}
