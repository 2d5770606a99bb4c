package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import java.util.Optional;

/**
 * A target and what was reached of it.
 *
 * @param entity whose; empty for the whole
 * @param actual what was reached
 * @param target what was planned
 * @param gap actual less target
 * @param attainment actual in percent of the target
 */
record Aim(
    Optional<Entity> entity,
    Optional<Figure> actual,
    Figure target,
    Figure gap,
    Optional<Figure> attainment) {

  boolean isMet() {
    return gap.value().signum() >= 0;
  }

  /** Whether the target is that of a whole year while only part of the year is over. */
  boolean isAhead() {
    return attainment.isPresent();
  }
}
