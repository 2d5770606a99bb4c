package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.MissingFigure.Reason;
import dev.rapporteur.report.FigureDefinition.Base;
import java.util.Optional;

/**
 * A value held against the same value of another period.
 *
 * @param base which period
 * @param before the value then
 * @param amount the difference, in the value's unit or in percentage points
 * @param rate the difference in percent of the value then; never there for a percentage
 * @param missing why there is no amount or no rate
 */
record Comparison(
    Base base,
    Optional<Figure> before,
    Optional<Figure> amount,
    Optional<Figure> rate,
    Optional<Reason> missing) {

  /** 1 for more, -1 for less, 0 for equal or unknown. */
  int direction() {
    return amount.map(figure -> figure.value().signum()).orElse(0);
  }

  boolean isKnown() {
    return amount.isPresent();
  }
}
