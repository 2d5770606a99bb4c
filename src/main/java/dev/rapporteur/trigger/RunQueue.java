package dev.rapporteur.trigger;

import dev.rapporteur.report.ReportRun;

/** Where a run goes to be carried out by some node. */
public interface RunQueue {
  /** Puts a run in; one that is already in stays where it is. */
  void enqueue(ReportRun run);
}
