package dev.rapporteur.report;

import java.util.Collection;

/** There is no report of the name. */
public final class UnknownReportException extends RapporteurException {
  private static final long serialVersionUID = 1L;

  public UnknownReportException(String name, Collection<String> known) {
    super(
        FailureKind.DEFINITION,
        "there is no report '" + name + "'",
        known.isEmpty()
            ? "write its definition in tasks/" + name + "/report.yaml"
            : "choose one of: " + String.join(", ", known));
  }
}
