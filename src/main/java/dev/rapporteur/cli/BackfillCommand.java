package dev.rapporteur.cli;

import dev.rapporteur.access.Actor;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.ReportRunner;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.trigger.Backfill;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rapporteur backfill}: makes up the first drafts of a stretch of periods. */
@Command(
    name = "backfill",
    description = "Makes up the drafts of a stretch of periods; what is there already stays.",
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
  @Mixin private Terminal terminal;

  @Parameters(paramLabel = "REPORT", description = "The report's name, as in tasks/.")
  private String report;

  @Option(names = "--from", required = true, paramLabel = "PERIOD", description = "The first one.")
  private String from;

  @Option(names = "--to", required = true, paramLabel = "PERIOD", description = "The last one.")
  private String to;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many at the same time: ${DEFAULT-VALUE}.")
  private int parallel;

  @Option(
      names = "--writer",
      paramLabel = "WHO",
      defaultValue = "auto",
      description = "auto, model or rules; auto takes the model if one answers.")
  private WriterChoice writer;

  @Mixin ModelOption model;

  /**
   * What became of one period.
   *
   * @param problem why there is no draft, or an empty text
   */
  private record MadeUp(String period, String run, String state, String problem) {}

  private record Answer(String report, List<MadeUp> periods) {}

  @Override
  public Integer call() throws InterruptedException {
    try (OpenWorkspace workspace = terminal.open()) {
      ReportDefinition definition = workspace.catalog().report(report);
      Backfill backfill = backfill(definition);
      ReportRunner runner = workspace.startedRunner(model.url(), RunProgress.SILENT);
      List<MadeUp> all = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(backfill.parallel())) {
        List<Future<MadeUp>> running = new ArrayList<>();
        for (ReportingPeriod period : backfill.periods()) {
          running.add(threads.submit(() -> makeUp(workspace, runner, request(definition, period))));
        }
        for (Future<MadeUp> each : running) {
          MadeUp madeUp = each.get();
          all.add(madeUp);
          show(madeUp);
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
      if (terminal.json()) {
        terminal.printJson(new Answer(report, all));
      }
      boolean complete = all.stream().allMatch(each -> each.problem().isEmpty());
      return (complete ? ExitCode.DONE : ExitCode.FAILED).code();
    }
  }

  private Backfill backfill(ReportDefinition definition) {
    Backfill backfill = new Backfill(period(from), period(to), parallel);
    if (backfill.from().kind() != definition.period()) {
      throw wrong("%s is made by the %s".formatted(report, lower(definition.period())));
    }
    LocalDate today = LocalDate.now(Clock.system(definition.timeZone()));
    List<ReportingPeriod> early = backfill.notOverOn(today);
    if (!early.isEmpty()) {
      throw wrong(early.getFirst() + " is not over");
    }
    return backfill;
  }

  private static MadeUp makeUp(OpenWorkspace workspace, ReportRunner runner, RunRequest request) {
    ReportRuns runs = workspace.runs();
    ReportRun run = runs.acceptOnce(request, Instant.now()).run();
    String problem = "";
    if (isToBeMade(run)) {
      try {
        if (workspace.isSplit(run)) {
          runner.splitHere(run.id());
        } else {
          runner.execute(run.id());
        }
      } catch (RapporteurException fault) {
        problem = fault.getMessage();
      }
    }
    String state = lower(runs.find(run.id()).orElseThrow().state());
    return new MadeUp(request.period().toString(), run.id(), state, problem);
  }

  private static boolean isToBeMade(ReportRun run) {
    return switch (run.state()) {
      case REQUESTED, WAITING, QUERIED, ANALYZED, RETRIEVED, WRITTEN, GROUNDED, RENDERED, FAILED ->
          true;
      case SPLIT, IN_REVIEW, CHANGES_REQUESTED, APPROVED, DELIVERED, REJECTED, CANCELED -> false;
    };
  }

  private void show(MadeUp madeUp) {
    if (!terminal.json()) {
      terminal
          .out()
          .printf(
              "%-8s %-10s %s %s%n",
              madeUp.period(), madeUp.state(), madeUp.run(), madeUp.problem());
    }
  }

  private RunRequest request(ReportDefinition definition, ReportingPeriod period) {
    Actor actor =
        new Actor(
            System.getProperty("user.name", "terminal"),
            Actor.Kind.PERSON,
            new TreeSet<>(definition.roles()));
    return new RunRequest(report, period, RunScope.WHOLE, new RunCause.Manual(actor), writer);
  }

  private static ReportingPeriod period(String text) {
    return ReportingPeriod.parse(text).orElseThrow(() -> wrong("'" + text + "' is no period"));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static RapporteurException wrong(String message) {
    return new RapporteurException(
        FailureKind.DEFINITION, message, "write periods as 2024-03, 2024-Q1, 2024-W09 or 2024");
  }
}
