package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.report.FigureDefinition.Base;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A value held against the same value of another period.
 *
 * @param base which period
 * @param before the value then
 * @param amount the difference, in the value's unit or in percentage points
 * @param rate the difference in percent of the value then; never there for a percentage
 */
record Comparison(
    Base base, Optional<Figure> before, Optional<Figure> amount, Optional<Figure> rate) {

  boolean isKnown() {
    return amount.isPresent();
  }

  /** The difference as a sentence gives it: in percent or in points if possible. */
  Figure difference() {
    return rate.or(() -> amount).orElseThrow();
  }

  /**
   * 1 for more, -1 for less, 0 for what is equal, unknown, or so small that a reader would see a
   * zero.
   */
  int direction() {
    return amount.isEmpty() ? 0 : directionOf(difference());
  }

  static int directionOf(Figure difference) {
    boolean oneDecimal =
        difference.unit().kind() == Unit.Kind.PERCENT
            || difference.unit().kind() == Unit.Kind.POINTS;
    BigDecimal shown =
        oneDecimal ? difference.value().setScale(1, RoundingMode.HALF_UP) : difference.value();
    return shown.signum();
  }
}
