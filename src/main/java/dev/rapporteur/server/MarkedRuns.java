package dev.rapporteur.server;

import dev.rapporteur.report.LogMarks;
import dev.rapporteur.trigger.RunStarter;
import org.slf4j.MDC;

/**
 * Carries out runs with their ids on each log line.
 *
 * @param runs what carries them out
 */
record MarkedRuns(RunStarter runs) implements RunStarter {

  @Override
  public Outcome start(String run) {
    try (MDC.MDCCloseable ignored = MDC.putCloseable(LogMarks.RUN, run)) {
      return runs.start(run);
    }
  }
}
