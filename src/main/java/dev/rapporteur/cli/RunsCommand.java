package dev.rapporteur.cli;

import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.WaitingRun;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code rapporteur runs}: the latest runs and how they stand. */
@Command(name = "runs", description = "Lists the latest runs.", mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Option(names = "--limit", defaultValue = "20", description = "How many: ${DEFAULT-VALUE}.")
  int limit;

  @Option(names = "--of", paramLabel = "RUN", description = "The parts that a run was split into.")
  String whole;

  @Override
  public Integer call() {
    try (OpenWorkspace workspace = terminal.open()) {
      List<ReportRun> latest =
          whole == null
              ? workspace.runs().latest(Math.clamp(limit, 1, 1000))
              : workspace.parts().of(whole);
      if (terminal.json()) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("runs");
        latest.forEach(run -> add(workspace, run, list.addObject()));
        terminal.printJson(json);
      } else {
        latest.forEach(run -> print(workspace, run));
      }
      return ExitCode.DONE.code();
    }
  }

  private static void add(OpenWorkspace workspace, ReportRun run, ObjectNode json) {
    json.put("run", run.id());
    json.put("report", run.request().report());
    json.put("period", run.request().period().toString());
    json.put("scope", run.request().scope().toString());
    json.put("revision", run.revision());
    json.put("state", run.state().name());
    json.put("attempt", run.attempt());
    json.put("requestedAt", run.requestedAt().toString());
    json.put("problem", run.failure());
    run.retryAt().ifPresent(at -> json.put("retryAt", at.toString()));
    waiting(workspace, run).ifPresent(waits -> RunHere.add(waits, json.putObject("waiting")));
  }

  /** What a run waits for; what it once waited for is past. */
  private static Optional<WaitingRun> waiting(OpenWorkspace workspace, ReportRun run) {
    return run.state() == RunState.WAITING ? workspace.waiting().find(run.id()) : Optional.empty();
  }

  private void print(OpenWorkspace workspace, ReportRun run) {
    String problem =
        waiting(workspace, run)
            .map(waits -> waits.why() + "; looked at again at " + waits.nextLook())
            .orElseGet(() -> failure(run));
    terminal
        .out()
        .printf(
            "%s  %-24s %-8s %-18s %s%n",
            run.id(),
            run.request().report()
                + (run.request().scope().isWhole() ? "" : " " + run.request().scope()),
            run.request().period(),
            run.state().name().toLowerCase(java.util.Locale.ROOT),
            problem.lines().findFirst().orElse(""));
  }

  private static String failure(ReportRun run) {
    return run.retryAt()
        .map(at -> "tried again at " + at.truncatedTo(ChronoUnit.SECONDS) + ": " + run.failure())
        .orElse(run.failure());
  }
}
