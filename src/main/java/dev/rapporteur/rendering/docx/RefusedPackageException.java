package dev.rapporteur.rendering.docx;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;

/** A Word file is damaged, out of bounds or carries what a report has no use for. */
public final class RefusedPackageException extends RapporteurException {
  private static final long serialVersionUID = 1L;
  private static final String BEFORE = "the Word file is refused: ";
  private static final String NEXT =
      "open the file in Word, remove what is named, and save it as a Word document (.docx)";

  private final String reason;

  RefusedPackageException(String reason) {
    super(FailureKind.DEFINITION, BEFORE + reason, NEXT);
    this.reason = reason;
  }

  RefusedPackageException(String reason, Throwable cause) {
    super(FailureKind.DEFINITION, BEFORE + reason, NEXT, cause);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
