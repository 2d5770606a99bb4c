package dev.rapporteur.trigger.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapporteur.access.Actor;
import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.trigger.DueReports;
import dev.rapporteur.trigger.PendingRuns;
import dev.rapporteur.trigger.ReportSchedule;
import dev.rapporteur.trigger.RunQueue;
import dev.rapporteur.trigger.RunStarter;
import dev.rapporteur.trigger.ScheduleReader;
import dev.rapporteur.trigger.WorkingDayCalendars;
import dev.rapporteur.trigger.jdbc.JdbcReportSchedules;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a node promises, on every state database. */
abstract class QuartzNodeContract {
  private static final QuartzSettings QUICK =
      new QuartzSettings(8, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofHours(1));
  private static final PendingRuns NONE = Set::of;

  private final Map<String, Integer> starts = new ConcurrentHashMap<>();
  private final List<QuartzNode> nodes = new ArrayList<>();
  private StateDatabase state;
  private JdbcReportRuns runs;

  abstract StateDatabase openState();

  @BeforeEach
  void open() {
    state = openState();
    runs =
        new JdbcReportRuns(
            state.dataSource(), now -> UUID.randomUUID().toString().substring(0, 18));
  }

  @AfterEach
  void close() {
    nodes.forEach(QuartzNode::close);
    state.close();
  }

  @Test
  void carriesOutARunAndForgetsIt() {
    QuartzNode node = node(Clock.systemUTC());
    start(node, counting(), NONE);
    ReportRun run = run(1);
    node.enqueue(run);
    await().until(() -> starts.containsKey(run.id()));
    await().until(() -> count("qrtz_job_details") == 0);
    assertThat(starts).containsEntry(run.id(), 1);
  }

  @Test
  void carriesOutNothingBeforeItIsStarted() {
    QuartzNode node = node(Clock.systemUTC());
    ReportRun run = run(1);
    node.enqueue(run);
    node.enqueue(run);
    assertThat(count("qrtz_triggers")).isEqualTo(1);
    assertThat(starts).isEmpty();
    start(node, counting(), NONE);
    await().until(() -> count("qrtz_job_details") == 0);
    assertThat(starts).containsExactly(Map.entry(run.id(), 1));
  }

  @Test
  void startsARunAgainWhenItAsksForThat() {
    QuartzNode node = node(Clock.systemUTC());
    RunStarter twice =
        run ->
            starts.merge(run, 1, Integer::sum) == 1
                ? new RunStarter.Again(Instant.now().plusMillis(200))
                : new RunStarter.Done();
    start(node, twice, NONE);
    ReportRun run = run(1);
    node.enqueue(run);
    await().until(() -> count("qrtz_job_details") == 0 && starts.containsKey(run.id()));
    assertThat(starts).containsEntry(run.id(), 2);
  }

  @Test
  void startsAThousandRunsOfTheSameSecondOnTwoNodesOnceEach() {
    QuartzNode first = node(Clock.systemUTC());
    QuartzNode second = node(Clock.systemUTC());
    Instant sameSecond = Instant.now().plusSeconds(5);
    for (int i = 0; i < 1_000; i++) {
      first.startAgain("run-" + i, sameSecond);
    }
    long began = System.nanoTime();
    start(first, counting(), NONE);
    start(second, counting(), NONE);
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> starts.size() == 1_000 && count("qrtz_job_details") == 0);
    System.out.printf(
        "%s: 1,000 runs on two nodes in %.1f s%n",
        getClass().getSimpleName(), (System.nanoTime() - began) / 1e9);
    assertThat(starts.values()).containsOnly(1);
    assertThat(count("qrtz_fired_triggers")).isZero();
  }

  @Test
  void makesOneRunOfAScheduleThatFiresOnTwoNodes() {
    List<String> made = new ArrayList<>();
    QuartzNode first = node(Clock.systemUTC());
    QuartzNode second = node(Clock.systemUTC());
    DueReports due = due(Clock.systemUTC(), run -> made.add(run.id()));
    due.synchronize(List.of(everySecond()));
    first.setBells(due);
    second.setBells(due);
    first.start(due, counting(), NONE);
    second.start(due, counting(), NONE);
    JdbcReportSchedules schedules = new JdbcReportSchedules(state.dataSource());
    Instant began = Instant.now();
    await()
        .until(
            () ->
                schedules
                    .find("bell")
                    .orElseThrow()
                    .handledThrough()
                    .isAfter(began.plusSeconds(3)));
    assertThat(made).hasSize(1);
    assertThat(runs.latest(10)).hasSize(1);
  }

  @Test
  void setsNoBellForAPausedSchedule() {
    QuartzNode node = node(Clock.systemUTC());
    DueReports due = due(Clock.systemUTC(), node);
    due.synchronize(List.of(everySecond()));
    node.setBells(due);
    due.pause("bell", true);
    node.start(due, counting(), NONE);
    await().until(() -> count("qrtz_triggers") == 0);
    due.pause("bell", false);
    sweeper(node, due, NONE).sweep();
    assertThat(count("qrtz_triggers where job_group = 'bell'")).isEqualTo(1);
    await().until(() -> runs.latest(1).size() == 1);
  }

  @Test
  void takesTheBellDownWithItsSchedule() {
    QuartzNode node = node(Clock.systemUTC());
    DueReports due = due(Clock.systemUTC(), node);
    due.synchronize(List.of(everySecond()));
    node.setBells(due);
    assertThat(count("qrtz_triggers")).isEqualTo(1);
    due.synchronize(List.of());
    node.setBells(due);
    assertThat(count("qrtz_triggers")).isZero();
    assertThat(count("qrtz_job_details")).isZero();
  }

  @Test
  void putsARunInThatWasAcceptedButNeverQueued() {
    QuartzNode node = node(Clock.systemUTC());
    DueReports due = due(Clock.systemUTC(), node);
    String lost = run(1).id();
    PendingRuns pending = () -> starts.containsKey(lost) ? Set.of() : Set.of(lost);
    node.start(due, counting(), pending);
    sweeper(node, due, pending).sweep();
    await().until(() -> count("qrtz_job_details") == 0);
    assertThat(starts).containsExactly(Map.entry(lost, 1));
  }

  /** The state in which Quartz issues 95, 145, 635 and 1516 leave a trigger. */
  @Test
  void freesARunOnWhoseTriggerQuartzIsStuck() {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ZERO);
    QuartzNode node = node(clock);
    DueReports due = due(clock, node);
    ReportRun run = run(1);
    node.enqueue(run);
    PendingRuns pending = () -> starts.containsKey(run.id()) ? Set.of() : Set.of(run.id());
    JdbcClient.create(state.dataSource())
        .sql("update qrtz_triggers set trigger_state = 'ACQUIRED', next_fire_time = ?")
        .param(Instant.now().minus(Sweeper.STUCK).toEpochMilli() - 1)
        .update();
    node.start(due, counting(), pending);
    sweeper(node, due, pending).sweep();
    await().until(() -> count("qrtz_job_details") == 0);
    assertThat(starts).containsExactly(Map.entry(run.id(), 1));
  }

  @Test
  void leavesARunAloneThatTakesLong() throws InterruptedException {
    QuartzNode node = node(Clock.systemUTC());
    DueReports due = due(Clock.systemUTC(), node);
    CountDownLatch finish = new CountDownLatch(1);
    ReportRun run = run(1);
    RunStarter slow =
        id -> {
          starts.merge(id, 1, Integer::sum);
          try {
            finish.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new RunStarter.Done();
        };
    PendingRuns pending = () -> finish.getCount() == 0 ? Set.of() : Set.of(run.id());
    node.start(due, slow, pending);
    node.enqueue(run);
    await().until(() -> starts.containsKey(run.id()));
    QuartzNode later = node(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
    sweeper(later, due, pending).sweep();
    assertThat(count("qrtz_triggers where trigger_state = 'WAITING'")).isZero();
    finish.countDown();
    await().until(() -> count("qrtz_job_details") == 0);
    assertThat(starts).containsEntry(run.id(), 1);
  }

  private Sweeper sweeper(QuartzNode node, DueReports due, PendingRuns pending) {
    return new Sweeper(node, state.dataSource(), due, pending);
  }

  private QuartzNode node(Clock clock) {
    QuartzNode node = QuartzNode.open(state.dataSource(), state.isPostgres(), QUICK, clock);
    nodes.add(node);
    return node;
  }

  private void start(QuartzNode node, RunStarter starter, PendingRuns pending) {
    node.start(due(Clock.systemUTC(), node), starter, pending);
  }

  private DueReports due(Clock clock, RunQueue queue) {
    return new DueReports(
        new JdbcReportSchedules(state.dataSource()),
        new ScheduleReader(new WorkingDayCalendars(Path.of("calendars"))),
        runs,
        queue,
        clock);
  }

  private RunStarter counting() {
    return run -> {
      starts.merge(run, 1, Integer::sum);
      return new RunStarter.Done();
    };
  }

  private ReportRun run(int month) {
    Actor actor = Actor.of("test", Actor.Kind.PERSON, List.of());
    RunRequest request =
        new RunRequest(
            "sales",
            ReportingPeriod.month(2026, month),
            RunScope.WHOLE,
            new RunCause.Manual(actor),
            WriterChoice.RULES);
    return runs.acceptOnce(request, Instant.now()).run();
  }

  private static ReportSchedule everySecond() {
    return new ReportSchedule(
        "bell",
        new ScheduleDefinition(
            Optional.of("* * * * * ?"), Optional.empty(), Optional.empty(), "", "", "", "run-each"),
        ZoneId.of("UTC"),
        ReportingPeriod.Kind.MONTH,
        Set.of());
  }

  private int count(String table) {
    return JdbcClient.create(state.dataSource())
        .sql("select count(*) from " + table)
        .query(Integer.class)
        .single();
  }
}
