package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.QualityFact;
import dev.rapporteur.analysis.QualityFact.Kind;
import dev.rapporteur.function.Cell;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.report.ReportDefinition.ReadinessDefinition;
import dev.rapporteur.report.ReportDefinition.ReadinessDefinition.Otherwise;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.WaitingRun;
import dev.rapporteur.report.WaitingRuns;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the data of a period are complete before they are read. If not, the run waits: it
 * is looked at again, later each time, and at the deadline others are told or the draft is made
 * with a note of what is missing, as the definition says.
 */
final class ReadyStep {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Logger log = LoggerFactory.getLogger("dev.rapporteur.run");

  private final QueryStep query;
  private final WaitingRuns waiting;
  private final ReadinessDeadline deadlines;
  private final Clock clock;

  ReadyStep(QueryStep query, WaitingRuns waiting, ReadinessDeadline deadlines, Clock clock) {
    this.query = query;
    this.waiting = waiting;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  /** Something that is missing, in words for people and as a fact about the data. */
  private record Shortfall(String why, QualityFact fact) {}

  /**
   * The dossier, with a note of what is missing if it goes on nevertheless.
   *
   * @throws DataNotReadyException if the run waits
   * @throws NoDataException if a person started the run after the deadline had passed
   */
  RunDossier ready(RunDossier dossier) {
    Optional<ReadinessDefinition> ready = dossier.definition().ready();
    if (ready.isEmpty()) {
      return dossier;
    }
    List<Shortfall> shortfalls = shortfalls(dossier, ready.get());
    if (shortfalls.isEmpty()) {
      return dossier;
    }
    Optional<Instant> deadline =
        deadlines.of(dossier.definition(), dossier.run().request().period());
    Instant now = clock.instant();
    boolean late = deadline.filter(at -> !now.isBefore(at)).isPresent();
    if (waiting.goesOnAnyway(dossier.run().id())
        || late && ready.get().otherwise() == Otherwise.DRAFT) {
      log.warn("run {} goes on: {}", dossier.run().id(), why(shortfalls));
      return dossier.withGaps(shortfalls.stream().map(Shortfall::fact).toList());
    }
    if (late && byHand(dossier.run())) {
      throw new NoDataException(why(shortfalls), dossier.run());
    }
    WaitingRun waits = waits(dossier.run(), ready.get(), why(shortfalls), deadline, now);
    waiting.put(dossier.run(), waits, now);
    throw new DataNotReadyException(waits, dossier.definition().timeZone());
  }

  private WaitingRun waits(
      ReportRun run,
      ReadinessDefinition ready,
      String why,
      Optional<Instant> deadline,
      Instant now) {
    Optional<WaitingRun> before = waiting.find(run.id());
    int looks = before.map(WaitingRun::looks).orElse(0) + 1;
    boolean late = deadline.filter(at -> !now.isBefore(at)).isPresent();
    Instant next = now.plus(pause(looks));
    return new WaitingRun(
        run.id(),
        why,
        ready.owner(),
        before.map(WaitingRun::since).orElse(now),
        looks,
        late ? next : deadline.filter(next::isAfter).orElse(next),
        deadline,
        before.flatMap(WaitingRun::escalatedAt).or(() -> Optional.of(now).filter(at -> late)));
  }

  /** A person is there and sees it; nobody else needs be told, and nothing waits for ever. */
  private static boolean byHand(ReportRun run) {
    return switch (run.request().cause()) {
      case RunCause.Manual ignored -> true;
      case RunCause.Revision ignored -> true;
      case RunCause.Scheduled ignored -> false;
      case RunCause.Webhook ignored -> false;
    };
  }

  private static Duration pause(int looks) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(looks - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static String why(List<Shortfall> shortfalls) {
    return String.join("; ", shortfalls.stream().map(Shortfall::why).toList());
  }

  private List<Shortfall> shortfalls(RunDossier dossier, ReadinessDefinition ready) {
    ReportingPeriod period = dossier.run().request().period();
    String function = ready.call().function();
    QueryResult answer = query.call(dossier, "ready", ready.call(), period).result();
    if (answer.isEmpty()) {
      return List.of(
          new Shortfall(
              "there are no data for " + period + ": " + function + " gave no row",
              new QualityFact(Kind.NOT_CLOSED, function, "", 0)));
    }
    List<Shortfall> found = new ArrayList<>();
    if (!isClosed(answer, ready)) {
      found.add(
          new Shortfall(
              period + " is not closed: " + function + " says so in " + ready.closed(),
              new QualityFact(Kind.NOT_CLOSED, function, "", 0)));
    }
    ready
        .minimum()
        .forEach(
            (column, least) -> {
              BigDecimal there = answer.number(0, column).orElse(BigDecimal.ZERO);
              if (there.compareTo(least) < 0) {
                found.add(
                    new Shortfall(
                        "%s of %s is %s for %s, and at least %s are expected"
                            .formatted(
                                column,
                                function,
                                there.toPlainString(),
                                period,
                                least.toPlainString()),
                        new QualityFact(Kind.TOO_FEW, function, column, there.longValue())));
              }
            });
    ready
        .loadedSinceEnd()
        .filter(column -> !isSinceEnd(answer.cell(0, column), period))
        .ifPresent(
            column ->
                found.add(
                    new Shortfall(
                        "nothing was loaded since the end of %s: %s of %s is %s"
                            .formatted(period, column, function, shown(answer.cell(0, column))),
                        new QualityFact(Kind.NOT_LOADED, function, column, 0))));
    return found;
  }

  /** A function without that column says by having a row that the period is closed. */
  private static boolean isClosed(QueryResult answer, ReadinessDefinition ready) {
    return answer.column(ready.closed()).isEmpty()
        || answer.cell(0, ready.closed()) instanceof Cell.Flag flag && flag.value();
  }

  private static boolean isSinceEnd(Cell cell, ReportingPeriod period) {
    LocalDate day =
        switch (cell) {
          case Cell.Day date -> date.value();
          case Cell.Timestamp time -> time.value().toLocalDate();
          case Cell.Number ignored -> LocalDate.MIN;
          case Cell.Text ignored -> LocalDate.MIN;
          case Cell.Flag ignored -> LocalDate.MIN;
          case Cell.Empty ignored -> LocalDate.MIN;
        };
    return period.isOverOn(day);
  }

  private static String shown(Cell cell) {
    return cell instanceof Cell.Empty ? "empty" : cell.toString();
  }
}
