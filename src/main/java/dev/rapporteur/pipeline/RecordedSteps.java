package dev.rapporteur.pipeline;

import dev.rapporteur.pipeline.StepLedger.FinishedStep;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries out steps once: the result of each is one committed row of the ledger, and a run that
 * comes by again takes it from there.
 */
final class RecordedSteps {
  private final StepLedger ledger;
  private final Clock clock;
  private final RunProgress progress;
  private final DossierJson json = new DossierJson();

  RecordedSteps(StepLedger ledger, Clock clock, RunProgress progress) {
    this.ledger = ledger;
    this.clock = clock;
    this.progress = progress;
  }

  /** Brings the result of a step into the dossier. */
  interface Merge<T> {
    RunDossier into(RunDossier dossier, T result);
  }

  /**
   * Does the work, unless its result is recorded, and records it.
   *
   * @throws dev.rapporteur.report.StaleAttemptException if a later attempt has been started
   */
  <T> RunDossier once(
      RunDossier dossier, RunState state, Class<T> type, Supplier<T> work, Merge<T> merge) {
    return once(dossier, state, type, work, result -> {}, merge);
  }

  /**
   * As {@link #once(RunDossier, RunState, Class, Supplier, Merge)}.
   *
   * @param publish lets others see the result; only of the attempt that records it
   */
  <T> RunDossier once(
      RunDossier dossier,
      RunState state,
      Class<T> type,
      Supplier<T> work,
      Consumer<T> publish,
      Merge<T> merge) {
    String id = dossier.run().id();
    progress.started(id, state);
    try {
      return recorded(dossier, state, type, work, publish, merge);
    } catch (RuntimeException fault) {
      progress.failed(id, state, fault);
      throw fault;
    }
  }

  private <T> RunDossier recorded(
      RunDossier dossier,
      RunState state,
      Class<T> type,
      Supplier<T> work,
      Consumer<T> publish,
      Merge<T> merge) {
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
      now = dossier.with(ledger.record(dossier.run(), step, () -> publish.accept(result)));
    }
    RunDossier merged = merge.into(now, result);
    progress.finished(id, state, Duration.between(start, clock.instant()), finished.isPresent());
    return merged;
  }

  /** What went in: the results of the earlier steps and the definition's files. */
  private String inputHash(RunDossier dossier, RunState state) {
    List<String> earlier =
        ledger.of(dossier.run().id()).stream().map(FinishedStep::result).toList();
    return Sha256.of(state + "\n" + dossier.definition() + "\n" + String.join("\n", earlier));
  }
}
