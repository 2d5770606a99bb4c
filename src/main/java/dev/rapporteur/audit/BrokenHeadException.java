package dev.rapporteur.audit;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.nio.file.Path;

/** A line among the signed heads is not what was written there. */
public final class BrokenHeadException extends RapporteurException {
  private static final long serialVersionUID = 1L;

  BrokenHeadException(Path file, int line, String why) {
    super(
        FailureKind.DATA,
        file + ":" + line + ": the head cannot be trusted: " + why,
        "compare the file with its copy elsewhere; somebody changed it, or the disk did");
  }
}
