package dev.rapporteur.pipeline;

import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunRequest;
import java.time.Instant;
import java.util.List;

/** Which runs a run for the whole was split into. */
public interface RunParts {
  /** The parts made so far, in the order of their numbers. */
  List<ReportRun> of(String whole);

  /**
   * Makes the run of a part, as the next revision of its report, period and scope.
   *
   * @param number counted from 0; a part is made once however often it is asked for
   */
  ReportRun make(String whole, int number, RunRequest request, Instant now);
}
