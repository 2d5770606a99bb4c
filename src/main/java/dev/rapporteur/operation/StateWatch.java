package dev.rapporteur.operation;

import dev.rapporteur.report.RunState;
import java.time.Instant;
import java.util.List;

/** What can be seen of the product's work in its state database. */
public interface StateWatch {

  /**
   * Writes a row, commits it, and reads the database's clock.
   *
   * @throws dev.rapporteur.report.RapporteurException if the database does not take the row
   */
  Instant write();

  /** How many runs of each report are in each state. */
  List<RunCount> runs();

  /** How many runs wait to be carried out or are being carried out, on all nodes. */
  int queued();

  /** How many deliveries there are of each channel in each state. */
  List<DeliveryCount> deliveries();

  /** Versions of the tables, as migrated; the latest last. */
  List<String> versions();

  record RunCount(String report, RunState state, long count) {}

  record DeliveryCount(String channel, String state, long count) {}
}
