package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.AnalysisInput;
import dev.rapporteur.analysis.FigureAnalyzer;
import dev.rapporteur.grounding.ClaimVerifier;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.grounding.NarrativeGrounder;
import dev.rapporteur.pipeline.RunDossier.QueriedData;
import dev.rapporteur.report.RunState;
import dev.rapporteur.writing.NarrativeDraft;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * The steps of a run, as {@code routes/report-run.camel.yaml} calls them. Each is carried out once:
 * its result is one committed row of the ledger, and a run that comes by again takes it from there.
 */
public final class RunSteps {
  private final StepLedger ledger;
  private final RunProgress progress;
  private final RecordedSteps steps;
  private final ReadyStep ready;
  private final QueryStep query;
  private final RetrieveStep retrieve;
  private final WriteStep write;
  private final RenderStep render;
  private final ClaimVerifier verifier = new ClaimVerifier();

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
    this.progress = progress;
    this.steps = new RecordedSteps(ledger, clock, progress);
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
    return steps.once(
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
    return steps.once(
        dossier,
        RunState.RETRIEVED,
        DossierJson.Passages.class,
        () -> new DossierJson.Passages(retrieve.retrieve(dossier)),
        (now, passages) -> now.withPassages(passages.bySection()));
  }

  /** Lets the sections be written. */
  public RunDossier write(RunDossier dossier) {
    return steps.once(
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
        steps.once(
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
    int attempt = dossier.run().attempt();
    try {
      return steps.once(
          dossier,
          RunState.RENDERED,
          DossierJson.Documents.class,
          () -> new DossierJson.Documents(render.render(dossier, ledger.of(dossier.run().id()))),
          // An attempt that was overtaken must not change files that a later one has recorded.
          written -> render.publish(written.documents(), attempt),
          (now, written) -> now.withDocuments(written.documents()));
    } catch (RuntimeException fault) {
      render.discard(dossier);
      throw fault;
    }
  }

  /** Puts the draft into the reviewers' queue. */
  public RunDossier handOver(RunDossier dossier) {
    return step(dossier, RunState.IN_REVIEW, () -> dossier);
  }

  /** A step without a result of its own to keep. */
  private RunDossier step(RunDossier dossier, RunState state, Supplier<RunDossier> work) {
    return steps.once(
        dossier,
        state,
        DossierJson.Done.class,
        DossierJson.Done::new,
        (now, done) -> {
          RunDossier worked = work.get();
          return worked.with(now.run());
        });
  }
}
