package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.MissingFigure;
import dev.rapporteur.analysis.MissingFigure.Reason;
import dev.rapporteur.analysis.QualityFact;
import dev.rapporteur.report.FigureDefinition;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.FigureDefinition.Rolling;
import dev.rapporteur.report.FigureDefinition.Target;
import dev.rapporteur.report.FigureDefinition.YearToDate;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.writing.NarrativeBrief;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the data do not allow to say, and what is wrong with them. */
final class GapMessages {
  private final NarrativeBrief brief;
  private final SheetView view;
  private final Set<String> told;

  GapMessages(NarrativeBrief brief, SheetView view, Set<String> told) {
    this.brief = brief;
    this.view = view;
    this.told = told;
  }

  /** What is missing here and was not told by an earlier section. */
  List<Message> unknown() {
    List<Message> gaps = new ArrayList<>();
    boolean before = told.stream().anyMatch(id -> isMissing(id, Reason.NO_BASE));
    if (!before
        && brief.section().figures().stream().anyMatch(id -> isMissing(id, Reason.NO_BASE))) {
      missingBase().ifPresent(period -> gaps.add(new Message.NoBase(period, false)));
    }
    for (boolean overTime : new boolean[] {false, true}) {
      List<String> values = namesOf(Reason.NO_DATA, overTime);
      if (!values.isEmpty()) {
        gaps.add(new Message.Gap(values, overTime));
      }
    }
    return gaps;
  }

  /** The same for a list of what not to rely on, where it is said although it was told. */
  List<Message> again() {
    List<Message> gaps = new ArrayList<>();
    missingBase().ifPresent(period -> gaps.add(new Message.NoBase(period, true)));
    return gaps;
  }

  /** The compared year of which there are no data at all. */
  private Optional<ReportingPeriod> missingBase() {
    boolean known =
        view.definitions().stream()
            .flatMap(one -> view.measured(one).stream())
            .flatMap(value -> value.against(Base.PREVIOUS_YEAR).stream())
            .anyMatch(Comparison::isKnown);
    boolean wanted =
        view.definitions().stream().anyMatch(one -> one.compare().contains(Base.PREVIOUS_YEAR));
    return wanted && !known ? Optional.of(brief.period().previousYear()) : Optional.empty();
  }

  private boolean isMissing(String id, Reason reason) {
    return view.missing().stream().anyMatch(one -> one.reason() == reason && isOf(one, id));
  }

  private static boolean isOf(MissingFigure missing, String id) {
    return missing.id().equals(id) || missing.id().startsWith(id + ".");
  }

  /** Whether the section is the one that speaks most of targets, and there are none. */
  boolean isAboutMissingTargets() {
    long own = targetsIn(brief.section());
    return own > 0
        && brief.definition().sections().stream().allMatch(one -> targetsIn(one) <= own)
        && brief.section().figures().stream().anyMatch(id -> isMissing(id, Reason.NO_TARGET));
  }

  private long targetsIn(SectionDefinition section) {
    return section.figures().stream()
        .flatMap(id -> view.definition(id).stream())
        .filter(Target.class::isInstance)
        .count();
  }

  /** Names of the section's news that are missing for a reason. */
  private List<String> namesOf(Reason reason, boolean overTime) {
    Set<String> names = new LinkedHashSet<>();
    for (String id : brief.section().figures()) {
      view.definition(id)
          .filter(one -> !told.contains(id) && isOfTheWhole(one))
          .filter(one -> overTime == (one instanceof YearToDate || one instanceof Rolling))
          .filter(
              one ->
                  view.missing().stream()
                      .anyMatch(gap -> gap.reason() == reason && gap.id().equals(id)))
          .ifPresent(one -> names.add(one.name()));
    }
    return List.copyOf(names);
  }

  private static boolean isOfTheWhole(FigureDefinition one) {
    return switch (one) {
      case FigureDefinition.Total total -> total.by().isEmpty();
      case Target target -> target.by().isEmpty();
      case FigureDefinition.Ratio ignored -> true;
      case YearToDate ignored -> true;
      case Rolling ignored -> true;
      case FigureDefinition.Trend ignored -> false;
      case FigureDefinition.Share ignored -> false;
      case FigureDefinition.Contribution ignored -> false;
      case FigureDefinition.Rank ignored -> false;
    };
  }

  /**
   * That the period is not complete.
   *
   * @param again whether the first section has said it
   */
  List<Message> incomplete(boolean again) {
    return facts(
        fact ->
            switch (fact.kind()) {
              case NOT_CLOSED, PARTIAL_PERIOD, TOO_FEW, NOT_LOADED -> true;
              case ROWS_READ, DUPLICATE_KEY, MISSING_ENTITY, NEW_ENTITY, LATE_ROWS, EMPTY_CELLS ->
                  false;
            },
        again);
  }

  boolean isFirstSection() {
    return brief.definition().sections().getFirst().id().equals(brief.section().id());
  }

  /** Faults of the data. */
  List<Message> noticed() {
    return facts(
        fact ->
            switch (fact.kind()) {
              case DUPLICATE_KEY, EMPTY_CELLS -> true;
              case LATE_ROWS -> !isTold(fact);
              case ROWS_READ,
                  MISSING_ENTITY,
                  NEW_ENTITY,
                  NOT_CLOSED,
                  PARTIAL_PERIOD,
                  TOO_FEW,
                  NOT_LOADED ->
                  false;
            },
        false);
  }

  /** Whether a figure of the section gives the same as a number. */
  private boolean isTold(QualityFact fact) {
    return brief.section().figures().stream()
        .flatMap(id -> view.definition(id).stream())
        .anyMatch(
            one ->
                one instanceof FigureDefinition.Total total
                    && total.cells().data().equals(fact.data()));
  }

  private List<Message> facts(Predicate<QualityFact> wanted, boolean again) {
    return brief.sheet().quality().stream()
        .filter(wanted)
        .map(fact -> (Message) new Message.Noticed(fact, again))
        .toList();
  }
}
