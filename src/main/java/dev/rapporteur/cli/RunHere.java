package dev.rapporteur.cli;

import dev.rapporteur.pipeline.DataNotReadyException;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.WaitingRun;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
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
