package dev.rapporteur.report;

import java.nio.file.Path;

/**
 * The folder that a report owner works in: {@code routes/ tasks/ templates/ datasources/
 * triton-model-repo/ output/}.
 *
 * @param folder absolute
 */
public record Workspace(Path folder) {
  public Workspace {
    folder = folder.toAbsolutePath().normalize();
  }

  public Path routes() {
    return folder.resolve("routes");
  }

  public Path templates() {
    return folder.resolve("templates");
  }

  public Path dataSources() {
    return folder.resolve("datasources");
  }

  /** Where everything is written. */
  public Path output() {
    return folder.resolve("output");
  }

  /** The product's own database, index, keys. */
  public Path state() {
    return output().resolve(".state");
  }

  /** Where the documents of a run go. */
  public Path outputOf(ReportRun run) {
    RunRequest request = run.request();
    return output()
        .resolve(request.report())
        .resolve(request.period().toString())
        .resolve(run.id());
  }
}
