package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.AnalysisInput;
import dev.rapporteur.analysis.FigureAnalyzer;
import dev.rapporteur.grounding.ClaimVerifier;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.grounding.NarrativeGrounder;
import dev.rapporteur.pipeline.RunDossier.QueriedData;
import dev.rapporteur.pipeline.StepLedger.FinishedStep;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Sha256;
import dev.rapporteur.writing.NarrativeDraft;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The steps of a run, as {@code routes/report-run.camel.yaml} calls them. Each is carried out once:
 * its result is one committed row of the ledger, and a run that comes by again takes it from there.
 */
public final class RunSteps {
  private final StepLedger ledger;
  private final Clock clock;
  private final RunProgress progress;
  private final ReadyStep ready;
  private final QueryStep query;
  private final RetrieveStep retrieve;
  private final WriteStep write;
  private final RenderStep render;
  private final ClaimVerifier verifier = new ClaimVerifier();
  private final DossierJson json = new DossierJson();

  RunSteps(
      StepLedger ledger,
      Clock clock,
      RunProgress progress,
      ReadyStep ready,
      QueryStep query,
      RetrieveStep retrieve,
      WriteStep write,
      RenderStep render) {
    this.ledger = ledger;
    this.clock = clock;
    this.progress = progress;
    this.ready = ready;
    this.query = query;
    this.retrieve = retrieve;
    this.write = write;
    this.render = render;
  }

  /** Looks whether the data are complete, as long as they are not read. */
  public RunDossier ready(RunDossier dossier) {
    return ledger.find(dossier.run().id(), RunState.QUERIED).isPresent()
        ? dossier
        : ready.ready(dossier);
  }

  /** Calls the registered functions. */
  public RunDossier query(RunDossier dossier) {
    render.prepare(dossier);
    return once(
        dossier, RunState.QUERIED, QueriedData.class, () -> query.query(dossier), RunDossier::with);
  }

  /** Computes the figures. */
  public RunDossier analyze(RunDossier dossier) {
    QueriedData data = dossier.data().orElseThrow();
    AnalysisInput input =
        new AnalysisInput(
            dossier.definition(), dossier.run().request().period(), data.current(), data.bases());
    // Figures follow from the recorded data alone, so the data are the record.
    return step(
        dossier,
        RunState.ANALYZED,
        () -> dossier.with(FigureAnalyzer.analyze(input).noting(data.gaps())));
  }

  /** Finds the passages of strategy documents that bear on each section. */
  public RunDossier retrieve(RunDossier dossier) {
    return once(
        dossier,
        RunState.RETRIEVED,
        DossierJson.Passages.class,
        () -> new DossierJson.Passages(retrieve.retrieve(dossier)),
        (now, passages) -> now.withPassages(passages.bySection()));
  }

  /** Lets the sections be written. */
  public RunDossier write(RunDossier dossier) {
    return once(
        dossier,
        RunState.WRITTEN,
        NarrativeDraft.class,
        () -> write.write(dossier),
        RunDossier::with);
  }

  /** Holds each claim against the data; what contradicts them is written once more. */
  public RunDossier ground(RunDossier dossier) {
    NarrativeGrounder grounder =
        new NarrativeGrounder(
            verifier,
            dossier.figures().orElseThrow(),
            dossier.definition(),
            dossier.run().request().period());
    boolean before = ledger.find(dossier.run().id(), RunState.GROUNDED).isPresent();
    RunDossier grounded =
        once(
            dossier,
            RunState.GROUNDED,
            NarrativeDraft.class,
            () -> write.corrected(dossier, grounder),
            (now, draft) -> {
              GroundedNarrative narrative = grounder.ground(draft);
              return now.with(draft).with(narrative);
            });
    if (!before) {
      progress.grounded(grounded);
    }
    return grounded;
  }

  /** Fills the templates and writes the files. */
  public RunDossier render(RunDossier dossier) {
    return once(
        dossier,
        RunState.RENDERED,
        DossierJson.Documents.class,
        () -> new DossierJson.Documents(render.render(dossier, ledger.of(dossier.run().id()))),
        (now, documents) -> now.withDocuments(documents.documents()));
  }

  /** Puts the draft into the reviewers' queue. */
  public RunDossier handOver(RunDossier dossier) {
    return step(dossier, RunState.IN_REVIEW, () -> dossier);
  }

  private interface Merge<T> {
    RunDossier into(RunDossier dossier, T result);
  }

  /** A step whose result is recorded. */
  private <T> RunDossier once(
      RunDossier dossier, RunState state, Class<T> type, Supplier<T> work, Merge<T> merge) {
    String id = dossier.run().id();
    progress.started(id, state);
    try {
      return recorded(dossier, state, type, work, merge);
    } catch (RuntimeException fault) {
      progress.failed(id, state, fault);
      throw fault;
    }
  }

  private <T> RunDossier recorded(
      RunDossier dossier, RunState state, Class<T> type, Supplier<T> work, Merge<T> merge) {
    String id = dossier.run().id();
    Optional<FinishedStep> finished = ledger.find(id, state);
    Instant start = clock.instant();
    T result;
    RunDossier now = dossier;
    if (finished.isPresent()) {
      result = json.read(finished.get().result(), type);
    } else {
      result = work.get();
      FinishedStep step =
          new FinishedStep(
              state,
              dossier.run().attempt(),
              inputHash(dossier, state),
              json.write(result),
              start,
              clock.instant());
      now = dossier.with(ledger.record(dossier.run(), step));
    }
    RunDossier merged = merge.into(now, result);
    progress.finished(id, state, Duration.between(start, clock.instant()), finished.isPresent());
    return merged;
  }

  /** A step without a result of its own to keep. */
  private RunDossier step(RunDossier dossier, RunState state, Supplier<RunDossier> work) {
    return once(
        dossier,
        state,
        DossierJson.Done.class,
        DossierJson.Done::new,
        (now, done) -> {
          RunDossier worked = work.get();
          return worked.with(now.run());
        });
  }

  /** What went in: the results of the earlier steps and the definition's files. */
  private String inputHash(RunDossier dossier, RunState state) {
    List<String> earlier =
        ledger.of(dossier.run().id()).stream().map(FinishedStep::result).toList();
    return Sha256.of(state + "\n" + dossier.definition() + "\n" + String.join("\n", earlier));
  }
}
