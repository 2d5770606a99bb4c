package dev.rapporteur.review;

import dev.rapporteur.access.Actor;
import dev.rapporteur.report.ReportRun;
import java.time.Instant;
import java.util.List;

/** Makes a call of a run again, through the gate and on behalf of the person who asks. */
public interface Recalls {
  /** What came of it. */
  sealed interface Recalled {
    /**
     * @param same whether it gives what the run had
     * @param rows as they are now
     */
    record Answered(boolean same, Instant at, List<String> columns, List<List<String>> rows)
        implements Recalled {
      public Answered {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
      }
    }

    /** The gate did not let it pass, or the source did not answer. */
    record Refused(String message) implements Recalled {}
  }

  /**
   * @param call id of the call, as the run recorded it
   */
  Recalled again(ReportRun run, String call, Actor actor);
}
