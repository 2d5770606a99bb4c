package dev.rapporteur.cli;

import dev.rapporteur.pipeline.DataNotReadyException;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.pipeline.SplitProgress;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.WaitingRun;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Executes a run in this process and shows how it came out. */
final class RunHere {
  private final Terminal terminal;
  private final OpenWorkspace workspace;
  private final Optional<URI> model;

  RunHere(Terminal terminal, OpenWorkspace workspace, Optional<URI> model) {
    this.terminal = terminal;
    this.workspace = workspace;
    this.model = model;
  }

  /** Executes it from its last finished step on and gives the exit code. */
  int execute(String run) {
    DraftSummary summary = new DraftSummary(terminal);
    try {
      ReportRun asked = workspace.runs().find(run).orElseThrow();
      if (workspace.isSplit(asked)) {
        SplitProgress made = workspace.startedRunner(model, RunProgress.SILENT).splitHere(run);
        return show(made);
      }
      summary.show(workspace.workspace(), workspace.resumeNow(run, model, summary.progress()));
      return ExitCode.DONE.code();
    } catch (DataNotReadyException waits) {
      ReportRun waiting = workspace.runs().find(run).orElseThrow();
      if (terminal.json()) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("run", run);
        json.put("report", waiting.request().report());
        json.put("period", waiting.request().period().toString());
        json.put("state", waiting.state().name());
        add(waits.waiting(), json.putObject("waiting"));
        terminal.printJson(json);
      } else {
        terminal.out().printf("%s waits: %s%n", run, waits.getMessage());
        terminal.out().println("next:  " + waits.nextStep());
      }
      return ExitCode.WAITING.code();
    }
  }

  /** The summary of all parts. */
  private int show(SplitProgress made) {
    if (terminal.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("run", made.whole().id());
      json.put("report", made.whole().request().report());
      json.put("period", made.whole().request().period().toString());
      json.put("state", made.whole().state().name());
      ArrayNode parts = json.putArray("parts");
      made.parts().forEach(part -> add(part, parts.addObject()));
      terminal.printJson(json);
    } else {
      terminal
          .out()
          .printf(
              "%s, %s (%s): %d parts%n%n",
              made.whole().request().report(),
              made.whole().request().period(),
              made.whole().id(),
              made.parts().size());
      made.parts().forEach(this::print);
    }
    return exitCode(made.parts()).code();
  }

  private static ExitCode exitCode(List<ReportRun> parts) {
    if (parts.stream().anyMatch(part -> part.state() == RunState.FAILED)) {
      return ExitCode.FAILED;
    }
    boolean waits = parts.stream().anyMatch(part -> part.state() == RunState.WAITING);
    return waits ? ExitCode.WAITING : ExitCode.DONE;
  }

  private static void add(ReportRun part, ObjectNode json) {
    json.put("scope", part.request().scope().toString());
    json.put("run", part.id());
    json.put("state", part.state().name());
    json.put("problem", part.failure());
  }

  private void print(ReportRun part) {
    terminal
        .out()
        .printf(
            "%-24s %-10s %s  %s%n",
            part.request().scope(),
            part.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            part.id(),
            part.failure().lines().findFirst().orElse(""));
  }

  static void add(WaitingRun waiting, ObjectNode json) {
    json.put("why", waiting.why());
    json.put("owner", waiting.owner());
    json.put("since", waiting.since().toString());
    json.put("looks", waiting.looks());
    json.put("nextLook", waiting.nextLook().toString());
    json.put("deadline", waiting.deadline().map(Instant::toString).orElse(null));
    json.put("escalatedAt", waiting.escalatedAt().map(Instant::toString).orElse(null));
  }
}
