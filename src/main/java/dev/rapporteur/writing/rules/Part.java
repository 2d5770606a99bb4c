package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import java.math.BigDecimal;
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
 * @param hasBase whether its value in the compared period was looked for, so that none means
 *     nothing
 */
record Part(
    Entity entity,
    Optional<Figure> level,
    Optional<Figure> before,
    Optional<Figure> change,
    Optional<Figure> rate,
    Optional<Figure> contribution,
    Optional<Figure> share,
    Optional<Figure> shareChange,
    boolean hasBase) {

  int direction() {
    return change.map(figure -> figure.value().signum()).orElse(0);
  }

  String label() {
    return entity.label();
  }

  /** The size of its change; zero where none is known. */
  BigDecimal moved() {
    return change.map(figure -> figure.value().abs()).orElse(BigDecimal.ZERO);
  }

  /** Whether it had nothing in the compared period, though the whole had. */
  boolean isNew() {
    return hasBase && level.isPresent() && before.isEmpty() && change.isPresent();
  }

  /** Whether it has nothing now. */
  boolean isGone() {
    return hasBase && level.isEmpty() && before.isPresent();
  }

  /** How many times the value then the value is now; empty where that cannot be said. */
  Optional<BigDecimal> times() {
    return rate.filter(any -> before.isPresent())
        .map(figure -> figure.value().movePointLeft(2).add(BigDecimal.ONE));
  }

  /** Whether less than nothing is left of it, as where only returns come in. */
  boolean isNegative() {
    return level.filter(figure -> figure.value().signum() < 0).isPresent();
  }
}
