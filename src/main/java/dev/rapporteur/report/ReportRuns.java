package dev.rapporteur.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The runs that were asked for. A report, period, scope and revision has at most one run, on
 * however many nodes it is asked for at the same time.
 */
public interface ReportRuns {

  /**
   * Takes in a request for a first draft; if that run exists, gives the one that does.
   *
   * @return the run, and whether this call made it
   */
  Accepted acceptOnce(RunRequest request, Instant now);

  /** Takes in a request for another draft, as the next revision of its report, period and scope. */
  ReportRun acceptAsRevision(RunRequest request, Instant now);

  Optional<ReportRun> find(String id);

  /** The latest runs, newest first. */
  List<ReportRun> latest(int limit);

  /** The runs that are neither over, nor parked as failed, nor with a person. */
  List<ReportRun> pending();

  /** The runs in a state, oldest first. */
  List<ReportRun> inState(RunState state);

  /** The runs of a report and period, newest revision first. */
  List<ReportRun> of(String report, ReportingPeriod period, RunScope scope);

  /**
   * Starts an execution: the next attempt number is taken, and older attempts can write no more.
   */
  ReportRun startAttempt(String id, Instant now);

  /**
   * Changes the state, if the attempt is still the run's current one.
   *
   * @throws StaleAttemptException if a later attempt has been started
   * @throws IllegalStateException if {@link RunTransitions} does not allow the change
   */
  ReportRun change(ReportRun run, RunState state, String failure, Instant now);

  /**
   * Notes that an attempt has failed, and whether it is tried again, both or neither.
   *
   * @param retryAt when it is tried again by itself; absent to park it until a person acts
   * @throws StaleAttemptException if a later attempt has been started
   */
  ReportRun fail(ReportRun run, String failure, Optional<Instant> retryAt, Instant now);

  /**
   * @param created whether the call made the run
   */
  record Accepted(ReportRun run, boolean created) {}
}
