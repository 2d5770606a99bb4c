package dev.rapporteur.operation;

import dev.rapporteur.trigger.DueReports;
import dev.rapporteur.trigger.DueReports.NextFire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether what schedules ask for is carried out in time. */
public final class ScheduleExamination implements Examination {
  private static final Duration LATE = Duration.ofMinutes(2);
  private static final Duration OVERDUE = Duration.ofMinutes(10);

  private final DueReports due;
  private final Clock clock;

  public ScheduleExamination(DueReports due, Clock clock) {
    this.due = due;
    this.clock = clock;
  }

  /**
   * By how much the oldest fire of each report is late that was not carried out; paused ones wait.
   */
  public Map<String, Duration> lags() {
    Map<String, Duration> lags = new TreeMap<>();
    due.nextFires().forEach((report, next) -> lags.put(report, lag(next)));
    return lags;
  }

  private Duration lag(NextFire next) {
    Instant now = clock.instant();
    return next.at()
        .filter(at -> !next.paused() && at.isBefore(now))
        .map(at -> Duration.between(at, now))
        .orElse(Duration.ZERO);
  }

  @Override
  public Diagnosis examine() {
    Map<String, NextFire> fires;
    try {
      fires = due.nextFires();
    } catch (RuntimeException fault) {
      return Diagnosis.bad(
          "schedules", "the schedules cannot be read", "see to the state database first");
    }
    List<String> wrong = new ArrayList<>();
    List<String> late = new ArrayList<>();
    boolean overdue = false;
    for (Map.Entry<String, NextFire> fire : fires.entrySet()) {
      Duration lag = lag(fire.getValue());
      if (!fire.getValue().problem().isEmpty()) {
        wrong.add(fire.getKey() + ": " + fire.getValue().problem());
      } else if (lag.compareTo(LATE) > 0) {
        late.add(fire.getKey() + " since " + fire.getValue().at().orElseThrow());
        overdue |= lag.compareTo(OVERDUE) > 0;
      }
    }
    if (!wrong.isEmpty()) {
      return Diagnosis.bad(
          "schedules", String.join("; ", wrong), "mend the schedule in the report's report.yaml");
    }
    if (!late.isEmpty()) {
      String says = "due and not carried out: " + String.join(", ", late);
      String next = "start the service, or see in its log why it does not get on";
      return overdue
          ? Diagnosis.bad("schedules", says, next)
          : Diagnosis.warning("schedules", says, next);
    }
    return Diagnosis.good(
        "schedules", fires.size() + (fires.size() == 1 ? " schedule" : " schedules") + " on time");
  }
}
