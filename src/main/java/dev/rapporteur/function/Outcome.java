package dev.rapporteur.function;

/** What became of a request. A fault while a call is carried out is an exception instead. */
public sealed interface Outcome {
  /** The call was carried out. */
  record Answered(FunctionCall call) implements Outcome {}

  /**
   * The gate did not let it pass; nothing was carried out.
   *
   * @param message why, for the one who asked
   */
  record Refused(Reason reason, String message) implements Outcome {}

  /**
   * It waits for a second person.
   *
   * @param confirmation what that person has to look at
   */
  record Parked(PendingCall confirmation) implements Outcome {}

  /** Which check refused. */
  enum Reason {
    UNKNOWN_FUNCTION,
    NOT_ALLOWED_HERE,
    ROLE,
    ARGUMENTS,
    BOUND_VALUE,
    CONFIRMATION
  }
}
