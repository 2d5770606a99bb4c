package dev.rapporteur.pipeline;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.yaml.YamlReportCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files that a run used, as the ledger kept them, in a folder of their own: what is made of a
 * run later is made of these, whatever has been changed in the workspace since.
 */
final class KeptWorkspace implements AutoCloseable {
  private final Workspace workspace;

  private KeptWorkspace(Workspace workspace) {
    this.workspace = workspace;
  }

  static KeptWorkspace of(ReportRun run, StepLedger ledger) {
    try {
      Path folder = Files.createTempDirectory("rapporteur-run").toRealPath();
      KeptWorkspace kept = new KeptWorkspace(new Workspace(folder));
      for (Map.Entry<String, byte[]> file : ledger.definitions(run.id()).entrySet()) {
        Path path = folder.resolve(file.getKey()).normalize();
        if (path.startsWith(folder)) {
          Files.createDirectories(path.getParent());
          Files.write(path, file.getValue());
        }
      }
      return kept;
    } catch (IOException fault) {
      throw new RapporteurException(
          FailureKind.CAPACITY,
          "the files of run " + run.id() + " cannot be laid out: " + fault.getMessage(),
          "see that there is space for temporary files",
          fault);
    }
  }

  Workspace workspace() {
    return workspace;
  }

  ReportDefinition definition(String report) {
    return new YamlReportCatalog(workspace.folder()).report(report);
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(workspace.folder())) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException left) {
      // Temporary files that stay behind do no harm.
    }
  }
}
