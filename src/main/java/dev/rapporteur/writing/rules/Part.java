package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import java.util.Optional;

/**
 * One entity's part of a whole, with whatever the report computes of it for one compared period.
 *
 * @param entity which
 * @param level its value
 * @param before its value in the compared period
 * @param change the difference
 * @param rate the difference in percent
 * @param contribution the difference in percent of the whole's
 * @param share its part of the whole
 * @param shareChange how that part moved, in points
 */
record Part(
    Entity entity,
    Optional<Figure> level,
    Optional<Figure> before,
    Figure change,
    Optional<Figure> rate,
    Optional<Figure> contribution,
    Optional<Figure> share,
    Optional<Figure> shareChange) {

  int direction() {
    return change.value().signum();
  }

  String label() {
    return entity.label();
  }

  /** Whether it had nothing in the compared period. */
  boolean isNew() {
    return level.isPresent() && before.isEmpty();
  }

  /** Whether it has nothing now. */
  boolean isGone() {
    return level.isEmpty() && before.isPresent();
  }
}
