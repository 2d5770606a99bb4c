package dev.rapporteur.trigger.quartz;

import dev.rapporteur.trigger.DueReports;
import dev.rapporteur.trigger.PendingRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares what should be moving with what is. Quartz has been seen to leave triggers acquired or
 * blocked for good, also over a restart (issues 95, 145, 635, 1516); such a trigger is taken away
 * and the run put in anew.
 */
final class Sweeper implements AutoCloseable {
  /** A trigger that is this late and not being carried out is stuck. */
  static final Duration STUCK = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  /**
   * One trigger in Quartz's tables.
   *
   * @param job the run's id or the report's name
   */
  private record Planned(TriggerKey key, String job, String state, Instant at) {}

  private final QuartzNode node;
  private final JdbcClient jdbc;
  private final DueReports due;
  private final PendingRuns pending;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sweeper").daemon().factory());

  Sweeper(QuartzNode node, DataSource dataSource, DueReports due, PendingRuns pending) {
    this.node = node;
    this.jdbc = JdbcClient.create(dataSource);
    this.due = due;
    this.pending = pending;
  }

  void start(Duration every) {
    thread.scheduleWithFixedDelay(
        this::sweepAndGoOn, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sweepAndGoOn() {
    try {
      sweep();
    } catch (RuntimeException fault) {
      // The database may be away; the next sweep finds what this one did not.
      LOG.warn("the sweeper could not look after the runs: {}", fault.getMessage());
    }
  }

  /** Looks after schedules and runs once. */
  void sweep() {
    due.ringAll();
    for (Planned bell : stuck(QuartzNode.BELLS)) {
      LOG.warn("the bell of {} was stuck and is set again", bell.job());
      node.unschedule(bell.key());
    }
    node.setBells(due);
    for (Planned run : stuck(QuartzNode.RUNS)) {
      LOG.warn("run {} was stuck in the queue", run.job());
      node.unschedule(run.key());
    }
    // In this order, so that a run taken in meanwhile is not seen as missing.
    Set<String> missing = new HashSet<>(pending.ids());
    missing.removeAll(moving());
    for (String run : missing) {
      LOG.warn("run {} was not in the queue and is put in", run);
      node.startNow(run);
    }
  }

  private List<Planned> stuck(String group) {
    Instant late = node.now().minus(STUCK);
    Set<String> executing = executing();
    return planned(group).stream()
        .filter(each -> !each.state().equals("WAITING") && !each.state().startsWith("PAUSED"))
        .filter(each -> each.at().isBefore(late) && !executing.contains(each.key().getName()))
        .toList();
  }

  private List<Planned> planned(String group) {
    return jdbc.sql(
            """
            select trigger_name, trigger_group, job_name, trigger_state,
                   coalesce(next_fire_time, prev_fire_time) as fires_at
            from qrtz_triggers where sched_name = ? and job_group = ?
            """)
        .params(QuartzNode.CLUSTER, group)
        .query(
            (row, number) ->
                new Planned(
                    new TriggerKey(row.getString("trigger_name"), row.getString("trigger_group")),
                    row.getString("job_name"),
                    row.getString("trigger_state"),
                    Instant.ofEpochMilli(row.getLong("fires_at"))))
        .list();
  }

  /** Names of the triggers whose jobs some living node is carrying out. */
  private Set<String> executing() {
    return names(
        "select trigger_name from qrtz_fired_triggers where sched_name = ? and state = 'EXECUTING'");
  }

  /** Runs that are planned or being carried out. */
  private Set<String> moving() {
    Set<String> moving =
        names(
            "select job_name from qrtz_fired_triggers where sched_name = ?"
                + " and state = 'EXECUTING' and job_group = 'run'");
    planned(QuartzNode.RUNS).forEach(run -> moving.add(run.job()));
    return moving;
  }

  private Set<String> names(String sql) {
    return new HashSet<>(jdbc.sql(sql).param(QuartzNode.CLUSTER).query(String.class).list());
  }

  @Override
  public void close() {
    // Not interrupted: H2 closes its file when a thread that writes it is.
    thread.close();
  }
}
