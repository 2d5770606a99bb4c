package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.report.FigureDefinition.Base;
import java.util.List;
import java.util.Optional;

/**
 * A value of the whole with its comparisons.
 *
 * @param name what it is called
 * @param now the value
 * @param comparisons in the order of the definition
 */
record Measured(String name, Figure now, List<Comparison> comparisons) {
  Measured {
    comparisons = List.copyOf(comparisons);
  }

  Optional<Comparison> against(Base base) {
    return comparisons.stream().filter(comparison -> comparison.base() == base).findFirst();
  }

  /** The comparison that a reader cares about first: with the previous year if there is one. */
  Optional<Comparison> main() {
    return against(Base.PREVIOUS_YEAR)
        .filter(Comparison::isKnown)
        .or(() -> against(Base.PREVIOUS_PERIOD).filter(Comparison::isKnown));
  }
}
