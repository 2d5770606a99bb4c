package dev.rapporteur.pipeline;

import dev.rapporteur.pipeline.StepLedger.FinishedStep;
import dev.rapporteur.pipeline.jdbc.JdbcStepLedger;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportCatalog;
import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunIds;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.StaleAttemptException;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.trigger.DueReports;
import dev.rapporteur.trigger.ReportSchedule;
import dev.rapporteur.trigger.RunStarter;
import dev.rapporteur.trigger.ScheduleReader;
import dev.rapporteur.trigger.jdbc.JdbcReportSchedules;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Some nodes over one database, moved one at a time in an order that follows from a seed, with
 * crashes, standstills, wrong clocks, a failing database and failing work. The runs, the ledger,
 * the schedules, retries and the recording of steps are the product's; so is the database. What is
 * simulated is time, threads, the network to the database, and the queue.
 *
 * <p>For some weeks things go wrong, then for some days they do not; then {@link #violations} says
 * what was lost, done twice or written by who had been overtaken.
 */
final class SimulatedCluster {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final Duration TROUBLED = Duration.ofDays(15);
  private static final Duration CALM = Duration.ofDays(9);
  private static final String REPORT = "sales-monthly";
  private static final List<RunState> STEPS =
      List.of(
          RunState.QUERIED,
          RunState.ANALYZED,
          RunState.RETRIEVED,
          RunState.WRITTEN,
          RunState.GROUNDED,
          RunState.RENDERED,
          RunState.IN_REVIEW);

  /** The report is made whole, so nothing splits it. */
  private static final SplitStep NOT_IN_PARTS = null;

  /** What may be broken in the engine, to see that it is found. */
  enum Broken {
    NOTHING,
    /** Each node reads the latest attempt before it writes, so that no attempt is ever stale. */
    NO_FENCING,
    /** A finished step is not looked for. */
    NO_LEDGER,
    /** Nobody compares what is due and pending with what moves. */
    NO_SWEEPER
  }

  private final Random random;
  private final Broken broken;
  private final DataSource database;
  private final ReportCatalog catalog;
  private final DefinitionFiles files;
  private final ScheduleReader schedules;
  private final ReportRuns runs;
  private final StepLedger ledger;

  private final Semaphore back = new Semaphore(0);
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final SimulatedQueue queue = new SimulatedQueue(this);
  private final Deque<String> history = new ArrayDeque<>();
  private final List<String> violations = new ArrayList<>();
  private final Set<String> attempts = new HashSet<>();

  /** The attempt whose result of a step others see. */
  private final Map<String, Integer> published = new HashMap<>();

  private Instant now = START;
  private boolean troubled = true;
  private boolean closing;
  private int crashes;
  private int standstills;
  private int overtaken;

  /**
   * @param database the state database, empty
   * @param catalog knows the report {@code sales-monthly}
   */
  SimulatedCluster(
      long seed,
      Broken broken,
      DataSource database,
      ReportCatalog catalog,
      Workspace workspace,
      ScheduleReader schedules) {
    this.random = new Random(seed);
    this.broken = broken;
    this.database = database;
    this.catalog = catalog;
    this.files = new DefinitionFiles(workspace);
    this.schedules = schedules;
    this.runs = new JdbcReportRuns(database, new RunIds(random::nextLong)::next);
    this.ledger = new JdbcStepLedger(database, runs);
    for (int i = 1; i <= 3; i++) {
      nodes.add(new SimulatedNode(this, "node-" + i, START.plusSeconds(i)));
    }
    new JdbcReportSchedules(database).put(everyMonday(), START);
  }

  private static ReportSchedule everyMonday() {
    ScheduleDefinition definition =
        new ScheduleDefinition(
            Optional.of("0 0 8 ? * MON"),
            Optional.empty(),
            Optional.empty(),
            "",
            "",
            "",
            "run-each");
    return new ReportSchedule(
        REPORT, definition, ZoneOffset.UTC, ReportingPeriod.Kind.WEEK, Set.of());
  }

  /** Lets everything happen. */
  void run() {
    moveUntil(START.plus(TROUBLED));
    troubled = false;
    nodes.forEach(node -> node.skew = Duration.ZERO);
    moveUntil(START.plus(TROUBLED).plus(CALM));
    resumeParked();
    moveUntil(START.plus(TROUBLED).plus(CALM).plus(Duration.ofDays(1)));
    closing = true;
    for (SimulatedNode node : nodes) {
      if (node.alive) {
        node.crashAtNextPoint();
        node.move(back);
      }
    }
    judge();
  }

  /** What an operator does with runs that failed too often. */
  private void resumeParked() {
    for (ReportRun run : runs.latest(1_000)) {
      if (run.state() == RunState.FAILED && run.retryAt().isEmpty()) {
        note("operator resumes " + run.id());
        queue.startNow(nodes.getFirst(), run.id());
      }
    }
  }

  private void moveUntil(Instant end) {
    while (true) {
      List<SimulatedNode> ready = nodes.stream().filter(node -> !node.wakeAt.isAfter(now)).toList();
      if (ready.isEmpty()) {
        now = nodes.stream().map(node -> node.wakeAt).min(Instant::compareTo).orElseThrow();
        if (!now.isBefore(end)) {
          now = end;
          return;
        }
        continue;
      }
      SimulatedNode node = ready.get(random.nextInt(ready.size()));
      if (!troubled || !goesWrong(node)) {
        node.move(back);
      }
      now = now.plusMillis(random.nextInt(400));
      queue.recover();
    }
  }

  /**
   * @return whether the node stands still instead of moving
   */
  private boolean goesWrong(SimulatedNode node) {
    double chance = random.nextDouble();
    if (chance < 0.006) {
      node.crashAtNextPoint();
    } else if (chance < 0.016) {
      standstills++;
      node.wakeAt = now.plusSeconds(random.nextInt(1, 180));
      note(node + " stands still until " + node.wakeAt);
      return true;
    } else if (chance < 0.024) {
      node.failAtNextPoint();
    } else if (chance < 0.026) {
      node.skew = Duration.ofMinutes(random.nextInt(-120, 3 * 24 * 60));
      note(node + " has its clock wrong by " + node.skew);
    }
    return false;
  }

  /** The life of a node, in its own thread. */
  void live(SimulatedNode node) {
    note(node + " starts");
    DataSource mine = node.through(database);
    ReportRuns its = runs(new JdbcReportRuns(mine, new RunIds(random::nextLong)::next));
    StepLedger itsLedger = ledger(new JdbcStepLedger(mine, its));
    RecordedSteps steps = new RecordedSteps(itsLedger, node.clock(), RunProgress.SILENT);
    ReportRunner runner =
        new ReportRunner(
            its, itsLedger, catalog, files, node.clock(), route(node, steps), NOT_IN_PARTS);
    QueuedRuns starter = new QueuedRuns(runner, its, node.clock(), queue.from(node)::enqueue);
    DueReports due =
        new DueReports(
            new JdbcReportSchedules(mine), schedules, its, queue.from(node), node.clock());
    while (!closing) {
      carryOutOne(node, starter);
      if (random.nextInt(3) == 0) {
        lookAfter(node, due, its);
      }
      idle(node);
    }
  }

  private void carryOutOne(SimulatedNode node, RunStarter starter) {
    try {
      Optional<SimulatedQueue.Start> taken = queue.take(node);
      if (taken.isPresent()) {
        String run = taken.get().run();
        note(node + " takes " + run);
        RunStarter.Outcome outcome;
        try {
          outcome = starter.start(run);
        } catch (RuntimeException fault) {
          // As RunJob does.
          outcome = new RunStarter.Again(node.clock().instant().plusSeconds(15));
        }
        note(node + ": " + run + " " + outcome);
        if (outcome instanceof RunStarter.Again again) {
          queue.startAgain(node, run, again.at());
        }
        queue.done(node, taken.get());
      }
    } catch (IllegalStateException queueAway) {
      note(node + ": " + queueAway.getMessage());
    }
  }

  /** As the bell and the sweeper do. */
  private void lookAfter(SimulatedNode node, DueReports due, ReportRuns its) {
    try {
      due.ringAll();
      if (broken != Broken.NO_SWEEPER) {
        Set<String> missing = its.pending().stream().map(ReportRun::id).collect(Collectors.toSet());
        missing.removeAll(queue.moving());
        missing.stream().sorted().forEach(run -> queue.startNow(node, run));
      }
    } catch (RuntimeException away) {
      note(node + ": " + away.getMessage());
    }
  }

  private void idle(SimulatedNode node) {
    node.idle = true;
    node.wakeAt = now.plusSeconds(random.nextInt(1, 6 * 3600));
    node.pass(back);
    node.idle = false;
  }

  /** Gives the turn back at a point, to go on at once. */
  void pass(SimulatedNode node) {
    node.wakeAt = now;
    node.pass(back);
  }

  /** The way of a run: each step only says which one it is. */
  private RunWay route(SimulatedNode node, RecordedSteps steps) {
    return new RunWay() {
      @Override
      public RunDossier apply(RunDossier opened) {
        return alongTheWay(node, steps, opened);
      }

      @Override
      public OutgoingReport deliver(OutgoingReport report) {
        throw new UnsupportedOperationException("nothing is approved in here");
      }
    };
  }

  private RunDossier alongTheWay(SimulatedNode node, RecordedSteps steps, RunDossier opened) {
    ReportRun run = opened.run();
    if (!attempts.add(run.id() + " " + run.attempt())) {
      violated("attempt " + run.attempt() + " of " + run.id() + " was given to two executions");
    }
    try {
      RunDossier dossier = opened;
      for (RunState step : STEPS) {
        dossier =
            steps.once(
                dossier,
                step,
                String.class,
                () -> work(node, run, step),
                result -> published.put(run.id() + " " + step, run.attempt()),
                (now, result) -> now);
      }
      return dossier;
    } catch (StaleAttemptException stopped) {
      overtaken++;
      if (runs.find(run.id()).orElseThrow().attempt() == run.attempt()) {
        violated("attempt " + run.attempt() + " of " + run.id() + " was stopped and is the latest");
      }
      throw stopped;
    }
  }

  private String work(SimulatedNode node, ReportRun run, RunState step) {
    // Who was overtaken between looking and working works in vain, and can record nothing.
    boolean latest = runs.find(run.id()).orElseThrow().attempt() == run.attempt();
    if (latest && ledger.find(run.id(), step).isPresent()) {
      violated(step + " of " + run.id() + " is done again by " + node);
    }
    try {
      node.point();
    } catch (SQLException away) {
      throw new RapporteurException(FailureKind.EXTERNAL, "the simulated source is away", "", away);
    }
    if (troubled && random.nextInt(40) == 0) {
      throw new RapporteurException(FailureKind.EXTERNAL, "the simulated model is away", "");
    }
    return step + " by " + node;
  }

  private void judge() {
    List<ReportRun> all = runs.latest(1_000);
    for (ReportRun run : all) {
      if (run.state() != RunState.IN_REVIEW) {
        violated(run.id() + " for " + run.request().period() + " is lost in " + run.state());
      }
      List<RunState> steps = ledger.of(run.id()).stream().map(FinishedStep::step).toList();
      if (!steps.equals(STEPS)) {
        violated(run.id() + " has the steps " + steps);
      }
    }
    for (ReportRun run : all) {
      for (FinishedStep step : ledger.of(run.id())) {
        if (published.get(run.id() + " " + step.step()) != step.attempt()) {
          violated(step.step() + " of " + run.id() + " is seen as another attempt made it");
        }
      }
    }
    Set<ReportingPeriod> made =
        all.stream().map(run -> run.request().period()).collect(Collectors.toSet());
    if (made.size() != all.size()) {
      violated("a period has two runs");
    }
    for (ReportingPeriod due : due()) {
      if (!made.contains(due)) {
        violated(due + " was never made");
      }
    }
  }

  private Set<ReportingPeriod> due() {
    Set<ReportingPeriod> periods = new HashSet<>();
    LocalDate day =
        LocalDate.ofInstant(START, ZoneId.of("UTC"))
            .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    while (day.atTime(8, 0).toInstant(ZoneOffset.UTC).isBefore(START.plus(TROUBLED).plus(CALM))) {
      periods.add(ReportingPeriod.containing(ReportingPeriod.Kind.WEEK, day).previous());
      day = day.plusWeeks(1);
    }
    return periods;
  }

  Instant now() {
    return now;
  }

  /** Lets an idle node look into the queue at that time. */
  void wakeOneAt(Instant at) {
    nodes.stream()
        .filter(node -> node.idle && node.alive)
        .findFirst()
        .filter(node -> node.wakeAt.isAfter(at))
        .ifPresent(node -> node.wakeAt = at.isBefore(now) ? now : at);
  }

  void crashed(SimulatedNode node) {
    if (!closing) {
      crashes++;
      node.idle = false;
      node.wakeAt = now.plusSeconds(random.nextInt(1, 300));
      note(node + " crashed, back at " + node.wakeAt);
    }
  }

  void violated(String what) {
    note("VIOLATED: " + what);
    violations.add(what);
  }

  private void note(String what) {
    history.add(now + " " + what);
    if (history.size() > 400) {
      history.removeFirst();
    }
  }

  List<String> violations() {
    return violations;
  }

  /** What happened last, one line each. */
  String history() {
    return String.join("\n", history);
  }

  int crashes() {
    return crashes;
  }

  int standstills() {
    return standstills;
  }

  int overtaken() {
    return overtaken;
  }

  int recoveries() {
    return queue.recoveries();
  }

  private ReportRuns runs(ReportRuns real) {
    return broken == Broken.NO_FENCING ? new UnfencedRuns(real) : real;
  }

  private StepLedger ledger(StepLedger real) {
    return broken == Broken.NO_LEDGER ? new ForgetfulLedger(real) : real;
  }
}
