package dev.rapporteur.pipeline;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;

/** There is nothing to report on. */
public final class NoDataException extends RapporteurException {
  private static final long serialVersionUID = 1L;

  /** What the readiness of a run's data lacks, where nothing is waited for. */
  NoDataException(String why, ReportRun run) {
    super(
        FailureKind.DATA,
        why,
        "check the period, or close and load it and let rapporteur resume "
            + run.id()
            + " look again; with --anyway it goes on without");
  }

  NoDataException(String report, ReportingPeriod period, String data, String function) {
    super(
        FailureKind.DATA,
        "there are no data for " + period + ": " + function + " gave no rows for " + data,
        "check the period, or load the data and run " + report + " again");
  }
}
