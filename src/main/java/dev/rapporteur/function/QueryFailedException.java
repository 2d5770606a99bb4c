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

  /** That a function gives more rows than it may. */
  public static QueryFailedException tooManyRows(RegisteredFunction function) {
    return new QueryFailedException(
        FailureKind.CAPACITY,
        "the function '%s' gives more than its limit of %d rows"
            .formatted(function.name(), function.limits().rows()),
        "ask for less, or raise limits.rows in its definition");
  }

  /** That a function takes longer than it may. */
  public static QueryFailedException tooSlow(RegisteredFunction function, Throwable cause) {
    return new QueryFailedException(
        FailureKind.CAPACITY,
        "the function '%s' took longer than its limit of %d s"
            .formatted(function.name(), function.limits().time().toSeconds()),
        "ask for less, or raise limits.seconds in its definition",
        cause);
  }
}
