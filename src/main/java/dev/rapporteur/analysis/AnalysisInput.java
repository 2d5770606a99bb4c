package dev.rapporteur.analysis;

import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.report.FigureDefinition;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportingPeriod;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What figures are computed from.
 *
 * @param definition the report's
 * @param period the one reported on
 * @param current the calls for the period, by the name of the data
 * @param bases the same calls for compared periods, as far as {@link #basesNeeded} asks for them
 */
public record AnalysisInput(
    ReportDefinition definition,
    ReportingPeriod period,
    Map<String, FunctionCall> current,
    Map<Base, Map<String, FunctionCall>> bases) {

  public AnalysisInput {
    current = Map.copyOf(current);
    bases = Map.copyOf(bases);
  }

  /** Which data are needed for which compared period too. */
  public static Map<Base, Set<String>> basesNeeded(ReportDefinition definition) {
    Map<Base, Set<String>> needed = new EnumMap<>(Base.class);
    for (FigureDefinition figure : definition.figures()) {
      for (Base base : figure.compare()) {
        Set<String> data = needed.computeIfAbsent(base, any -> new LinkedHashSet<>());
        switch (figure) {
          case FigureDefinition.Total total -> data.add(total.cells().data());
          case FigureDefinition.Ratio ratio -> {
            data.add(ratio.over().data());
            data.add(ratio.under().data());
          }
          case FigureDefinition.Share share -> data.add(share.cells().data());
          case FigureDefinition.Contribution part -> data.add(part.cells().data());
          case FigureDefinition.Rank rank -> data.add(rank.cells().data());
          // These read earlier periods from their own rows.
          case FigureDefinition.YearToDate ignored -> {}
          case FigureDefinition.Rolling ignored -> {}
          case FigureDefinition.Trend ignored -> {}
          case FigureDefinition.Target ignored -> {}
        }
      }
    }
    return needed;
  }

  /** The period that a base stands for. */
  public static ReportingPeriod periodOf(Base base, ReportingPeriod period) {
    return switch (base) {
      case PREVIOUS_PERIOD -> period.previous();
      case PREVIOUS_YEAR -> period.previousYear();
    };
  }

  Optional<FunctionCall> call(String data, Optional<Base> base) {
    Map<String, FunctionCall> calls =
        base.isEmpty() ? current : bases.getOrDefault(base.get(), Map.of());
    return Optional.ofNullable(calls.get(data));
  }
}
