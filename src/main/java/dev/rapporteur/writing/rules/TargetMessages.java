package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.report.FigureDefinition;
import dev.rapporteur.report.FigureDefinition.Target;
import dev.rapporteur.report.FigureDefinition.YearToDate;
import dev.rapporteur.writing.NarrativeBrief;
import dev.rapporteur.writing.rules.Message.Goals.Form;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What there is to say of targets. */
final class TargetMessages {
  /** A gap of one part is most of the whole's from two thirds on. */
  private static final BigDecimal MOST = new BigDecimal("0.6667");

  private final NarrativeBrief brief;
  private final SheetView view;

  TargetMessages(NarrativeBrief brief, SheetView view) {
    this.brief = brief;
    this.view = view;
  }

  /** The target that the year so far is held against. */
  Optional<Target> paceOf(FigureDefinition actual, Collection<FigureDefinition> among) {
    return among.stream()
        .filter(Target.class::isInstance)
        .map(Target.class::cast)
        .filter(target -> target.by().isEmpty() && target.actual().equals(actual.id()))
        .filter(target -> !isOfYear(target))
        .findFirst();
  }

  /** Of two targets for one stretch, the larger is the one for the whole year. */
  private boolean isOfYear(Target target) {
    if (!(view.definition(target.actual()).orElse(target) instanceof YearToDate)) {
      return false;
    }
    Optional<BigDecimal> own = view.aim(target).map(aim -> aim.target().value());
    return own.isPresent()
        && siblings(target).stream()
            .flatMap(other -> view.aim(other).stream())
            .anyMatch(other -> other.target().value().compareTo(own.get()) < 0);
  }

  private List<Target> siblings(Target target) {
    return view.definitions().stream()
        .filter(Target.class::isInstance)
        .map(Target.class::cast)
        .filter(other -> other.by().isEmpty() && other.actual().equals(target.actual()))
        .filter(other -> !other.equals(target))
        .toList();
  }

  /** Targets of the whole: the year so far first, then the period, then the year. */
  List<Message> goals(List<Target> targets) {
    List<Message> pace = new ArrayList<>();
    List<Message> period = new ArrayList<>();
    List<Message> year = new ArrayList<>();
    for (Target target : targets) {
      Optional<FigureDefinition> actual = view.definition(target.actual());
      Optional<Aim> aim = view.aim(target);
      if (actual.isEmpty() || aim.isEmpty()) {
        continue;
      }
      if (isOfYear(target)) {
        year.add(new Message.YearGoal(aim.get()));
      } else if (actual.get() instanceof YearToDate) {
        view.measured(actual.get())
            .ifPresent(value -> pace.add(new Message.Pace(value, aim.get(), true)));
      } else if (!isWholeYearSoFar(aim.get())) {
        period.add(new Message.PeriodGoal(actual.get().name(), aim.get(), turned(aim.get())));
      }
    }
    // At the end of a year the target so far is the target of the year.
    List<Message> goals = new ArrayList<>(pace.subList(0, Math.min(1, pace.size())));
    goals.addAll(period);
    goals.addAll(year);
    return goals;
  }

  /** In the first period of a year, the period and the year so far are one. */
  private boolean isWholeYearSoFar(Aim aim) {
    return paceGap().filter(gap -> gap.value().compareTo(aim.gap().value()) == 0).isPresent();
  }

  /** Whether the year so far changed sides of its target in this period. */
  private boolean turned(Aim aim) {
    return paceGap()
        .filter(gap -> gap.unit().equals(aim.gap().unit()))
        .filter(gap -> gap.value().subtract(aim.gap().value()).signum() * gap.value().signum() < 0)
        .isPresent();
  }

  private Optional<Figure> paceGap() {
    return view.definitions().stream()
        .filter(YearToDate.class::isInstance)
        .flatMap(toDate -> paceOf(toDate, view.definitions()).stream())
        .flatMap(target -> view.aim(target).stream())
        .map(Aim::gap)
        .findFirst();
  }

  /** What the parts reached of their targets; on a watch list only if one is far off. */
  Optional<Message> byEntity(Target target, Form form) {
    List<Aim> aims = view.aims(target);
    Optional<Figure> met = view.figure(target.id() + ".met");
    Optional<Figure> missed = view.figure(target.id() + ".missed");
    if (aims.isEmpty() || met.isEmpty() || missed.isEmpty()) {
      return Optional.empty();
    }
    Optional<Aim> below = Optional.of(aims.getFirst()).filter(aim -> !aim.isMet());
    if (form == Form.WATCH && below.filter(Aim::isFar).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Message.Goals(
            view.noun(target.by().orElseThrow()),
            below,
            Optional.of(aims.getLast()).filter(aim -> aim.gap().value().signum() > 0),
            met.get(),
            missed.get(),
            below.filter(this::isMostOfAll).isPresent(),
            form));
  }

  /** Whether one gap makes up most of what the whole is short of for the same period. */
  private boolean isMostOfAll(Aim below) {
    return brief.section().figures().stream()
        .flatMap(id -> view.definition(id).stream())
        .filter(Target.class::isInstance)
        .map(Target.class::cast)
        .filter(target -> target.by().isEmpty())
        .flatMap(target -> view.aim(target).stream())
        .filter(aim -> aim.gap().period().equals(below.gap().period()) && !aim.isMet())
        .anyMatch(
            aim -> {
              BigDecimal whole = aim.gap().value().abs();
              BigDecimal part = below.gap().value().abs();
              return part.compareTo(whole) <= 0 && part.compareTo(whole.multiply(MOST)) >= 0;
            });
  }
}
