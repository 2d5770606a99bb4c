package dev.rapporteur.pipeline;

import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.review.RecordedDrafts;
import dev.rapporteur.review.ReviewItem;
import dev.rapporteur.trigger.WorkingDayCalendars;
import java.time.Instant;
import java.util.Optional;

/** Drafts as the step ledger has them. */
final class LedgerDrafts implements RecordedDrafts {
  private final StepLedger ledger;
  private final RecordedRun recorded;
  private final ReviewDeadline deadline;

  LedgerDrafts(StepLedger ledger, Workspace workspace) {
    this.ledger = ledger;
    this.recorded = new RecordedRun(ledger, workspace);
    this.deadline =
        new ReviewDeadline(
            new WorkingDayCalendars(workspace.folder().resolve("tasks").resolve("calendars")));
  }

  @Override
  public Optional<ReviewItem> of(ReportRun run) {
    Optional<Instant> handedOver =
        ledger.find(run.id(), RunState.IN_REVIEW).map(StepLedger.FinishedStep::finishedAt);
    if (handedOver.isEmpty()) {
      return Optional.empty();
    }
    try (KeptWorkspace kept = KeptWorkspace.of(run, ledger)) {
      ReportDefinition definition = kept.definition(run.request().report());
      return recorded
          .dossier(run, definition)
          .map(
              dossier ->
                  new ReviewItem(
                      run,
                      definition,
                      deadline.of(definition, handedOver.get()),
                      dossier.narrative().orElseThrow().flagged(),
                      dossier.documents()));
    }
  }
}
