package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.Actor;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.QueuedRuns;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.WaitingRun;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleWorkspace;
import dev.rapporteur.testing.SettableClock;
import dev.rapporteur.trigger.RunStarter.Again;
import dev.rapporteur.trigger.RunStarter.Done;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A report whose month is not closed waits for it, and somebody hears of it in time. */
class ReadinessJourneyIT {
  private static final String CLOSE = "2024-12-01,2025-01-06\n";

  /** The fourth working day of January 2025 in Shanghai; the deadline is the fifth at noon. */
  private final SettableClock clock = new SettableClock("2025-01-07T00:00:00Z");

  private static final Instant DEADLINE = Instant.parse("2025-01-08T04:00:00Z");

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void aMonthThatIsNotClosed() {
    workspace = SampleWorkspace.in(folder);
    SampleWorkspace.edit(workspace, "datasources/sales/month_close.csv", CLOSE, "");
  }

  @Test
  void waitsForTheMonthEscalatesOnceAtTheDeadlineAndIsMadeOnceWhenItIsClosed() throws Exception {
    String run;
    try (OpenWorkspace open = OpenWorkspace.embedded(workspace, clock)) {
      QueuedRuns queued = queued(open);
      run = accept(open).id();

      assertThat(queued.start(run)).isEqualTo(again(Duration.ofMinutes(5)));
      assertThat(state(open, run)).isEqualTo(RunState.WAITING);
      WaitingRun waits = open.waiting().find(run).orElseThrow();
      assertThat(waits.why()).contains("2024-12 is not closed").contains("sales_closed");
      assertThat(waits.deadline()).contains(DEADLINE);

      clock.jump(Duration.ofMinutes(5));
      assertThat(queued.start(run)).as("later each time").isEqualTo(again(Duration.ofMinutes(10)));
      clock.set("2025-01-08T03:50:00Z");
      assertThat(queued.start(run)).as("never past the deadline").isEqualTo(new Again(DEADLINE));
      assertThat(events(open, "run.escalated")).isEmpty();

      clock.set(DEADLINE.toString());
      queued.start(run);
      clock.jump(Duration.ofHours(1));
      queued.start(run);
      assertThat(events(open, "run.escalated"))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.get("why").asString()).contains("not closed");
                assertThat(event.get("owner").asString()).isEqualTo("Finance");
              });
      assertThat(accept(open).id()).as("a late fire makes no second run").isEqualTo(run);
    }

    Path closes = folder.resolve("datasources/sales/month_close.csv");
    Files.writeString(closes, Files.readString(closes) + CLOSE);
    clock.jump(Duration.ofHours(1));
    try (OpenWorkspace open = OpenWorkspace.embedded(workspace, clock)) {
      assertThat(queued(open).start(run)).isInstanceOf(Done.class);
      assertThat(open.runs().latest(10))
          .extracting(ReportRun::state)
          .containsExactly(RunState.IN_REVIEW);
      assertThat(events(open, "review.needed")).hasSize(1);
    }
  }

  @Test
  void makesTheDraftAtTheDeadlineWithANoteWhereTheDefinitionSaysSo() throws Exception {
    SampleWorkspace.edit(
        workspace,
        "tasks/sales-monthly/report.yaml",
        "otherwise: escalate",
        "minimum: { orders: 1000000 }, loadedSinceEnd: last_loaded_at, otherwise: draft");
    try (OpenWorkspace open = OpenWorkspace.embedded(workspace, clock)) {
      QueuedRuns queued = queued(open);
      String run = accept(open).id();
      assertThat(queued.start(run)).isInstanceOf(Again.class);
      assertThat(open.waiting().find(run).orElseThrow().why())
          .contains("not closed")
          .containsPattern("orders of sales_closed is \\d+ for 2024-12, and at least 1000000");

      clock.set(DEADLINE.toString());
      assertThat(queued.start(run)).isInstanceOf(Done.class);

      ReportRun made = open.runs().find(run).orElseThrow();
      assertThat(made.state()).isEqualTo(RunState.IN_REVIEW);
      String evidence = Files.readString(open.workspace().outputOf(made).resolve("evidence.json"));
      assertThat(evidence).contains("NOT_CLOSED").contains("TOO_FEW");
      assertThat(open.ledger().find(run, RunState.WRITTEN).orElseThrow().result())
          .contains("is not closed yet, so its figures may still change");
      assertThat(events(open, "run.escalated")).isEmpty();
    }
  }

  @Test
  void byHandItSaysSoAndGoesOnOnlyIfToldTo() {
    SampleWorkspace.edit(
        workspace,
        "tasks/sales-monthly/report.yaml",
        "deadline: { workday: 5, at: \"12:00\" }, ",
        "");
    CommandLineRun waits =
        CommandLineRun.in(folder, "run", "sales-monthly", "--period", "2024-12", "--json");
    assertThat(waits.code()).as(waits.err()).isEqualTo(3);
    JsonNode json = JsonMapper.shared().readTree(waits.out());
    assertThat(json.get("state").asString()).isEqualTo("WAITING");
    assertThat(json.get("waiting").get("why").asString()).contains("2024-12 is not closed");
    assertThat(json.get("waiting").get("nextLook").asString()).isNotBlank();

    assertThat(CommandLineRun.in(folder, "runs").out())
        .contains("waiting")
        .contains("2024-12 is not closed")
        .contains("looked at again at");

    String run = json.get("run").asString();
    CommandLineRun anyway = CommandLineRun.in(folder, "resume", run, "--anyway", "--json");
    assertThat(anyway.code()).as(anyway.err()).isZero();
    assertThat(JsonMapper.shared().readTree(anyway.out()).get("state").asString())
        .isEqualTo("IN_REVIEW");
  }

  private Again again(Duration in) {
    return new Again(clock.instant().plus(in));
  }

  private QueuedRuns queued(OpenWorkspace open) {
    return new QueuedRuns(
        open.startedRunner(Optional.empty(), RunProgress.SILENT), open.runs(), clock, part -> {});
  }

  private ReportRun accept(OpenWorkspace open) {
    Actor schedule = Actor.of("sales-monthly", Actor.Kind.SCHEDULE, Set.of("sales-manager"));
    RunRequest request =
        new RunRequest(
            "sales-monthly",
            ReportingPeriod.month(2024, 12),
            RunScope.WHOLE,
            new RunCause.Scheduled(schedule, clock.instant()),
            WriterChoice.RULES);
    return open.runs().acceptOnce(request, clock.instant()).run();
  }

  private static RunState state(OpenWorkspace open, String run) {
    return open.runs().find(run).orElseThrow().state();
  }

  private static List<JsonNode> events(OpenWorkspace open, String type) {
    return JdbcClient.create(open.state().dataSource())
        .sql("select data from run_event where type = ?")
        .param(type)
        .query(String.class)
        .list()
        .stream()
        .map(data -> JsonMapper.shared().readTree(data))
        .toList();
  }
}
