package dev.rapporteur.cli;

import dev.rapporteur.access.Actor;
import dev.rapporteur.assistant.jdbc.JdbcConversations;
import dev.rapporteur.operation.Retention;
import dev.rapporteur.operation.RetentionRules;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.ReportRun;
import java.time.Clock;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code rapporteur retention}: deletes what was kept long enough. */
@Command(
    name = "retention",
    description = {
      "Deletes runs that are over with their drafts, expired conversations, and the bodies of old"
          + " audit entries; the entries stay, and the chain stays whole.",
      "A time is written as P3Y (years), P18M (months) or P90D (days); P0D keeps for ever."
    },
    mixinStandardHelpOptions = true)
final class RetentionCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Option(
      names = "--runs",
      defaultValue = "${env:RAPPORTEUR_RETENTION_RUNS:-P3Y}",
      description = "How long runs are kept after their end: ${DEFAULT-VALUE}.")
  Period runs;

  @Option(
      names = "--audit-bodies",
      defaultValue = "${env:RAPPORTEUR_RETENTION_AUDIT_BODIES:-P1Y}",
      description = "How long what may be personal in the audit trail is kept: ${DEFAULT-VALUE}.")
  Period auditBodies;

  @Option(names = "--dry-run", description = "Says what would be deleted, and deletes nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    try (OpenWorkspace workspace = terminal.open()) {
      Actor person =
          Actor.of(System.getProperty("user.name", "terminal"), Actor.Kind.PERSON, List.of());
      Retention retention =
          new Retention(
              workspace, new RetentionRules(runs, auditBodies), clock, "person:" + person.name());
      Retention.Plan plan = dryRun ? retention.plan() : retention.apply();
      int conversations =
          dryRun
              ? 0
              : new JdbcConversations(
                      workspace.state().dataSource(), clock, () -> UUID.randomUUID().toString())
                  .deleteExpired();
      show(plan, conversations);
    }
    return ExitCode.DONE.code();
  }

  private void show(Retention.Plan plan, int conversations) {
    if (terminal.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("dryRun", dryRun);
      var list = json.putArray("runs");
      plan.runs().forEach(run -> list.add(run.id()));
      json.put("auditBodies", plan.auditBodies());
      if (!dryRun) {
        json.put("conversations", conversations);
      }
      terminal.printJson(json);
      return;
    }
    for (ReportRun run : plan.runs()) {
      terminal
          .out()
          .printf(
              "%s  %-24s %-8s %s since %s%n",
              run.id(),
              run.request().report(),
              run.request().period(),
              run.state().name().toLowerCase(java.util.Locale.ROOT),
              run.changedAt());
    }
    terminal
        .out()
        .printf(
            dryRun
                ? "%d runs and the bodies of %d audit entries would be deleted%n"
                : "%d runs and the bodies of %d audit entries were deleted%n",
            plan.runs().size(),
            plan.auditBodies());
    if (conversations > 0) {
      terminal.out().printf("%d expired conversations were deleted%n", conversations);
    }
  }
}
