package dev.rapporteur.pipeline;

import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The finished steps of all runs. A step of a run is written once; what a model or a function has
 * answered in it is never asked again.
 */
public interface StepLedger {

  Optional<FinishedStep> find(String run, RunState step);

  /** The finished steps of a run, in the order in which they were finished. */
  List<FinishedStep> of(String run);

  /**
   * Writes a finished step and brings the run to its state, both or neither.
   *
   * @param publish what others see of the step, done when no other attempt can start any more and
   *     before the step is committed; its fault undoes the step
   * @return the run as it is now
   * @throws dev.rapporteur.report.StaleAttemptException if a later attempt has been started;
   *     nothing was published then
   */
  ReportRun record(ReportRun run, FinishedStep step, Runnable publish);

  /** As {@link #record(ReportRun, FinishedStep, Runnable)}, with nothing to publish. */
  default ReportRun record(ReportRun run, FinishedStep step) {
    return record(run, step, () -> {});
  }

  /** Keeps the text of the files that a run used. */
  void keepDefinitions(String run, Map<String, byte[]> files);

  /** The files that a run used, by their path in the workspace. */
  Map<String, byte[]> definitions(String run);

  /**
   * @param step the state that the run is in once the step is finished
   * @param attempt the execution that finished it
   * @param inputSha256 hash of what went in
   * @param result what came out, as JSON
   */
  record FinishedStep(
      RunState step,
      int attempt,
      String inputSha256,
      String result,
      Instant startedAt,
      Instant finishedAt) {}
}
