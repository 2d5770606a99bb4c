package dev.rapporteur.pipeline;

import dev.rapporteur.pipeline.StepLedger.FinishedStep;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A draft made again of what its run recorded, with the definition and the templates that the run
 * used; no database, model or document is asked. What is made by the same program is the same to
 * the byte.
 *
 * @param run the run's id
 * @param files in the order of the run
 */
public record Replay(String run, List<ReplayedFile> files) {
  public Replay {
    files = List.copyOf(files);
  }

  /**
   * @param kind what it is: word, pdf, evidence
   * @param name its name in the run's folder
   * @param recorded the SHA-256 that the run recorded
   * @param remade the SHA-256 of what was made again
   */
  public record ReplayedFile(String kind, String name, String recorded, String remade) {
    public boolean equal() {
      return recorded.equals(remade);
    }
  }

  /** Whether each file came out the same. */
  public boolean equal() {
    return files.stream().allMatch(ReplayedFile::equal);
  }

  /**
   * Makes the draft of a run again.
   *
   * @param into a folder that gets the files, if any
   * @throws RapporteurException if there is no such run or it has no draft
   */
  public static Replay of(OpenWorkspace workspace, String runId, Optional<Path> into) {
    ReportRun run =
        workspace
            .runs()
            .find(runId)
            .orElseThrow(
                () -> refused("there is no run '" + runId + "'", "rapporteur runs lists them"));
    try (KeptWorkspace kept = KeptWorkspace.of(run, workspace.ledger())) {
      RunDossier dossier =
          workspace
              .recorded()
              .asWritten(run, kept.definition(run.request().report()))
              .orElseThrow(
                  () ->
                      refused(
                          "the run " + runId + " has no draft yet",
                          "let it go on: rapporteur resume " + runId));
      List<FinishedStep> before =
          workspace.ledger().of(runId).stream()
              .filter(step -> step.step().compareTo(RunState.RENDERED) < 0)
              .toList();
      Map<String, String> recorded =
          dossier.documents().stream()
              .collect(
                  Collectors.toMap(
                      document -> document.file().getFileName().toString(),
                      RenderedDocument::sha256));
      List<ReplayedFile> files = new ArrayList<>();
      RenderStep render =
          new RenderStep(workspace.workspace(), new WorkspaceTemplates(kept.workspace()));
      for (RenderStep.Made made : render.drafted(dossier, before)) {
        into.ifPresent(folder -> write(folder.resolve(made.name()), made.bytes()));
        files.add(
            new ReplayedFile(
                made.kind(),
                made.name(),
                recorded.getOrDefault(made.name(), ""),
                Sha256.of(made.bytes())));
      }
      return new Replay(runId, files);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, bytes);
    } catch (IOException fault) {
      throw new RapporteurException(
          FailureKind.CAPACITY,
          "the file " + file + " cannot be written: " + fault.getMessage(),
          "name a folder that can be written to",
          fault);
    }
  }

  private static RapporteurException refused(String message, String hint) {
    return new RapporteurException(FailureKind.DEFINITION, message, hint);
  }
}
