package dev.rapporteur.knowledge;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.nio.file.Path;

/** A document is damaged, encrypted, without text, too large or not what its name says. */
public final class UnreadableDocumentException extends RapporteurException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason what is wrong with it, without the file's name
   * @param nextStep what its owner can do
   */
  public UnreadableDocumentException(Path file, String reason, String nextStep) {
    super(FailureKind.DATA, file + ": " + reason, nextStep);
    this.reason = reason;
  }

  /** As above, with the exception that caused it. */
  public UnreadableDocumentException(Path file, String reason, String nextStep, Throwable cause) {
    super(FailureKind.DATA, file + ": " + reason, nextStep, cause);
    this.reason = reason;
  }

  /** What is wrong, without the file's name. */
  public String reason() {
    return reason;
  }
}
