package dev.rapporteur.trigger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The schedules that are in force on all nodes, and how far each has been carried out. */
public interface ReportSchedules {

  List<Entry> all();

  Optional<Entry> find(String report);

  /** Brings a schedule into force, in place of the report's earlier one. */
  void put(ReportSchedule schedule, Instant handledThrough);

  void remove(String report);

  /** Notes that all fires up to the given one are carried out; going back has no effect. */
  void handled(String report, Instant through);

  void pause(String report, boolean paused);

  /**
   * @param schedule as it was brought into force
   * @param handledThrough no fire up to this instant is still to be carried out
   * @param paused whether its fires wait
   */
  record Entry(ReportSchedule schedule, Instant handledThrough, boolean paused) {}
}
