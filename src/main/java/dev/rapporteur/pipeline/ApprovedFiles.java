package dev.rapporteur.pipeline;

import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.review.DraftVersions;
import dev.rapporteur.review.ReviewDecision;
import dev.rapporteur.review.ReviewDecision.Approved;
import dev.rapporteur.review.ReviewDecision.ChangesRequested;
import dev.rapporteur.review.ReviewDecision.Rejected;
import dev.rapporteur.review.ReviewItem;
import dev.rapporteur.review.ReviewListener;
import dev.rapporteur.review.Reviews;

/**
 * Writes the files of an approved draft beside it: the same content, made of the run's recorded
 * steps with the definition and templates that the run used, signed off and without the watermark.
 */
final class ApprovedFiles implements ReviewListener {
  private final StepLedger ledger;
  private final Workspace workspace;
  private final Reviews reviews;
  private final DraftVersions versions;

  ApprovedFiles(StepLedger ledger, Workspace workspace, Reviews reviews, DraftVersions versions) {
    this.ledger = ledger;
    this.workspace = workspace;
    this.reviews = reviews;
    this.versions = versions;
  }

  @Override
  public void decided(ReviewItem item, ReviewDecision decision) {
    switch (decision) {
      case Approved approved -> write(item, approved);
      // The draft stays as it is.
      case ChangesRequested ignored -> {}
      case Rejected ignored -> {}
    }
  }

  private void write(ReviewItem item, Approved approval) {
    ReportRun run = item.run();
    try (KeptWorkspace kept = KeptWorkspace.of(run, ledger)) {
      RunDossier dossier =
          new RecordedRun(ledger, workspace, versions)
              .dossier(run, item.definition())
              .orElseThrow();
      RenderStep render = new RenderStep(workspace, new WorkspaceTemplates(kept.workspace()));
      reviews.keepApproved(run.id(), render.renderApproved(dossier, approval));
    }
  }
}
