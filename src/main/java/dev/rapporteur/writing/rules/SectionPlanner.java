package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.report.CellPath;
import dev.rapporteur.report.FigureDefinition;
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
import dev.rapporteur.writing.NarrativeBrief;
import dev.rapporteur.writing.rules.Message.Goals.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Picks what a section says and in what order, one list of messages a paragraph.
 *
 * <p>A definition is news in the first section that names it. What is news opens a section; what an
 * earlier section has told supports it. A section that opens with a percentage or with a plain
 * count is a watch list: what stands out comes first there, and what is missing from the data last.
 */
final class SectionPlanner {
  private final NarrativeBrief brief;
  private final SheetView view;
  private final List<FigureDefinition> definitions;
  private final Set<String> told;
  private final Set<FigureDefinition> left;
  private final List<List<Message>> paragraphs = new ArrayList<>();
  private final WholeMessages whole;
  private final PartMessages parts;
  private final TargetMessages targets;
  private final GapMessages gaps;
  private final StrategyTie strategy;

  SectionPlanner(NarrativeBrief brief, SheetView view, StrategyTie strategy) {
    this.brief = brief;
    this.view = view;
    this.strategy = strategy;
    this.definitions =
        brief.section().figures().stream().flatMap(id -> view.definition(id).stream()).toList();
    this.told = toldBefore(brief);
    this.left = new LinkedHashSet<>(definitions);
    this.whole = new WholeMessages(brief, view);
    this.parts = new PartMessages(brief, view);
    this.targets = new TargetMessages(brief, view);
    this.gaps = new GapMessages(brief, view, told);
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

  List<List<Message>> plan() {
    if (isWatchList()) {
      watchList();
    } else {
      report();
    }
    if (paragraphs.isEmpty()) {
      paragraphs.add(List.of(new Message.Nothing()));
    }
    return paragraphs;
  }

  private void report() {
    if (!definitions.isEmpty() && isHeadline(definitions.getFirst())) {
      overview();
    }
    List<FigureDefinition> ordered = new ArrayList<>();
    left.stream().filter(one -> !told.contains(one.id())).forEach(ordered::add);
    left.stream().filter(one -> told.contains(one.id())).forEach(ordered::add);
    for (FigureDefinition one : ordered) {
      if (left.contains(one)) {
        tell(one);
      }
    }
    if (gaps.isAboutMissingTargets()) {
      paragraphs.addFirst(List.of(new Message.NoTarget()));
    }
    add(gaps.unknown());
    if (gaps.isFirstSection() && !isHeadline(definitions.getFirst())) {
      add(gaps.incomplete(false));
    }
  }

  private boolean isHeadline(FigureDefinition one) {
    return !told.contains(one.id())
        && one instanceof Total total
        && total.by().isEmpty()
        && !total.compare().isEmpty()
        && view.measured(one).isPresent();
  }

  private void tell(FigureDefinition one) {
    switch (one) {
      case Contribution part -> drivers(part);
      case Total total -> total(total);
      case Share share -> breakdown(share.cells(), share.by());
      case Rank rank -> ranking(rank);
      case Target target -> target(target);
      case Ratio ignored -> add(rates());
      case YearToDate toDate -> add(stretch(toDate).stream().toList());
      case Rolling rolling -> add(stretch(rolling).stream().toList());
      case Trend trend -> trend(trend);
    }
  }

  private void add(List<Message> paragraph) {
    if (!paragraph.isEmpty()) {
      paragraphs.add(paragraph);
    }
  }

  // --- the whole ----------------------------------------------------------------------------

  private void overview() {
    Total total = (Total) definitions.getFirst();
    Measured value = view.measured(total).orElseThrow();
    left.remove(total);
    List<Message> first = new ArrayList<>();
    first.add(new Message.Headline(value));
    if (gaps.isFirstSection()) {
      first.addAll(gaps.incomplete(false));
    }
    whole.rhythm(value).ifPresent(first::add);
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof Contribution part && parts.addUpTo(part, value)) {
        left.remove(one);
        first.addAll(parts.mainPart(value, part));
      }
    }
    if (!isExplainedLater()) {
      whole.volumeAndValue(value, total, definitions, left).ifPresent(first::add);
    } else {
      left.removeIf(one -> whole.isVolumeOrValueOf(total, one));
    }
    add(first);
    List<Message> second = new ArrayList<>();
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof YearToDate || one instanceof Rolling) {
        stretch(one).ifPresent(second::add);
      }
    }
    add(second);
  }

  /** Whether a later section breaks the change down, and so says what it came with. */
  private boolean isExplainedLater() {
    boolean later = false;
    for (SectionDefinition section : brief.definition().sections()) {
      if (later
          && section.figures().containsAll(ratioIds())
          && section.figures().stream()
              .flatMap(id -> view.definition(id).stream())
              .anyMatch(Contribution.class::isInstance)) {
        return !ratioIds().isEmpty();
      }
      later = later || section.id().equals(brief.section().id());
    }
    return false;
  }

  private List<String> ratioIds() {
    return definitions.stream().filter(Ratio.class::isInstance).map(FigureDefinition::id).toList();
  }

  private Optional<Message> stretch(FigureDefinition one) {
    left.remove(one);
    Optional<Measured> value = view.measured(one);
    Optional<Target> target = targets.paceOf(one, left);
    target.ifPresent(left::remove);
    Optional<Aim> aim = target.flatMap(view::aim);
    if (value.isPresent() && aim.isPresent()) {
      return Optional.of(
          new Message.Pace(value.get(), aim.get(), !isHeadline(definitions.getFirst())));
    }
    return value.flatMap(
        measured -> whole.stretch(measured, definitions.getFirst(), told.contains(one.id())));
  }

  private void total(Total total) {
    if (total.by().isPresent()) {
      breakdown(total.cells(), total.by().get());
      return;
    }
    left.remove(total);
    Optional<Measured> value = view.measured(total);
    if (total.compare().isEmpty()) {
      add(plain(total));
    } else if (!told.contains(total.id()) && value.isPresent()) {
      add(List.of(new Message.Headline(value.get())));
    }
  }

  private void trend(Trend trend) {
    left.remove(trend);
    view.latest(trend)
        .flatMap(latest -> whole.rhythm(new Measured(trend.name(), latest, List.of())))
        .ifPresent(message -> add(List.of(message)));
  }

  // --- parts --------------------------------------------------------------------------------

  private void drivers(Contribution first) {
    Optional<Total> total = parts.wholeOf(first);
    List<Message> messages = new ArrayList<>();
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof Contribution other && parts.wholeOf(other).equals(total)) {
        left.remove(other);
        total
            .flatMap(view::measured)
            .flatMap(value -> parts.drivers(value, other, !messages.isEmpty()))
            .ifPresent(messages::add);
      }
    }
    total.ifPresent(
        sum -> {
          left.remove(sum);
          view.measured(sum)
              .flatMap(value -> whole.volumeAndValue(value, sum, definitions, left))
              .ifPresent(messages::add);
        });
    add(messages);
  }

  private void breakdown(CellPath cells, String by) {
    left.removeIf(one -> SheetView.isOf(one, cells, by));
    add(parts.breakdown(cells, by));
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof Target target && target.by().equals(Optional.of(by))) {
        goals(target);
      }
    }
  }

  private void ranking(Rank rank) {
    left.remove(rank);
    add(parts.ranking(rank, told.contains(rank.id())));
  }

  // --- targets ------------------------------------------------------------------------------

  private void target(Target target) {
    if (target.by().isPresent()) {
      goals(target);
    } else {
      targets();
    }
  }

  private void targets() {
    List<Message> messages = new ArrayList<>();
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof YearToDate) {
        stretch(one).ifPresent(messages::add);
      }
    }
    List<Target> wholes =
        left.stream()
            .filter(Target.class::isInstance)
            .map(Target.class::cast)
            .filter(target -> target.by().isEmpty())
            .toList();
    for (Target target : wholes) {
      left.remove(target);
      view.definition(target.actual()).ifPresent(left::remove);
    }
    boolean paced = !messages.isEmpty();
    targets.goals(wholes).stream()
        .filter(message -> !(paced && message instanceof Message.Pace))
        .forEach(messages::add);
    add(messages);
  }

  private void goals(Target target) {
    left.remove(target);
    Form form = told.contains(target.id()) ? Form.AGAIN : Form.FULL;
    add(targets.byEntity(target, form).stream().toList());
  }

  // --- percentages and single values --------------------------------------------------------

  private List<Message> rates() {
    List<Message> messages = new ArrayList<>();
    List<Measured> plain = new ArrayList<>();
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof Ratio) {
        left.remove(one);
        view.measured(one)
            .ifPresent(
                value ->
                    strategy
                        .limitOf(value)
                        .ifPresentOrElse(
                            limit ->
                                messages.add(new Message.Limited(limit, told.contains(one.id()))),
                            () -> plain.add(value)));
      }
    }
    messages.sort(Comparator.comparing(one -> !isExceeded(one)));
    for (int i = 0; i < plain.size(); i += 2) {
      messages.add(new Message.Rates(plain.subList(i, Math.min(plain.size(), i + 2))));
    }
    return messages;
  }

  private static boolean isExceeded(Message message) {
    return message instanceof Message.Limited one && one.limit().exceeded();
  }

  private List<Message> plain(Total first) {
    List<Measured> plain = new ArrayList<>();
    view.measured(first).ifPresent(plain::add);
    for (FigureDefinition one : List.copyOf(left)) {
      if (one instanceof Total other && other.by().isEmpty() && other.compare().isEmpty()) {
        left.remove(one);
        view.measured(one).ifPresent(plain::add);
      }
    }
    return plain.isEmpty() ? List.of() : List.of(new Message.Plain(plain));
  }

  // --- watch list ---------------------------------------------------------------------------

  /** Whether the section opens with a percentage or with a plain count. */
  boolean isWatchList() {
    return !definitions.isEmpty()
        && switch (definitions.getFirst()) {
          case Ratio ratio ->
              view.measured(ratio)
                  .filter(value -> value.now().unit().kind() == Unit.Kind.PERCENT)
                  .isPresent();
          case Total total -> total.by().isEmpty() && total.compare().isEmpty();
          default -> false;
        };
  }

  private void watchList() {
    List<Message> outstanding = new ArrayList<>();
    List<Message> quiet = new ArrayList<>();
    for (Message message : rates()) {
      (isExceeded(message) ? outstanding : quiet).add(message);
    }
    for (FigureDefinition one : definitions) {
      switch (one) {
        case Target target -> {
          if (target.by().isPresent()) {
            targets.byEntity(target, Form.WATCH).ifPresent(outstanding::add);
          }
        }
        case Rank rank -> parts.outsize(rank, true).ifPresent(outstanding::add);
        default -> {}
      }
    }
    outstanding.addAll(quiet);
    add(outstanding);
    List<Message> data = new ArrayList<>();
    for (FigureDefinition one : definitions) {
      if (one instanceof Total total && left.contains(total) && total.compare().isEmpty()) {
        left.remove(total);
        data.addAll(plain(total));
      }
    }
    data.addAll(gaps.again());
    data.addAll(gaps.incomplete(!gaps.isFirstSection()));
    data.addAll(gaps.noticed());
    add(data);
  }
}
