package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.AnalysisInput;
import dev.rapporteur.analysis.FigureAnalyzer;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.grounding.ClaimVerifier;
import dev.rapporteur.grounding.NarrativeGrounder;
import dev.rapporteur.pipeline.RunDossier.QueriedData;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.review.DraftVersion;
import dev.rapporteur.review.DraftVersions;
import dev.rapporteur.review.WorkingDraft;
import dev.rapporteur.writing.NarrativeDraft;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The dossier of a rendered run, made again of what its steps recorded; nothing is asked anew. */
final class RecordedRun {
  private final StepLedger ledger;
  private final Workspace workspace;
  private final DraftVersions versions;
  private final DossierJson json = new DossierJson();
  private final ClaimVerifier verifier = new ClaimVerifier();

  /**
   * @param workspace where the run's documents lie
   * @param versions what people have changed since
   */
  RecordedRun(StepLedger ledger, Workspace workspace, DraftVersions versions) {
    this.ledger = ledger;
    this.workspace = workspace;
    this.versions = versions;
  }

  /**
   * The dossier with the text as people have changed it, empty if the run is not rendered.
   *
   * @param definition as the run used it
   */
  Optional<RunDossier> dossier(ReportRun run, ReportDefinition definition) {
    List<DraftVersion> made = versions.of(run.id());
    Optional<RunDossier> written = asWritten(run, definition);
    if (made.isEmpty()) {
      return written;
    }
    return written.map(
        dossier -> {
          NarrativeDraft draft = WorkingDraft.of(dossier.draft().orElseThrow(), made).narrative();
          return dossier
              .with(draft)
              .with(
                  new NarrativeGrounder(
                          verifier,
                          dossier.figures().orElseThrow(),
                          definition,
                          run.request().period())
                      .ground(draft));
        });
  }

  /**
   * The dossier as the run recorded it, empty if the run is not rendered.
   *
   * @param definition as the run used it
   */
  Optional<RunDossier> asWritten(ReportRun run, ReportDefinition definition) {
    return result(run, RunState.RENDERED, DossierJson.Documents.class)
        .map(documents -> dossier(run, definition, documents.documents()));
  }

  private RunDossier dossier(
      ReportRun run, ReportDefinition definition, List<RenderedDocument> documents) {
    ReportingPeriod period = run.request().period();
    QueriedData data = result(run, RunState.QUERIED, QueriedData.class).orElseThrow();
    FigureSheet figures =
        FigureAnalyzer.analyze(new AnalysisInput(definition, period, data.current(), data.bases()))
            .noting(data.gaps());
    NarrativeDraft draft = result(run, RunState.GROUNDED, NarrativeDraft.class).orElseThrow();
    return RunDossier.opened(run, definition)
        .with(data)
        .with(figures)
        .withPassages(
            result(run, RunState.RETRIEVED, DossierJson.Passages.class).orElseThrow().bySection())
        .with(draft)
        .with(new NarrativeGrounder(verifier, figures, definition, period).ground(draft))
        .withDocuments(documents.stream().map(document -> here(run, document)).toList());
  }

  private <T> Optional<T> result(ReportRun run, RunState step, Class<T> type) {
    return ledger.find(run.id(), step).map(finished -> json.read(finished.result(), type));
  }

  /** A run may have been made on another node, where the workspace has another path. */
  RenderedDocument here(ReportRun run, RenderedDocument document) {
    Path file = workspace.outputOf(run).resolve(document.file().getFileName().toString());
    return new RenderedDocument(document.kind(), file, document.sha256(), document.size());
  }
}
