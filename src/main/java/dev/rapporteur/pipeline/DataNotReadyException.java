package dev.rapporteur.pipeline;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.WaitingRun;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The data of a run are not ready. It waits and is looked at again. */
public final class DataNotReadyException extends RapporteurException {
  private static final long serialVersionUID = 1L;
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private final transient WaitingRun waiting;

  DataNotReadyException(WaitingRun waiting, ZoneId zone) {
    super(
        FailureKind.DATA,
        waiting.why(),
        "the service looks again at %s; rapporteur resume %s looks now, with --anyway it goes on without"
            .formatted(MINUTE.format(waiting.nextLook().atZone(zone)), waiting.run()));
    this.waiting = waiting;
  }

  /** What it waits for, and until when. */
  public WaitingRun waiting() {
    return waiting;
  }
}
