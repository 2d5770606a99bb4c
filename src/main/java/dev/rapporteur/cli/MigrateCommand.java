package dev.rapporteur.cli;

import dev.rapporteur.audit.AuditHead;
import dev.rapporteur.audit.AuditVerification;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.Secrets;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.report.jdbc.StateMove;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code rapporteur migrate}: moves the state from the embedded database to PostgreSQL. */
@Command(
    name = "migrate",
    description = {
      "Moves the state from the embedded database to PostgreSQL, all of it or nothing.",
      "The password is the secret RAPPORTEUR_DATABASE_PASSWORD. See docs/guides/grow.md."
    },
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description = "jdbc:postgresql://HOST/DATABASE, an empty database.")
  String url;

  @Option(
      names = "--user",
      paramLabel = "USER",
      defaultValue = "rapporteur",
      description = "Who logs in there: ${DEFAULT-VALUE}.")
  String user;

  @Override
  public Integer call() {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "'" + url + "' is no address of PostgreSQL",
          "write jdbc:postgresql://HOST/DATABASE");
    }
    Clock clock = Clock.systemUTC();
    String password = new Secrets(System.getenv()).apply("RAPPORTEUR_DATABASE_PASSWORD").orElse("");
    Map<String, Long> rows;
    long entries;
    try (StateDatabase target = StateDatabase.open(url, user, password, 4)) {
      try (StateDatabase source = StateDatabase.inFolder(terminal.workspace().state())) {
        rows = StateMove.copy(source, target, clock);
      }
      StateMove.putAside(terminal.workspace().state(), url);
    }
    try (OpenWorkspace moved =
        new OpenWorkspace(
            terminal.workspace(), clock, StateDatabase.open(url, user, password, 4))) {
      List<AuditHead> heads = new ArrayList<>(moved.heads().read());
      heads.add(moved.trail().tail());
      AuditVerification found = AuditVerification.of(moved.trail()::forEach, heads);
      if (!found.ok()) {
        throw new RapporteurException(
            FailureKind.INTERNAL,
            "the audit trail does not verify after the move: " + found.problem(),
            "the embedded database lies beside it as before-move.rapporteur.mv.db");
      }
      entries = found.entries();
    }
    show(rows, entries);
    return ExitCode.DONE.code();
  }

  private void show(Map<String, Long> rows, long entries) {
    if (terminal.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ObjectNode tables = json.putObject("rows");
      rows.forEach(tables::put);
      json.put("auditEntries", entries);
      json.put("auditOk", true);
      terminal.printJson(json);
      return;
    }
    rows.forEach((table, count) -> terminal.out().printf("%-24s %d rows%n", table, count));
    terminal.out().printf("%d entries of the audit trail, unbroken%n", entries);
    terminal.out().println("next:  set RAPPORTEUR_DATABASE_URL for the service and for commands");
  }
}
