package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.report.FigureDefinition;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.FigureDefinition.Ratio;
import dev.rapporteur.report.FigureDefinition.Total;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.writing.NarrativeBrief;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What there is to say of values of the whole. */
final class WholeMessages {
  /** A high or low is worth a sentence if the last such period lies further back than a year. */
  private static final int LONG = 12;

  /** A turn is one after so many periods in the other direction. */
  private static final int TURN = 2;

  private final NarrativeBrief brief;
  private final SheetView view;

  WholeMessages(NarrativeBrief brief, SheetView view) {
    this.brief = brief;
    this.view = view;
  }

  /** What the history adds: a streak, else a turn, else a high or low of long. */
  Optional<Message> rhythm(Measured value) {
    Base base = value.main().map(Comparison::base).orElse(Base.PREVIOUS_YEAR);
    Optional<Figure> streak = view.streak(value.now(), base);
    int length = streak.map(figure -> figure.value().intValue()).orElse(0);
    if (Math.abs(length) > 1) {
      return Optional.of(new Message.Streak(value.name(), streak.get(), base));
    }
    Optional<Message> turn = length == 0 ? Optional.empty() : turn(value, base, length);
    return turn.isPresent() ? turn : extreme(value);
  }

  private Optional<Message> turn(Measured value, Base base, int direction) {
    TreeMap<ReportingPeriod, Figure> history = view.history(value.now());
    Optional<ReportingPeriod> since = Optional.empty();
    int opposite = 0;
    for (ReportingPeriod period = brief.period().previous(); ; period = period.previous()) {
      Figure now = history.get(period);
      Figure then =
          history.get(base == Base.PREVIOUS_YEAR ? period.previousYear() : period.previous());
      if (now == null || then == null) {
        break;
      }
      if (now.value().compareTo(then.value()) == direction) {
        since = Optional.of(period);
        break;
      }
      opposite++;
    }
    return opposite >= TURN
        ? Optional.of(new Message.Turn(value.name(), direction, base, since))
        : Optional.empty();
  }

  private Optional<Message> extreme(Measured value) {
    TreeMap<ReportingPeriod, Figure> history = view.history(value.now());
    if (history.size() <= LONG) {
      return Optional.empty();
    }
    for (boolean high : new boolean[] {true, false}) {
      Optional<ReportingPeriod> since =
          history.headMap(brief.period(), false).descendingMap().entrySet().stream()
              .filter(one -> reaches(one.getValue(), value.now(), high))
              .map(Map.Entry::getKey)
              .findFirst();
      if (since.isEmpty()) {
        return Optional.of(new Message.Extreme(value.name(), high, history.firstKey(), true));
      }
      if (since.get().compareTo(brief.period().plus(-LONG)) < 0) {
        return Optional.of(new Message.Extreme(value.name(), high, since.get(), false));
      }
    }
    return Optional.empty();
  }

  private static boolean reaches(Figure earlier, Figure now, boolean high) {
    int more = earlier.value().compareTo(now.value());
    return high ? more >= 0 : more <= 0;
  }

  /**
   * A sum over several periods, if it adds something: where it is news of its own, or where it
   * moved the other way than the value that opens the section.
   */
  Optional<Message> stretch(Measured value, FigureDefinition opening, boolean told) {
    int direction = value.main().map(Comparison::direction).orElse(0);
    int opened =
        view.measured(opening).flatMap(Measured::main).map(Comparison::direction).orElse(0);
    boolean against = direction * opened < 0;
    boolean opens = opened == 0 && !told;
    return value.main().isPresent() && (against || opens)
        ? Optional.of(new Message.Stretch(value, against))
        : Optional.empty();
  }

  /** Whether a change of an amount came with more items or with larger ones. */
  Optional<Message> volumeAndValue(
      Measured value, Total total, List<FigureDefinition> definitions, Set<FigureDefinition> left) {
    for (FigureDefinition one : definitions) {
      if (one instanceof Ratio ratio && ratio.over().equals(total.cells())) {
        Optional<Measured> count = countOf(ratio).flatMap(view::measured);
        Optional<Measured> average = view.measured(ratio);
        if (value.main().filter(main -> main.direction() != 0).isPresent()
            && hasRate(count, value)
            && hasRate(average, value)) {
          left.removeIf(other -> isVolumeOrValueOf(total, other));
          return Optional.of(
              new Message.VolumeAndValue(value.main().get(), count.get(), average.get()));
        }
      }
    }
    return Optional.empty();
  }

  boolean isVolumeOrValueOf(Total total, FigureDefinition one) {
    return view.definitions().stream()
        .filter(Ratio.class::isInstance)
        .map(Ratio.class::cast)
        .filter(ratio -> ratio.over().equals(total.cells()))
        .filter(ratio -> countOf(ratio).isPresent())
        .anyMatch(ratio -> ratio.equals(one) || countOf(ratio).filter(one::equals).isPresent());
  }

  private Optional<FigureDefinition> countOf(Ratio ratio) {
    return view.definitions().stream()
        .filter(
            one ->
                one instanceof Total count
                    && count.by().isEmpty()
                    && count.cells().equals(ratio.under()))
        .findFirst();
  }

  private static boolean hasRate(Optional<Measured> one, Measured value) {
    Base base = value.main().orElseThrow().base();
    return one.flatMap(measured -> measured.against(base)).flatMap(Comparison::rate).isPresent();
  }
}
