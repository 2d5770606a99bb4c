package dev.rapporteur.function;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;

/** A function was called, and could not be carried out. */
public final class QueryFailedException extends RapporteurException {
  private static final long serialVersionUID = 1L;

  public QueryFailedException(FailureKind kind, String message, String nextStep) {
    super(kind, message, nextStep);
  }

  public QueryFailedException(FailureKind kind, String message, String nextStep, Throwable cause) {
    super(kind, message, nextStep, cause);
  }
}
