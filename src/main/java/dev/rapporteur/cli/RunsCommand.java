package dev.rapporteur.cli;

import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.ReportRun;
import java.util.List;
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

  @Override
  public Integer call() {
    try (OpenWorkspace workspace = terminal.open()) {
      List<ReportRun> latest = workspace.runs().latest(Math.clamp(limit, 1, 1000));
      if (terminal.json()) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("runs");
        latest.forEach(run -> add(run, list.addObject()));
        terminal.printJson(json);
      } else {
        latest.forEach(this::print);
      }
      return ExitCode.DONE.code();
    }
  }

  private static void add(ReportRun run, ObjectNode json) {
    json.put("run", run.id());
    json.put("report", run.request().report());
    json.put("period", run.request().period().toString());
    json.put("scope", run.request().scope().toString());
    json.put("revision", run.revision());
    json.put("state", run.state().name());
    json.put("attempt", run.attempt());
    json.put("requestedAt", run.requestedAt().toString());
    json.put("problem", run.failure());
  }

  private void print(ReportRun run) {
    terminal
        .out()
        .printf(
            "%s  %-24s %-8s %-18s %s%n",
            run.id(),
            run.request().report(),
            run.request().period(),
            run.state().name().toLowerCase(java.util.Locale.ROOT),
            run.failure().lines().findFirst().orElse(""));
  }
}
