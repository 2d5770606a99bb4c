package dev.rapporteur.report;

/**
 * The root of all faults that the product names itself. The message is written for a person: what
 * went wrong and where; {@link #nextStep()} says what to do about it. Foreign exceptions are
 * translated into one of these at the edge where they appear, with their cause kept.
 */
public class RapporteurException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final String nextStep;

  /**
   * @param kind who must act
   * @param message what went wrong and where, one sentence without a stack trace or a class name
   * @param nextStep what to do next, one sentence; empty if there is nothing sensible to say
   */
  public RapporteurException(FailureKind kind, String message, String nextStep) {
    super(message);
    this.kind = kind;
    this.nextStep = nextStep;
  }

  /** As above, with the exception that caused it. */
  public RapporteurException(FailureKind kind, String message, String nextStep, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.nextStep = nextStep;
  }

  public final FailureKind kind() {
    return kind;
  }

  /** What to do next, or an empty text. */
  public final String nextStep() {
    return nextStep;
  }
}
