package dev.rapporteur.report;

import java.time.Instant;
import java.util.Map;

/** Where events are put. They take part in the caller's transaction. */
public interface RunEvents {
  /** Puts an event in; the same one again, of the same instant, is put in once. */
  void add(String type, ReportRun run, Map<String, String> data, Instant now);
}
