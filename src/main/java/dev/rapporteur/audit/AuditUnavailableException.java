package dev.rapporteur.audit;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;

/** The trail cannot be written or read, so nothing may be done that belongs on it. */
public final class AuditUnavailableException extends RapporteurException {
  private static final long serialVersionUID = 1L;

  public AuditUnavailableException(String message, Throwable cause) {
    super(
        FailureKind.EXTERNAL,
        message,
        "nothing is done without a trace; check the state database and the disk, then try again",
        cause);
  }
}
