package dev.rapporteur.trigger.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapporteur.report.RunIds;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.trigger.DueReports;
import dev.rapporteur.trigger.PendingRuns;
import dev.rapporteur.trigger.RunStarter;
import dev.rapporteur.trigger.ScheduleReader;
import dev.rapporteur.trigger.WorkingDayCalendars;
import dev.rapporteur.trigger.jdbc.JdbcReportSchedules;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node whose PostgreSQL goes away while it works, and comes back. */
class DatabaseAwayIT {
  private static final int RUNS = 200;
  private static final Set<String> ALL =
      IntStream.range(0, RUNS).mapToObj(i -> "run-" + i).collect(Collectors.toSet());
  private static final QuartzSettings SETTINGS =
      new QuartzSettings(4, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(2));

  @TempDir Path folder;

  @Test
  void goesOnByItselfWhenTheDatabaseIsBack() throws Exception {
    int port = freePort();
    EmbeddedPostgres server = start(port);
    String url = server.getJdbcUrl("postgres", "postgres");
    try (StateDatabase state = StateDatabase.open(url, "postgres", "postgres", 8)) {
      JdbcClient jdbc = NodeProcesses.workTable(state);
      RunStarter starter =
          run -> {
            jdbc.sql("insert into work (run, node, what) values (?, 'only', 'finished')")
                .param(run)
                .update();
            return new RunStarter.Done();
          };
      PendingRuns pending =
          () -> {
            Set<String> left = new HashSet<>(ALL);
            left.removeAll(finished(jdbc));
            return left;
          };
      try (QuartzNode node =
          QuartzNode.open(state.dataSource(), true, SETTINGS, Clock.systemUTC())) {
        ALL.forEach(node::startNow);
        node.start(due(state, node), starter, pending);
        await().until(() -> finished(jdbc).size() > RUNS / 10);
        server.close();
        assertThat(port).satisfies(DatabaseAwayIT::isClosed);
        server = start(port);
        Instant back = Instant.now();
        // This test's own first query may meet a connection that the stopped server has ended.
        await()
            .atMost(Duration.ofMinutes(2))
            .ignoreExceptionsInstanceOf(DataAccessException.class)
            .until(() -> finished(jdbc).equals(ALL));
        System.out.printf(
            "database away: all runs done %.1f s after it was back%n",
            Duration.between(back, Instant.now()).toMillis() / 1e3);
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> NodeProcesses.count(jdbc, "select count(*) from qrtz_triggers") == 0);
      }
      // At most what was under way is done again.
      assertThat(NodeProcesses.count(jdbc, "select count(*) from work")).isBetween(RUNS, RUNS + 8);
    } finally {
      server.close();
    }
  }

  private static Set<String> finished(JdbcClient jdbc) {
    return new HashSet<>(jdbc.sql("select distinct run from work").query(String.class).list());
  }

  private static DueReports due(StateDatabase state, QuartzNode node) {
    return new DueReports(
        new JdbcReportSchedules(state.dataSource()),
        new ScheduleReader(new WorkingDayCalendars(Path.of("calendars"))),
        new JdbcReportRuns(state.dataSource(), RunIds.random()::next),
        node,
        Clock.systemUTC());
  }

  private EmbeddedPostgres start(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void isClosed(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      assertThat(socket.isBound()).isTrue();
    } catch (IOException e) {
      throw new AssertionError("the database is still there", e);
    }
  }
}
