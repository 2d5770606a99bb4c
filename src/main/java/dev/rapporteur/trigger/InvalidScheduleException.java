package dev.rapporteur.trigger;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;

/** A schedule is not written as one. */
public final class InvalidScheduleException extends RapporteurException {
  private static final long serialVersionUID = 1L;

  InvalidScheduleException(String message) {
    super(FailureKind.DEFINITION, message, "Correct the schedule; see docs/guides/schedules.md.");
  }
}
