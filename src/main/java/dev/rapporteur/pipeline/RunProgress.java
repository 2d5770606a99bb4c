package dev.rapporteur.pipeline;

import dev.rapporteur.report.RunState;
import java.time.Duration;

/** Hears how a run gets on. */
public interface RunProgress {
  /** Nobody listens. */
  RunProgress SILENT =
      new RunProgress() {
        @Override
        public void started(String run, RunState step) {}

        @Override
        public void finished(String run, RunState step, Duration took, boolean recorded) {}
      };

  /** A step that leads to the state begins. */
  void started(String run, RunState step);

  /**
   * A step has led to the state.
   *
   * @param recorded whether its result was taken from the ledger, so that nothing was done
   */
  void finished(String run, RunState step, Duration took, boolean recorded);

  /** A step was stopped by a fault. */
  default void failed(String run, RunState step, RuntimeException fault) {}

  /** Each claim of a draft has been held against the data, here and now. */
  default void grounded(RunDossier dossier) {}
}
