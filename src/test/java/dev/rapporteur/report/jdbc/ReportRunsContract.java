package dev.rapporteur.report.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.access.Actor;
import dev.rapporteur.pipeline.StepLedger;
import dev.rapporteur.pipeline.StepLedger.FinishedStep;
import dev.rapporteur.pipeline.jdbc.JdbcStepLedger;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunIds;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.StaleAttemptException;
import dev.rapporteur.report.WriterChoice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runs and their ledger promise on every database. */
abstract class ReportRunsContract {
  private static final Instant NOW = Instant.parse("2024-04-03T00:00:00Z");

  private StateDatabase database;
  private ReportRuns runs;
  private StepLedger ledger;

  abstract StateDatabase fresh();

  @BeforeEach
  void open() {
    database = fresh();
    runs = new JdbcReportRuns(database.dataSource(), RunIds.random()::next);
    ledger = new JdbcStepLedger(database.dataSource(), runs);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static RunRequest request(int month) {
    Actor actor = Actor.of("robot", Actor.Kind.SCHEDULE, Set.of("sales-manager", "employee"));
    return new RunRequest(
        "sales-monthly",
        ReportingPeriod.month(2024, month),
        RunScope.parse("region=East").orElseThrow(),
        new RunCause.Scheduled(actor, NOW),
        WriterChoice.AUTO);
  }

  private static FinishedStep step(RunState state, ReportRun run) {
    return new FinishedStep(
        state, run.attempt(), "0".repeat(64), "{\"数\":1}", NOW, NOW.plusMillis(5));
  }

  @Test
  void aRunIsReadAsItWasWritten() {
    ReportRun made = runs.acceptOnce(request(3), NOW).run();
    assertThat(runs.find(made.id())).contains(made);
    assertThat(made.request()).isEqualTo(request(3));
    assertThat(made.state()).isEqualTo(RunState.REQUESTED);
    assertThat(made.revision()).isEqualTo(1);
  }

  @Test
  void theSameRequestAtTheSameTimeMakesOneRun() throws Exception {
    List<Future<ReportRuns.Accepted>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<ReportRuns.Accepted> accept = () -> runs.acceptOnce(request(3), NOW);
      for (int i = 0; i < 40; i++) {
        answers.add(threads.submit(accept));
      }
    }
    List<ReportRuns.Accepted> accepted = new ArrayList<>();
    for (Future<ReportRuns.Accepted> answer : answers) {
      accepted.add(answer.get());
    }
    assertThat(accepted.stream().filter(ReportRuns.Accepted::created)).hasSize(1);
    assertThat(accepted.stream().map(one -> one.run().id()).collect(Collectors.toSet())).hasSize(1);
  }

  @Test
  void revisionsAskedForAtTheSameTimeAreNumberedWithoutAGap() throws Exception {
    List<Future<ReportRun>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 12; i++) {
        answers.add(threads.submit(() -> runs.acceptAsRevision(request(3), NOW)));
      }
    }
    List<Integer> revisions = new ArrayList<>();
    for (Future<ReportRun> answer : answers) {
      revisions.add(answer.get().revision());
    }
    assertThat(revisions).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }

  @Test
  void aStepAndTheRunsStateAreWrittenTogether() {
    ReportRun run = runs.startAttempt(runs.acceptOnce(request(3), NOW).run().id(), NOW);
    ReportRun queried = ledger.record(run, step(RunState.QUERIED, run));
    assertThat(queried.state()).isEqualTo(RunState.QUERIED);
    assertThat(ledger.find(run.id(), RunState.QUERIED).orElseThrow().result())
        .isEqualTo("{\"数\":1}");
    assertThat(ledger.of(run.id())).hasSize(1);
  }

  @Test
  void anOvertakenAttemptCanWriteNothing() {
    ReportRun first = runs.startAttempt(runs.acceptOnce(request(3), NOW).run().id(), NOW);
    ReportRun second = runs.startAttempt(first.id(), NOW);
    assertThat(second.attempt()).isEqualTo(first.attempt() + 1);
    assertThatThrownBy(() -> ledger.record(first, step(RunState.QUERIED, first)))
        .isInstanceOf(StaleAttemptException.class);
    assertThat(ledger.of(first.id())).isEmpty();
    assertThat(runs.find(first.id()).orElseThrow().state()).isEqualTo(RunState.REQUESTED);
    ledger.record(second, step(RunState.QUERIED, second));
    assertThat(ledger.of(first.id())).hasSize(1);
  }

  @Test
  void aStateThatMayNotFollowIsRefused() {
    ReportRun run = runs.acceptOnce(request(3), NOW).run();
    assertThatThrownBy(() -> runs.change(run, RunState.APPROVED, "", NOW))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void pendingRunsAreThoseThatANodeShouldWorkOn() {
    ReportRun failed = runs.acceptOnce(request(1), NOW).run();
    runs.change(failed, RunState.FAILED, "no space", NOW);
    ReportRun waiting = runs.acceptOnce(request(2), NOW).run();
    assertThat(runs.pending()).containsExactly(waiting);
  }

  @Test
  void definitionsOfARunAreKeptOnce() {
    ReportRun run = runs.acceptOnce(request(3), NOW).run();
    Map<String, byte[]> files = Map.of("a.yaml", new byte[] {1, 2}, "b.sql", new byte[] {1, 2});
    ledger.keepDefinitions(run.id(), files);
    ledger.keepDefinitions(run.id(), files);
    assertThat(ledger.definitions(run.id())).containsOnlyKeys("a.yaml", "b.sql");
    assertThat(ledger.definitions(run.id()).get("b.sql")).containsExactly(1, 2);
  }

  @Test
  void definitionsThatManyRunsKeepAtTheSameMomentAreKeptForEach() throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      files.put("file-" + i, ("text " + i).getBytes(StandardCharsets.UTF_8));
    }
    List<ReportRun> all = new ArrayList<>();
    for (int month = 1; month <= 8; month++) {
      all.add(runs.acceptOnce(request(month), NOW).run());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> keeping = new ArrayList<>();
      for (ReportRun run : all) {
        keeping.add(threads.submit(() -> ledger.keepDefinitions(run.id(), files)));
        keeping.add(threads.submit(() -> ledger.keepDefinitions(run.id(), files)));
      }
      for (Future<?> kept : keeping) {
        kept.get();
      }
    }
    for (ReportRun run : all) {
      assertThat(ledger.definitions(run.id()).keySet()).containsExactlyElementsOf(files.keySet());
    }
  }

  @Test
  void attemptsThatStartAtTheSameMomentHaveNumbersOfTheirOwn() throws Exception {
    String run = runs.acceptOnce(request(3), NOW).run().id();
    List<Callable<Integer>> starts =
        Collections.nCopies(24, () -> runs.startAttempt(run, NOW).attempt());
    Set<Integer> numbers = new TreeSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<Integer> number : threads.invokeAll(starts)) {
        numbers.add(number.get());
      }
    }
    assertThat(numbers).hasSize(24);
  }

  @Test
  void aFailedRunIsPendingWhileItIsTriedAgainByItself() {
    ReportRun started = runs.startAttempt(runs.acceptOnce(request(3), NOW).run().id(), NOW);
    Instant retryAt = NOW.plusSeconds(15);
    ReportRun failed = runs.fail(started, "the source is away", Optional.of(retryAt), NOW);
    assertThat(failed.retryAt()).contains(retryAt);
    assertThat(failed.failures()).isEqualTo(1);
    assertThat(runs.pending()).containsExactly(failed);

    ReportRun going = runs.change(failed, RunState.REQUESTED, "", NOW);
    assertThat(going.retryAt()).isEmpty();
    assertThat(going.failures()).as("no step is finished yet").isEqualTo(1);
    assertThat(runs.fail(going, "away again", Optional.empty(), NOW).failures()).isEqualTo(2);
    assertThat(runs.pending()).as("parked").isEmpty();
  }

  @Test
  void nothingIsPublishedOfAnAttemptThatWasOvertaken() {
    String id = runs.acceptOnce(request(3), NOW).run().id();
    ReportRun overtaken = runs.startAttempt(id, NOW);
    ReportRun latest = runs.startAttempt(id, NOW);
    List<String> published = new ArrayList<>();
    assertThatThrownBy(
            () ->
                ledger.record(
                    overtaken, step(RunState.QUERIED, overtaken), () -> published.add("old")))
        .isInstanceOf(StaleAttemptException.class);
    ledger.record(latest, step(RunState.QUERIED, latest), () -> published.add("new"));
    assertThat(published).containsExactly("new");
  }

  @Test
  void aStepThatCannotBePublishedIsNotRecorded() {
    ReportRun run = runs.startAttempt(runs.acceptOnce(request(3), NOW).run().id(), NOW);
    assertThatThrownBy(
            () ->
                ledger.record(
                    run,
                    step(RunState.QUERIED, run),
                    () -> {
                      throw new IllegalStateException("no space");
                    }))
        .hasMessage("no space");
    assertThat(ledger.find(run.id(), RunState.QUERIED)).isEmpty();
    assertThat(runs.find(run.id())).contains(run);
  }
}
