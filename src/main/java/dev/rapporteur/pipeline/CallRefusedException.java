package dev.rapporteur.pipeline;

import dev.rapporteur.function.Outcome;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;

/** The gate refused a call that a report needs. */
public final class CallRefusedException extends RapporteurException {
  private static final long serialVersionUID = 1L;

  private final boolean byRole;

  CallRefusedException(String data, String function, Outcome.Refused refused) {
    super(
        FailureKind.DEFINITION,
        "the call of " + function + " for " + data + " was refused: " + refused.message(),
        refused.reason() == Outcome.Reason.ROLE
            ? "let somebody start the report who has one of the function's roles"
            : "correct the report's data, or the function");
    this.byRole = refused.reason() == Outcome.Reason.ROLE;
  }

  /** Whether the actor lacks the role. */
  public boolean isByRole() {
    return byRole;
  }
}
