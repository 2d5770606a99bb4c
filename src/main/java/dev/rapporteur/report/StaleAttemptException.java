package dev.rapporteur.report;

/** An execution was overtaken by a later one of the same run and must write nothing. */
public final class StaleAttemptException extends RapporteurException {
  private static final long serialVersionUID = 1L;

  public StaleAttemptException(String run, int attempt) {
    super(
        FailureKind.INTERNAL,
        "attempt " + attempt + " of run " + run + " was overtaken by a later one and has stopped",
        "");
  }
}
