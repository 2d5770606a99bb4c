package dev.rapporteur.delivery;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;

/** A definition names a recipient list, folder or endpoint that the settings do not have. */
public final class UnknownTargetException extends RapporteurException {
  private static final long serialVersionUID = 1L;

  public UnknownTargetException(String channel, String target) {
    super(
        FailureKind.DEFINITION,
        "%s: there is no target '%s' in the settings".formatted(channel, target),
        "Add it to the settings, or correct 'deliver' in the report's definition.");
  }
}
