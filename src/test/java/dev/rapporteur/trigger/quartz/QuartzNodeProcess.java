package dev.rapporteur.trigger.quartz;

import dev.rapporteur.report.RunIds;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.trigger.DueReports;
import dev.rapporteur.trigger.RunStarter;
import dev.rapporteur.trigger.ScheduleReader;
import dev.rapporteur.trigger.WorkingDayCalendars;
import dev.rapporteur.trigger.jdbc.JdbcReportSchedules;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A node in a process of its own, to be killed. Each run writes a row when it starts and one when
 * it is finished; some of them hang for ever in between.
 */
final class QuartzNodeProcess {
  private QuartzNodeProcess() {}

  /**
   * @param arguments state database, user, password, name of the node, every how many runs one
   *     hangs (0: none), and every how many seconds it sweeps
   */
  public static void main(String[] arguments) throws InterruptedException {
    StateDatabase state = StateDatabase.open(arguments[0], arguments[1], arguments[2], 8);
    String name = arguments[3];
    int hangEvery = Integer.parseInt(arguments[4]);
    JdbcClient jdbc = JdbcClient.create(state.dataSource());
    AtomicInteger started = new AtomicInteger();
    RunStarter starter =
        run -> {
          write(jdbc, run, name, "started");
          if (hangEvery > 0 && started.incrementAndGet() % hangEvery == 0) {
            hang();
          }
          write(jdbc, run, name, "finished");
          return new RunStarter.Done();
        };
    QuartzNode node =
        QuartzNode.open(
            state.dataSource(),
            state.isPostgres(),
            new QuartzSettings(
                4,
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofSeconds(Integer.parseInt(arguments[5]))),
            Clock.systemUTC());
    DueReports due =
        new DueReports(
            new JdbcReportSchedules(state.dataSource()),
            new ScheduleReader(new WorkingDayCalendars(Path.of("calendars"))),
            new JdbcReportRuns(state.dataSource(), RunIds.random()::next),
            node,
            Clock.systemUTC());
    node.start(due, starter, Set::of);
    node.setBells(due);
    hang();
  }

  private static void write(JdbcClient jdbc, String run, String node, String what) {
    jdbc.sql("insert into work (run, node, what) values (?, ?, ?)")
        .params(run, node, what)
        .update();
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
