package dev.rapporteur.cli;

import dev.rapporteur.audit.AuditEntry;
import dev.rapporteur.audit.AuditHead;
import dev.rapporteur.audit.AuditVerification;
import dev.rapporteur.audit.BrokenHeadException;
import dev.rapporteur.function.UnknownOutcomes;
import dev.rapporteur.pipeline.OpenWorkspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code rapporteur audit}: the trail of who did what. */
@Command(
    name = "audit",
    description = "Verifies or exports the audit trail.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = {AuditCommand.Verify.class, AuditCommand.Export.class})
final class AuditCommand {

  /** {@code rapporteur audit verify}. */
  @Command(
      name = "verify",
      description = "Reads the whole trail and names the first entry that is not what was written.",
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {
    @Mixin Terminal terminal;

    @Override
    public Integer call() {
      try (OpenWorkspace workspace = terminal.open()) {
        List<AuditHead> heads = new ArrayList<>();
        String brokenHead = "";
        try {
          heads.addAll(workspace.heads().read());
        } catch (BrokenHeadException e) {
          brokenHead = e.getMessage();
        }
        int signed = heads.size();
        heads.add(workspace.trail().tail());
        AuditVerification found = AuditVerification.of(workspace.trail()::forEach, heads);
        boolean ok = found.ok() && brokenHead.isEmpty();
        String problem = found.ok() ? brokenHead : found.problem();
        show(new Report(found, signed, ok, problem, UnknownOutcomes.in(workspace.trail())));
        return ok ? ExitCode.DONE.code() : ExitCode.FAILED.code();
      }
    }

    /** What was found, of the entries and of the signed heads together. */
    private record Report(
        AuditVerification found,
        int signedHeads,
        boolean ok,
        String problem,
        List<AuditEntry> unknown) {}

    private void show(Report report) {
      if (terminal.json()) {
        terminal.printJson(json(report));
        return;
      }
      if (report.ok()) {
        terminal
            .out()
            .printf(
                "%d entries, unbroken; %d signed heads agree%n",
                report.found().entries(), report.signedHeads());
      } else {
        terminal.err().println("error: the audit trail was changed; " + report.problem());
        terminal.err().println("next:  keep a copy of the database as it is, and compare back-ups");
      }
      for (AuditEntry entry : report.unknown()) {
        terminal
            .out()
            .printf(
                "outcome unknown: %s by %s at %s (%s)%n",
                entry.subject(), entry.actor(), entry.at(), entry.reference());
      }
    }

    private static ObjectNode json(Report report) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("entries", report.found().entries());
      json.put("ok", report.ok());
      report
          .found()
          .firstBad()
          .ifPresentOrElse(bad -> json.put("firstBad", bad), () -> json.putNull("firstBad"));
      json.put("problem", report.problem());
      json.put("signedHeads", report.signedHeads());
      ArrayNode calls = json.putArray("unknownOutcomes");
      report.unknown().forEach(entry -> calls.add(entry.reference()));
      return json;
    }
  }

  /** {@code rapporteur audit export}. */
  @Command(
      name = "export",
      description = {
        "Prints every entry as one line of JSON.",
        "The hash of an entry is the SHA-256 of its line as canonical JSON (RFC 8785) without 'hash'"
            + " and 'body'; the signed heads lie in output/.audit/."
      },
      mixinStandardHelpOptions = true)
  static final class Export implements Callable<Integer> {
    @Mixin Terminal terminal;

    @Override
    public Integer call() {
      try (OpenWorkspace workspace = terminal.open()) {
        workspace.trail().forEach(entry -> terminal.out().println(entry.exportLine()));
      }
      return ExitCode.DONE.code();
    }
  }
}
