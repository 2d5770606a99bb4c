package dev.rapporteur.trigger;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;

/** A schedule needs the working days of a year that its calendar does not know. */
public final class YearNotPublishedException extends RapporteurException {
  private static final long serialVersionUID = 1L;

  YearNotPublishedException(String calendar, int year, String known) {
    super(
        FailureKind.DEFINITION,
        "calendar %s: the working days of %d are not published (known: %s)"
            .formatted(calendar, year, known),
        "Add the year to the calendar's file once it is announced.");
  }
}
