package dev.rapporteur.pipeline;

import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.review.DraftMarks;
import dev.rapporteur.review.DraftMaterial;
import dev.rapporteur.review.DraftMaterials;
import dev.rapporteur.review.DraftVersion;
import dev.rapporteur.review.DraftVersions;
import dev.rapporteur.review.RecordedDrafts;
import dev.rapporteur.review.ReviewItem;
import dev.rapporteur.review.WorkingDraft;
import dev.rapporteur.trigger.WorkingDayCalendars;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Drafts as the step ledger has them, with what people have changed since. What a run has gathered
 * never changes, so that it is put together once and kept while people work on it.
 */
final class LedgerDrafts implements RecordedDrafts, DraftMaterials {
  private static final int KEPT = 40;

  private final StepLedger ledger;
  private final Workspace workspace;
  private final RecordedRun recorded;
  private final ReviewDeadline deadline;
  private final DraftVersions versions;
  private final DraftMarks marks;
  private final WriterSelection writers;
  private final Clock clock;
  private final Map<String, LedgerMaterial> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LedgerMaterial> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param writers write a section again
   */
  LedgerDrafts(
      StepLedger ledger,
      Workspace workspace,
      DraftVersions versions,
      DraftMarks marks,
      WriterSelection writers,
      Clock clock) {
    this.ledger = ledger;
    this.workspace = workspace;
    this.recorded = new RecordedRun(ledger, workspace, versions);
    this.deadline =
        new ReviewDeadline(
            new WorkingDayCalendars(workspace.folder().resolve("tasks").resolve("calendars")));
    this.versions = versions;
    this.marks = marks;
    this.writers = writers;
    this.clock = clock;
  }

  @Override
  public Optional<ReviewItem> of(ReportRun run) {
    return find(run).map(material -> item(run, material));
  }

  @Override
  public Optional<DraftMaterial> material(ReportRun run) {
    return find(run).map(material -> material.of(run));
  }

  private ReviewItem item(ReportRun run, LedgerMaterial material) {
    List<DraftVersion> made = versions.of(run.id());
    WorkingDraft draft = WorkingDraft.of(material.written(), made);
    return new ReviewItem(
        run,
        material.definition(),
        material.due(),
        material.ground(draft.narrative()).flagged(),
        documents(run, material, made),
        new ReviewItem.Work(
            draft.version(),
            made.stream().map(DraftVersion::by).collect(Collectors.toSet()),
            marks.accepted(run.id()).stream()
                .map(DraftMarks.Accepted::finding)
                .collect(Collectors.toSet())));
  }

  /** The files of the last version, written when they are first asked for. */
  private List<RenderedDocument> documents(
      ReportRun run, LedgerMaterial material, List<DraftVersion> made) {
    if (made.isEmpty()) {
      return material.dossier().documents();
    }
    int version = made.getLast().number();
    List<RenderedDocument> known = versions.documents(run.id(), version);
    if (known.isEmpty()) {
      // One of those who ask at the same time writes them, the others wait for it.
      synchronized (material) {
        known = versions.documents(run.id(), version);
        if (known.isEmpty()) {
          known = written(run, material, made);
          versions.keepDocuments(run.id(), version, known);
        }
      }
    }
    return known.stream().map(document -> recorded.here(run, document)).toList();
  }

  private List<RenderedDocument> written(
      ReportRun run, LedgerMaterial material, List<DraftVersion> made) {
    RunDossier dossier =
        material.dossier(material.ground(WorkingDraft.of(material.written(), made).narrative()));
    try (KeptWorkspace files = KeptWorkspace.of(run, ledger)) {
      return new RenderStep(workspace, new WorkspaceTemplates(files.workspace()))
          .renderVersion(dossier, ledger.of(run.id()), made);
    }
  }

  private Optional<LedgerMaterial> find(ReportRun run) {
    synchronized (kept) {
      LedgerMaterial known = kept.get(run.id());
      if (known != null) {
        return Optional.of(known);
      }
    }
    Optional<LedgerMaterial> opened = open(run);
    synchronized (kept) {
      // Of two who opened it at once, both go on with the same.
      opened.ifPresent(material -> kept.putIfAbsent(run.id(), material));
      return Optional.ofNullable(kept.get(run.id()));
    }
  }

  private Optional<LedgerMaterial> open(ReportRun run) {
    Optional<Instant> handedOver =
        ledger.find(run.id(), RunState.IN_REVIEW).map(StepLedger.FinishedStep::finishedAt);
    if (handedOver.isEmpty()) {
      return Optional.empty();
    }
    try (KeptWorkspace files = KeptWorkspace.of(run, ledger)) {
      ReportDefinition definition = files.definition(run.request().report());
      return recorded
          .asWritten(run, definition)
          .map(
              dossier ->
                  new LedgerMaterial(
                      dossier,
                      handedOver.get(),
                      deadline.of(definition, handedOver.get()),
                      ledger,
                      writers,
                      clock));
    }
  }
}
