package dev.rapporteur.cli;

import dev.rapporteur.operation.Backup;
import dev.rapporteur.pipeline.OpenWorkspace;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code rapporteur backup}: everything in one file, while the service runs. */
@Command(
    name = "backup",
    description = {
      "Writes definitions, drafts, keys and the state database into one ZIP file.",
      "The service may run meanwhile. The file holds secrets: only its owner can read it."
    },
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "Where to; it must not exist yet.")
  Path file;

  @Override
  public Integer call() {
    try (OpenWorkspace workspace = terminal.open()) {
      Backup.Written written = Backup.write(workspace, file, Clock.systemUTC());
      if (terminal.json()) {
        terminal.printJson(
            JsonNodeFactory.instance
                .objectNode()
                .put("file", written.file().toString())
                .put("files", written.files())
                .put("tables", written.tables())
                .put("auditEntries", written.auditEntries())
                .put("bytes", written.bytes()));
      } else {
        terminal
            .out()
            .printf(
                "%s: %d files, %d tables, %d audit entries, %d bytes%n",
                written.file(),
                written.files(),
                written.tables(),
                written.auditEntries(),
                written.bytes());
      }
    }
    return ExitCode.DONE.code();
  }
}
