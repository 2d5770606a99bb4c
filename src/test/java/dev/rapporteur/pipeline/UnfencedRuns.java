package dev.rapporteur.pipeline;

import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.StaleAttemptException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs that anybody may change, to see that it is found. */
record UnfencedRuns(ReportRuns real) implements ReportRuns {
  @Override
  public Accepted acceptOnce(RunRequest request, Instant now) {
    return real.acceptOnce(request, now);
  }

  @Override
  public ReportRun acceptAsRevision(RunRequest request, Instant now) {
    return real.acceptAsRevision(request, now);
  }

  @Override
  public Optional<ReportRun> find(String id) {
    return real.find(id);
  }

  @Override
  public List<ReportRun> latest(int limit) {
    return real.latest(limit);
  }

  @Override
  public List<ReportRun> inState(RunState state) {
    return real.inState(state);
  }

  @Override
  public List<ReportRun> pending() {
    return real.pending();
  }

  @Override
  public List<ReportRun> of(String report, ReportingPeriod period, RunScope scope) {
    return real.of(report, period, scope);
  }

  /** The number is read after it was taken, when another attempt may have taken the next one. */
  @Override
  public ReportRun startAttempt(String id, Instant now) {
    real.startAttempt(id, now);
    return real.find(id).orElseThrow();
  }

  @Override
  public ReportRun change(ReportRun run, RunState state, String failure, Instant now) {
    return real.change(latest(run), state, failure, now);
  }

  @Override
  public ReportRun fail(ReportRun run, String failure, Optional<Instant> retryAt, Instant now) {
    return real.fail(latest(run), failure, retryAt, now);
  }

  private ReportRun latest(ReportRun run) {
    ReportRun now = real.find(run.id()).orElseThrow();
    if (now.state() != run.state()) {
      throw new StaleAttemptException(run.id(), run.attempt());
    }
    return now;
  }
}
