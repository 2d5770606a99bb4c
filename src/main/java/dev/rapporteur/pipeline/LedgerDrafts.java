package dev.rapporteur.pipeline;

import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.review.RecordedDrafts;
import dev.rapporteur.review.ReviewItem;
import dev.rapporteur.trigger.WorkingDayCalendar;
import dev.rapporteur.trigger.WorkingDayCalendars;
import dev.rapporteur.trigger.YearNotPublishedException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Drafts as the step ledger has them. */
final class LedgerDrafts implements RecordedDrafts {
  private final StepLedger ledger;
  private final RecordedRun recorded;
  private final WorkingDayCalendars calendars;

  LedgerDrafts(StepLedger ledger, Workspace workspace) {
    this.ledger = ledger;
    this.recorded = new RecordedRun(ledger, workspace);
    this.calendars =
        new WorkingDayCalendars(workspace.folder().resolve("tasks").resolve("calendars"));
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
                      due(definition, handedOver.get()),
                      dossier.narrative().orElseThrow().flagged(),
                      dossier.documents()));
    }
  }

  /** So many working days after the day on which the draft was handed over. */
  private LocalDate due(ReportDefinition definition, Instant handedOver) {
    LocalDate day = handedOver.atZone(definition.timeZone()).toLocalDate();
    String calendar = definition.schedule().map(ScheduleDefinition::calendar).orElse("");
    int days = definition.review().dueWorkdays();
    try {
      WorkingDayCalendar named =
          calendar.isEmpty() ? WorkingDayCalendar.weekendsOnly() : calendars.named(calendar);
      return after(day, days, named);
    } catch (YearNotPublishedException unknown) {
      return after(day, days, WorkingDayCalendar.weekendsOnly());
    }
  }

  private static LocalDate after(LocalDate day, int workingDays, WorkingDayCalendar calendar) {
    LocalDate due = day;
    for (int passed = 0; passed < workingDays; ) {
      due = due.plusDays(1);
      passed += calendar.isWorkingDay(due) ? 1 : 0;
    }
    return due;
  }
}
