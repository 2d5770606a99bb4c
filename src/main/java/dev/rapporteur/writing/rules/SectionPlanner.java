package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureEntry;
import dev.rapporteur.analysis.MissingFigure;
import dev.rapporteur.analysis.MissingFigure.Reason;
import dev.rapporteur.analysis.QualityFact;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.report.CellPath;
import dev.rapporteur.report.FigureDefinition;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.FigureDefinition.Contribution;
import dev.rapporteur.report.FigureDefinition.Rank;
import dev.rapporteur.report.FigureDefinition.Ratio;
import dev.rapporteur.report.FigureDefinition.Rolling;
import dev.rapporteur.report.FigureDefinition.Share;
import dev.rapporteur.report.FigureDefinition.Target;
import dev.rapporteur.report.FigureDefinition.Total;
import dev.rapporteur.report.FigureDefinition.Trend;
import dev.rapporteur.report.FigureDefinition.YearToDate;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.writing.NarrativeBrief;
import dev.rapporteur.writing.rules.Message.Goal.Scope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Picks what a section says and in what order.
 *
 * <p>A definition is news in the first section that names it. What is news opens a section; what an
 * earlier section has told supports it, and is told again only where it stands out.
 */
final class SectionPlanner {
  /** A change below this rate, in percent, is none to speak of. */
  static final BigDecimal SMALL = new BigDecimal("1");

  /** The parts named until they explain so much of a change, in percent. */
  private static final BigDecimal ENOUGH = new BigDecimal("80");

  /** At most so many parts are named in one sentence. */
  private static final int NAMED = 3;

  /** A high or low is worth a sentence after so many periods. */
  private static final int LONG = 6;

  private static final BigDecimal HUNDRED = new BigDecimal("100");
  private static final BigDecimal TWO = new BigDecimal("2");

  private final NarrativeBrief brief;
  private final SheetView view;
  private final List<FigureDefinition> definitions;
  private final Set<String> told;

  SectionPlanner(NarrativeBrief brief, SheetView view) {
    this.brief = brief;
    this.view = view;
    this.definitions =
        brief.section().figures().stream().flatMap(id -> view.definition(id).stream()).toList();
    this.told = toldBefore(brief);
  }

  private static Set<String> toldBefore(NarrativeBrief brief) {
    Set<String> told = new LinkedHashSet<>();
    for (SectionDefinition section : brief.definition().sections()) {
      if (section.id().equals(brief.section().id())) {
        break;
      }
      told.addAll(section.figures());
    }
    return told;
  }

  /** The section, one list a paragraph. */
  List<List<Message>> plan() {
    List<List<Message>> blocks = new ArrayList<>();
    Set<FigureDefinition> left = new LinkedHashSet<>(definitions);
    if (!left.isEmpty() && isHeadline(definitions.getFirst())) {
      overview(left, blocks);
    }
    List<FigureDefinition> ordered = new ArrayList<>();
    left.stream().filter(one -> !told.contains(one.id())).forEach(ordered::add);
    left.stream().filter(one -> told.contains(one.id())).forEach(ordered::add);
    boolean moreNews = ordered.stream().anyMatch(one -> !told.contains(one.id()));
    for (FigureDefinition one : ordered) {
      if (left.contains(one)) {
        block(one, left, blocks, moreNews);
      }
    }
    addGaps(blocks);
    addNoticed(blocks);
    if (blocks.isEmpty()) {
      blocks.add(List.of(new Message.Nothing()));
    }
    return blocks;
  }

  private boolean isHeadline(FigureDefinition one) {
    return !told.contains(one.id())
        && one instanceof Total total
        && total.by().isEmpty()
        && !total.compare().isEmpty()
        && view.measured(one).isPresent();
  }

  private void block(
      FigureDefinition one,
      Set<FigureDefinition> left,
      List<List<Message>> blocks,
      boolean moreNews) {
    switch (one) {
      case Contribution part -> change(part, left, blocks);
      case Total total when total.by().isPresent() ->
          breakdown(total.cells(), total.by().get(), left, blocks);
      case Share share -> breakdown(share.cells(), share.by(), left, blocks);
      case Rank rank -> ranking(rank, left, blocks);
      case Target target when target.by().isPresent() -> goals(target, left, blocks);
      case Target target -> targets(left, blocks);
      case Ratio ratio -> rates(left, blocks);
      case Total total -> totals(total, left, blocks);
      case YearToDate toDate -> stretch(toDate, left, blocks);
      case Rolling rolling -> stretch(rolling, left, blocks);
      case Trend trend -> left.remove(trend);
    }
  }

  // --- the whole ----------------------------------------------------------------------------

  private void overview(Set<FigureDefinition> left, List<List<Message>> blocks) {
    Total total = (Total) definitions.getFirst();
    Measured value = view.measured(total).orElseThrow();
    left.remove(total);
    List<Message> first = new ArrayList<>();
    first.add(new Message.Headline(value));
    Optional<Message> rhythm = rhythm(value);
    rhythm.ifPresent(first::add);
    Optional<Contribution> part = contributionOf(value, left);
    part.ifPresent(
        one -> {
          left.remove(one);
          value.main().ifPresent(main -> first.addAll(mainPart(value, main, one)));
        });
    volumeAndValue(value, total, left).ifPresent(first::add);
    blocks.add(first);
    List<Message> second = new ArrayList<>();
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof YearToDate || one instanceof Rolling) {
        stretchMessage(one, left).ifPresent(second::add);
      }
    }
    if (!second.isEmpty()) {
      blocks.add(second);
    }
  }

  /** A turn, else a streak, else a high or low of long: what the history adds. */
  private Optional<Message> rhythm(Measured value) {
    Optional<Base> base = value.main().map(Comparison::base);
    Optional<Figure> streak = base.flatMap(one -> view.streak(value.now(), one));
    Optional<Message> extreme = extreme(value);
    if (extreme.isPresent()) {
      return extreme;
    }
    if (streak.isEmpty()) {
      return Optional.empty();
    }
    int length = streak.get().value().intValue();
    if (Math.abs(length) >= 2) {
      return Optional.of(new Message.Streak(value.name(), streak.get(), base.get()));
    }
    return turn(value, base.get(), length);
  }

  private Optional<Message> turn(Measured value, Base base, int direction) {
    TreeMap<ReportingPeriod, Figure> history = view.history(value.now());
    ReportingPeriod period = brief.period().previous();
    int opposite = 0;
    while (true) {
      Figure now = history.get(period);
      Figure then = history.get(base == Base.PREVIOUS_YEAR ? period.previousYear() : period.previous());
      if (now == null || then == null) {
        break;
      }
      int sign = now.value().compareTo(then.value());
      if (sign == direction) {
        return opposite >= 2
            ? Optional.of(new Message.Turn(value.name(), direction, base, Optional.of(period)))
            : Optional.empty();
      }
      opposite++;
      period = period.previous();
    }
    return opposite >= 2
        ? Optional.of(new Message.Turn(value.name(), direction, base, Optional.empty()))
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
              .filter(
                  one -> {
                    int more = one.getValue().value().compareTo(value.now().value());
                    return high ? more >= 0 : more <= 0;
                  })
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

  private Optional<Contribution> contributionOf(Measured value, Set<FigureDefinition> left) {
    return left.stream()
        .filter(Contribution.class::isInstance)
        .map(Contribution.class::cast)
        .filter(one -> addsUpTo(one, value))
        .findFirst();
  }

  /** Whether the parts are those of this value: their changes add up to its change. */
  private boolean addsUpTo(Contribution one, Measured value) {
    return value
        .main()
        .filter(
            main -> {
              List<Part> parts = view.parts(one.cells(), one.by(), main.base());
              BigDecimal sum =
                  parts.stream()
                      .map(part -> part.change().value())
                      .reduce(BigDecimal.ZERO, BigDecimal::add);
              return !parts.isEmpty() && sum.compareTo(main.amount().orElseThrow().value()) == 0;
            })
        .isPresent();
  }

  private List<Message> mainPart(Measured value, Comparison main, Contribution one) {
    List<Message> messages = new ArrayList<>();
    List<Part> parts = view.parts(one.cells(), one.by(), main.base());
    int direction = main.direction();
    Optional<Part> first = parts.stream().filter(p -> p.direction() == direction).findFirst();
    if (first.isEmpty()) {
      return messages;
    }
    messages.add(
        new Message.Drivers(value, main, noun(one.by()), List.of(first.get()), false, false));
    without(value, main, first.get()).ifPresent(messages::add);
    return messages;
  }

  private Optional<Message> without(Measured value, Comparison main, Part part) {
    BigDecimal rest = main.amount().orElseThrow().value().subtract(part.change().value());
    return rest.signum() == -main.direction()
        ? Optional.of(new Message.Without(value.name(), part, main.base(), rest.signum()))
        : Optional.empty();
  }

  private Optional<Message> volumeAndValue(
      Measured value, Total total, Set<FigureDefinition> left) {
    for (FigureDefinition one : definitions) {
      if (one instanceof Ratio ratio && ratio.over().equals(total.cells())) {
        Optional<FigureDefinition> count =
            view.definitions().stream()
                .filter(Total.class::isInstance)
                .filter(other -> ((Total) other).by().isEmpty())
                .filter(other -> ((Total) other).cells().equals(ratio.under()))
                .findFirst();
        Optional<Measured> counted = count.flatMap(view::measured);
        Optional<Measured> average = view.measured(ratio);
        if (value.main().isPresent() && hasRate(counted, value) && hasRate(average, value)) {
          left.remove(ratio);
          left.remove(count.get());
          return Optional.of(
              new Message.VolumeAndValue(value.main().get(), counted.get(), average.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean hasRate(Optional<Measured> one, Measured value) {
    Base base = value.main().orElseThrow().base();
    return one.flatMap(measured -> measured.against(base))
        .flatMap(Comparison::rate)
        .isPresent();
  }

  // --- over several periods -----------------------------------------------------------------

  private void stretch(
      FigureDefinition one, Set<FigureDefinition> left, List<List<Message>> blocks) {
    stretchMessage(one, left).ifPresent(message -> blocks.add(List.of(message)));
  }

  private Optional<Message> stretchMessage(FigureDefinition one, Set<FigureDefinition> left) {
    left.remove(one);
    Optional<Aim> aim =
        left.stream()
            .filter(Target.class::isInstance)
            .map(Target.class::cast)
            .filter(target -> target.by().isEmpty() && target.actual().equals(one.id()))
            .filter(target -> scope(target) == Scope.TO_DATE)
            .findFirst()
            .flatMap(
                target -> {
                  left.remove(target);
                  return view.aim(target);
                });
    return view.measured(one)
        .filter(value -> aim.isPresent() || value.main().isPresent())
        .map(value -> new Message.Stretch(value, aim));
  }

  // --- what drove a change ------------------------------------------------------------------

  private void change(
      Contribution part, Set<FigureDefinition> left, List<List<Message>> blocks) {
    Optional<Total> total = wholeOf(part);
    List<Message> messages = new ArrayList<>();
    boolean second = false;
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof Contribution other && wholeOf(other).equals(total)) {
        left.remove(other);
        messages.addAll(drivers(other, total, second));
        second = second || !messages.isEmpty();
      }
    }
    total.ifPresent(
        whole -> {
          left.remove(whole);
          view.measured(whole)
              .flatMap(value -> volumeAndValue(value, whole, left))
              .ifPresent(messages::add);
        });
    if (!messages.isEmpty()) {
      blocks.add(messages);
    }
  }

  private Optional<Total> wholeOf(Contribution part) {
    return view.definitions().stream()
        .filter(Total.class::isInstance)
        .map(Total.class::cast)
        .filter(total -> total.by().isEmpty())
        .filter(total -> view.measured(total).filter(one -> addsUpTo(part, one)).isPresent())
        .findFirst();
  }

  private List<Message> drivers(Contribution one, Optional<Total> total, boolean second) {
    Optional<Measured> value = total.flatMap(view::measured);
    Optional<Comparison> main = value.flatMap(Measured::main);
    if (main.isEmpty() || main.get().direction() == 0) {
      return List.of();
    }
    List<Part> parts = view.parts(one.cells(), one.by(), main.get().base());
    List<Part> along =
        parts.stream().filter(part -> part.direction() == main.get().direction()).toList();
    List<Part> named = new ArrayList<>();
    BigDecimal explained = BigDecimal.ZERO;
    for (Part part : along) {
      if (named.size() == NAMED || explained.compareTo(ENOUGH) >= 0) {
        break;
      }
      named.add(part);
      explained = explained.add(part.contribution().map(f -> f.value().abs()).orElse(HUNDRED));
    }
    List<Message> messages = new ArrayList<>();
    messages.add(
        new Message.Drivers(value.get(), main.get(), noun(one.by()), named, !second, second));
    List<Part> counter =
        parts.stream()
            .filter(part -> part.direction() == -main.get().direction())
            .limit(2)
            .toList();
    if (!counter.isEmpty()) {
      messages.add(new Message.Counter(noun(one.by()), counter, main.get().direction()));
    }
    addComings(parts, main.get().base(), messages);
    return messages;
  }

  private void addComings(List<Part> parts, Base base, List<Message> messages) {
    parts.stream()
        .filter(Part::isNew)
        .findFirst()
        .ifPresent(part -> messages.add(new Message.Arrival(part, base)));
    parts.stream()
        .filter(Part::isGone)
        .findFirst()
        .ifPresent(part -> messages.add(new Message.Departure(part, base)));
  }

  // --- by entity ----------------------------------------------------------------------------

  private void breakdown(
      CellPath cells, String by, Set<FigureDefinition> left, List<List<Message>> blocks) {
    String found = "";
    for (FigureDefinition one : definitions) {
      boolean same =
          switch (one) {
            case Total total -> total.cells().equals(cells) && total.by().equals(Optional.of(by));
            case Share share -> share.cells().equals(cells) && share.by().equals(by);
            case Contribution part -> part.cells().equals(cells) && part.by().equals(by);
            default -> false;
          };
      if (same) {
        left.remove(one);
        found = one instanceof Total ? one.name() : found;
      }
    }
    String name = found;
    Base base = mainBase(cells, by);
    List<Part> parts = view.parts(cells, by, base);
    List<Message> messages = new ArrayList<>();
    if (!parts.isEmpty()) {
      Part first = parts.getFirst();
      messages.add(
          new Message.LargestMove(name, noun(by), first, base, true));
      first.shareChange().ifPresent(any -> messages.add(new Message.ShareMove(first, base)));
      parts.stream()
          .filter(part -> part.direction() == -first.direction())
          .findFirst()
          .ifPresent(part -> messages.add(new Message.OtherWay(name, part, first.direction())));
      balance(cells, by, base).ifPresent(messages::add);
      parts.stream()
          .filter(part -> part.level().isPresent() && part.share().isPresent())
          .max(java.util.Comparator.comparing(part -> part.level().get().value()))
          .filter(part -> !part.equals(first))
          .ifPresent(part -> messages.add(new Message.Largest(noun(by), part)));
      addComings(parts, base, messages);
      blocks.add(messages);
    }
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof Target target && target.by().equals(Optional.of(by))) {
        goals(target, left, blocks);
      }
    }
  }

  private Optional<Message> balance(CellPath cells, String by, Base base) {
    Optional<Figure> growing = view.movers(cells, by, base, "growing");
    Optional<Figure> falling = view.movers(cells, by, base, "falling");
    return growing.isPresent() && falling.isPresent()
        ? Optional.of(new Message.Balance(growing.get(), falling.get(), base))
        : Optional.empty();
  }

  private Base mainBase(CellPath cells, String by) {
    return view.parts(cells, by, Base.PREVIOUS_YEAR).isEmpty()
        ? Base.PREVIOUS_PERIOD
        : Base.PREVIOUS_YEAR;
  }

  // --- rankings -----------------------------------------------------------------------------

  private void ranking(Rank rank, Set<FigureDefinition> left, List<List<Message>> blocks) {
    left.remove(rank);
    List<Ranked> ranking = view.ranking(rank);
    if (ranking.isEmpty()) {
      return;
    }
    Ranked first = ranking.getFirst();
    List<Message> messages = new ArrayList<>();
    String noun = noun(rank.by());
    if (ranking.size() > 1 && isOutsize(first, ranking.get(1))) {
      messages.add(new Message.Outsize(noun, first, ranking.get(1)));
    } else if (!told.contains(rank.id())) {
      messages.add(new Message.First(noun, first, view.figure(rank.id() + ".top.share")));
    }
    Optional<Base> base = rank.compare().stream().max(java.util.Comparator.naturalOrder());
    if (!told.contains(rank.id()) && base.isPresent()) {
      ranking.stream()
          .filter(one -> Math.abs(one.movement()) >= 3)
          .max(java.util.Comparator.comparing(one -> Math.abs(one.movement())))
          .ifPresent(one -> messages.add(new Message.Moved(one, base.get())));
    }
    if (!messages.isEmpty()) {
      blocks.add(messages);
    }
  }

  /** At least twice the next one and a twentieth of the whole. */
  private static boolean isOutsize(Ranked first, Ranked next) {
    return first.amount().value().compareTo(next.amount().value().multiply(TWO)) >= 0
        && first
            .share()
            .filter(share -> share.value().compareTo(new BigDecimal("5")) >= 0)
            .isPresent();
  }

  // --- targets ------------------------------------------------------------------------------

  private Scope scope(Target target) {
    Optional<FigureDefinition> actual = view.definition(target.actual());
    if (actual.isEmpty() || !(actual.get() instanceof YearToDate)) {
      return Scope.PERIOD;
    }
    return isOfYear(target) ? Scope.YEAR : Scope.TO_DATE;
  }

  /** Of two targets for one stretch, the larger is the one for the year, unless the year is over. */
  private boolean isOfYear(Target target) {
    Optional<Aim> own = view.aim(target);
    return own.isPresent()
        && view.definitions().stream()
            .filter(Target.class::isInstance)
            .map(Target.class::cast)
            .filter(other -> other.actual().equals(target.actual()) && other.by().isEmpty())
            .flatMap(other -> view.aim(other).stream())
            .anyMatch(
                other ->
                    other.target().value().compareTo(own.get().target().value()) < 0);
  }

  private void targets(Set<FigureDefinition> left, List<List<Message>> blocks) {
    List<Message> messages = new ArrayList<>();
    List<Target> targets =
        left.stream()
            .filter(Target.class::isInstance)
            .map(Target.class::cast)
            .filter(target -> target.by().isEmpty())
            .toList();
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof YearToDate toDate) {
        stretchMessage(toDate, left).ifPresent(messages::add);
      }
    }
    for (Scope scope : new Scope[] {Scope.TO_DATE, Scope.PERIOD, Scope.YEAR}) {
      for (Target target : targets) {
        if (left.contains(target) && scope(target) == scope) {
          left.remove(target);
          String name = view.definition(target.actual()).map(FigureDefinition::name).orElse("");
          view.aim(target).ifPresent(aim -> messages.add(new Message.Goal(name, aim, scope)));
          view.definition(target.actual()).ifPresent(left::remove);
        }
      }
    }
    if (!messages.isEmpty()) {
      blocks.add(messages);
    }
  }

  private void goals(Target target, Set<FigureDefinition> left, List<List<Message>> blocks) {
    left.remove(target);
    List<Aim> aims = view.aims(target);
    Optional<Figure> met = view.figure(target.id() + ".met");
    Optional<Figure> missed = view.figure(target.id() + ".missed");
    if (aims.isEmpty() || met.isEmpty() || missed.isEmpty()) {
      return;
    }
    blocks.add(
        List.of(
            new Message.Goals(
                noun(target.by().orElseThrow()),
                Optional.of(aims.getFirst()).filter(aim -> !aim.isMet()),
                Optional.of(aims.getLast()).filter(aim -> aim.gap().value().signum() > 0),
                met.get(),
                missed.get())));
  }

  // --- percentages and single values --------------------------------------------------------

  private void rates(Set<FigureDefinition> left, List<List<Message>> blocks) {
    List<Message> messages = new ArrayList<>();
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof Ratio) {
        left.remove(one);
        view.measured(one).ifPresent(value -> messages.add(new Message.Rate(value)));
      }
    }
    if (!messages.isEmpty()) {
      blocks.add(messages);
    }
  }

  private void totals(Total total, Set<FigureDefinition> left, List<List<Message>> blocks) {
    if (!total.compare().isEmpty()) {
      left.remove(total);
      if (!told.contains(total.id())) {
        view.measured(total)
            .ifPresent(value -> blocks.add(List.of(new Message.Headline(value))));
      }
      return;
    }
    List<Measured> plain = new ArrayList<>();
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof Total other && other.by().isEmpty() && other.compare().isEmpty()) {
        left.remove(one);
        view.measured(one).ifPresent(plain::add);
      }
    }
    if (!plain.isEmpty()) {
      blocks.add(List.of(new Message.Plain(plain)));
    }
  }

  // --- what is not known --------------------------------------------------------------------

  private void addGaps(List<List<Message>> blocks) {
    Map<Reason, Set<String>> names = new LinkedHashMap<>();
    for (FigureEntry entry : brief.figures()) {
      if (entry instanceof MissingFigure missing && isWorthAWord(missing)) {
        String root = missing.id().split("\\.")[0];
        view.definition(root)
            .ifPresent(
                one ->
                    names
                        .computeIfAbsent(missing.reason(), any -> new LinkedHashSet<>())
                        .add(one.name()));
      }
    }
    List<Message> gaps = new ArrayList<>();
    names.forEach(
        (reason, of) -> gaps.add(new Message.Gap(reason, List.copyOf(of), Optional.empty())));
    if (!gaps.isEmpty()) {
      blocks.add(gaps);
    }
  }

  /** What is missing for single entities is told where they come or go. */
  private static boolean isWorthAWord(MissingFigure missing) {
    return switch (missing.reason()) {
      case NO_BASE, NO_TARGET, NO_DATA -> true;
      case ZERO_BASE, NEGATIVE_BASE, NEW_ENTITY, NO_CHANGE -> false;
    };
  }

  private void addNoticed(List<List<Message>> blocks) {
    List<Message> noticed =
        brief.sheet().quality().stream()
            .filter(SectionPlanner::isRemarkable)
            .filter(fact -> isFirstOrQuality(fact))
            .map(fact -> (Message) new Message.Noticed(fact))
            .toList();
    if (!noticed.isEmpty()) {
      blocks.add(noticed);
    }
  }

  private static boolean isRemarkable(QualityFact fact) {
    return switch (fact.kind()) {
      case DUPLICATE_KEY, LATE_ROWS, NOT_CLOSED, PARTIAL_PERIOD, EMPTY_CELLS -> true;
      case ROWS_READ, MISSING_ENTITY, NEW_ENTITY -> false;
    };
  }

  /** A month that is not complete is said where a reader begins; the rest at the end. */
  private boolean isFirstOrQuality(QualityFact fact) {
    boolean first = brief.definition().sections().getFirst().id().equals(brief.section().id());
    boolean last = brief.definition().sections().getLast().id().equals(brief.section().id());
    return switch (fact.kind()) {
      case NOT_CLOSED, PARTIAL_PERIOD -> first;
      default -> last;
    };
  }

  private String noun(String by) {
    return view.dimensionNoun(by).orElse(brief.definition().isChinese() ? "" : by.replace('_', ' '));
  }
}
