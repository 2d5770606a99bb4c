package dev.rapporteur.report;

import java.time.Instant;
import java.util.Optional;

/** The runs whose data are not ready. Each change is one committed transaction. */
public interface WaitingRuns {
  /** What the run waits for, or last waited for. */
  Optional<WaitingRun> find(String run);

  /**
   * Lets a run wait. Where {@link WaitingRun#escalatedAt()} appears for the first time, that
   * becomes an event in the same transaction.
   *
   * @return the run as it is now
   * @throws StaleAttemptException if a later attempt has been started
   */
  ReportRun put(ReportRun run, WaitingRun waiting, Instant now);

  /** Lets a run go on although its data are not ready, because a person wants it. */
  void goOnAnyway(String run, String decidedBy, Instant now);

  /** Whether a person wants the run to go on although its data are not ready. */
  boolean goesOnAnyway(String run);
}
