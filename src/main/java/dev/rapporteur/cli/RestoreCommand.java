package dev.rapporteur.cli;

import dev.rapporteur.operation.Restore;
import dev.rapporteur.report.jdbc.StateDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code rapporteur restore}: a workspace out of a back-up. */
@Command(
    name = "restore",
    description = {
      "Makes the workspace out of a back-up, after each file was held against its SHA-256 and the"
          + " audit trail was verified.",
      "With RAPPORTEUR_DATABASE_URL the state goes into that database, which must be empty; a back-up"
          + " of the embedded database can thus be moved to PostgreSQL."
    },
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "Made by rapporteur backup.")
  Path file;

  @Option(
      names = "--force",
      description = "Moves what is there aside, into before-restore-TIME, instead of refusing.")
  boolean force;

  @Override
  public Integer call() {
    Optional<Function<String, StateDatabase>> database =
        StateDatabase.isNamedIn(System.getenv())
            ? Optional.of(schema -> StateDatabase.empty(System.getenv(), schema))
            : Optional.empty();
    Restore.Restored restored =
        new Restore(terminal.workspace(), Clock.systemUTC()).from(file, force, database);
    // Opening it brings its tables up to this version.
    terminal.open().close();
    if (terminal.json()) {
      terminal.printJson(
          JsonNodeFactory.instance
              .objectNode()
              .put("files", restored.files())
              .put("tables", restored.tables())
              .put("auditEntries", restored.audit().entries())
              .put("before", restored.before()));
    } else {
      terminal
          .out()
          .printf(
              "%d files and %d tables are back; %d audit entries, unbroken%n",
              restored.files(), restored.tables(), restored.audit().entries());
      if (!restored.before().isEmpty()) {
        terminal.out().println("what was there before lies in " + restored.before());
      }
    }
    return ExitCode.DONE.code();
  }
}
