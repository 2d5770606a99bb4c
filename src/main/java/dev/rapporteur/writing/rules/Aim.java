package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A target and how far from it the actual value is.
 *
 * @param entity whose; empty for the whole
 * @param target what was planned
 * @param gap actual less target
 * @param attainment actual in percent of the target
 */
record Aim(Optional<Entity> entity, Figure target, Figure gap, Optional<Figure> attainment) {
  /** Less than four fifths of a target is far from it. */
  private static final BigDecimal FAR = new BigDecimal("80");

  boolean isMet() {
    return gap.value().signum() >= 0;
  }

  boolean isFar() {
    return attainment.filter(figure -> figure.value().compareTo(FAR) < 0).isPresent();
  }

  String label() {
    return entity.map(Entity::label).orElse("");
  }
}
