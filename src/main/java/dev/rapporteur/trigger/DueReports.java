package dev.rapporteur.trigger;

import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.ReportRuns.Accepted;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns due fires into runs. Whoever rings, and how often, makes no difference: what is due follows
 * from how far a schedule has been carried out, and a period has at most one run.
 */
public final class DueReports {
  /** Fires carried out at a time; the rest is carried out when it is rung for again. */
  private static final int MOST_FIRES = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(DueReports.class);

  private final ReportSchedules schedules;
  private final ScheduleReader reader;
  private final ReportRuns runs;
  private final RunQueue queue;
  private final Clock clock;

  public DueReports(
      ReportSchedules schedules,
      ScheduleReader reader,
      ReportRuns runs,
      RunQueue queue,
      Clock clock) {
    this.schedules = schedules;
    this.reader = reader;
    this.runs = runs;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Brings the schedules of the definitions into force on all nodes; others go out of force. A new
   * schedule does not reach into the past, and an edited one takes over after what was due before.
   * A report whose schedule is wrong keeps the one that it had.
   *
   * @return why a report's schedule is wrong, by report; empty if all are right
   */
  public Map<String, String> synchronize(Collection<ReportSchedule> wanted) {
    Map<String, ReportSchedule> byReport =
        wanted.stream().collect(Collectors.toMap(ReportSchedule::report, Function.identity()));
    Map<String, ReportSchedule> inForce =
        schedules.all().stream()
            .map(ReportSchedules.Entry::schedule)
            .collect(Collectors.toMap(ReportSchedule::report, Function.identity()));
    inForce.keySet().stream()
        .filter(report -> !byReport.containsKey(report))
        .forEach(schedules::remove);
    Map<String, String> wrong = new LinkedHashMap<>();
    byReport.forEach(
        (report, schedule) -> {
          try {
            bringIntoForce(schedule, Optional.ofNullable(inForce.get(report)));
          } catch (RapporteurException fault) {
            LOG.error("the schedule of {} is wrong: {}", report, fault.getMessage());
            wrong.put(report, fault.getMessage());
          }
        });
    return wrong;
  }

  private void bringIntoForce(ReportSchedule schedule, Optional<ReportSchedule> earlier) {
    reader.check(schedule);
    if (earlier.filter(schedule::equals).isPresent()) {
      return;
    }
    if (earlier.isPresent()) {
      ring(schedule.report());
    }
    schedules.put(schedule, clock.instant());
  }

  /** Carries out what is due of one report. */
  public void ring(String report) {
    schedules.find(report).filter(entry -> !entry.paused()).ifPresent(this::carryOut);
  }

  /** Carries out what is due of all reports; one that fails does not stop the others. */
  public void ringAll() {
    for (ReportSchedules.Entry entry : schedules.all()) {
      try {
        if (!entry.paused()) {
          carryOut(entry);
        }
      } catch (RapporteurException fault) {
        LOG.error("schedule of {}: {}", entry.schedule().report(), fault.getMessage());
      }
    }
  }

  private void carryOut(ReportSchedules.Entry entry) {
    ReportSchedule schedule = entry.schedule();
    Instant now = clock.instant();
    List<Instant> due = read(schedule).fires(entry.handledThrough(), now, MOST_FIRES);
    if (due.isEmpty()) {
      return;
    }
    // A schedule may fire several times in a period; the first one asks for its run.
    Map<ReportingPeriod, RunRequest> requests = new LinkedHashMap<>();
    for (Instant fire : schedule.misfire().select(due, now)) {
      RunRequest request = schedule.request(fire);
      requests.putIfAbsent(request.period(), request);
    }
    for (RunRequest request : requests.values()) {
      Accepted accepted = runs.acceptOnce(request, now);
      if (accepted.created()) {
        LOG.info(
            "{} is due for {}: run {}", request.report(), request.period(), accepted.run().id());
        queue.enqueue(accepted.run());
      }
    }
    // Last, so that a crash before it only repeats what makes no second run.
    schedules.handled(schedule.report(), due.getLast());
  }

  /** Lets the fires of a report wait; resumed, they are carried out by its misfire policy. */
  public void pause(String report, boolean paused) {
    schedules.pause(report, paused);
  }

  /** The next fire of each report in force, by name. */
  public Map<String, NextFire> nextFires() {
    Map<String, NextFire> fires = new LinkedHashMap<>();
    for (ReportSchedules.Entry entry : schedules.all()) {
      fires.put(entry.schedule().report(), nextFire(entry));
    }
    return fires;
  }

  /** The next fire of one report; empty if it has no schedule in force. */
  public Optional<NextFire> nextFire(String report) {
    return schedules.find(report).map(this::nextFire);
  }

  private NextFire nextFire(ReportSchedules.Entry entry) {
    try {
      Optional<Instant> at = read(entry.schedule()).next(entry.handledThrough());
      return new NextFire(at, entry.paused(), "");
    } catch (RapporteurException fault) {
      return new NextFire(Optional.empty(), entry.paused(), fault.getMessage());
    }
  }

  private Schedule read(ReportSchedule schedule) {
    return reader.read(schedule.definition(), schedule.period(), schedule.zone());
  }

  /**
   * @param at when; empty if the schedule has ended or cannot tell
   * @param paused whether it would wait
   * @param problem why it cannot tell, or an empty text
   */
  public record NextFire(Optional<Instant> at, boolean paused, String problem) {}
}
