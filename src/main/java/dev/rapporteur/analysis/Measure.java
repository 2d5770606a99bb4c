package dev.rapporteur.analysis;

/** What kind of statement about a metric a figure is. */
public enum Measure {
  /** The metric itself. */
  LEVEL,
  /** One metric divided by another: an average, a price, a quota. */
  RATIO,
  /** Difference to the compared period. */
  CHANGE,
  /** Difference to the compared period in percent of it. */
  CHANGE_RATE,
  /** Part of the whole, in percent. */
  SHARE,
  /** Difference of two shares, or of two rates, in percentage points. */
  POINTS_CHANGE,
  /** Part of the whole's change, in percent of that change. */
  CONTRIBUTION,
  /** Part of the whole's growth rate, in percentage points of the compared whole. */
  GROWTH_POINTS,
  /** Place among the entities, 1 is the largest. */
  RANK,
  /** Places gained (positive) or lost against the compared period. */
  RANK_CHANGE,
  /** How many entities or periods satisfy a condition. */
  COUNT,
  /** Consecutive periods of growth (positive) or decline (negative), the current one included. */
  STREAK,
  /** What was planned. */
  TARGET,
  /** Actual less target. */
  TARGET_GAP,
  /** Actual in percent of the target. */
  ATTAINMENT
}
