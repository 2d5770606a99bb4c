package dev.rapporteur.trigger.quartz;

import static dev.rapporteur.trigger.quartz.NodeProcesses.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nodes in processes of their own, killed with SIGKILL. */
class NodeDeathIT {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final NodeProcesses processes = new NodeProcesses();

  @AfterEach
  void killAll() throws InterruptedException {
    processes.close();
  }

  @Test
  void movesTheRunsOfADeadNodeToAnotherOne() throws Exception {
    String url = PostgresServer.freshDatabase();
    try (StateDatabase state = StateDatabase.open(url, "postgres", "postgres", 4)) {
      JdbcClient jdbc = NodeProcesses.workTable(state);
      enqueue(state, 40);
      Process doomed = processes.start(url, "doomed", 10, 20, Map.of());
      await().atMost(LONGEST).until(() -> hanging(jdbc, "doomed") == 4);
      processes.start(url, "survivor", 0, 20, Map.of());
      doomed.destroyForcibly().waitFor();
      Instant death = Instant.now();
      await()
          .atMost(LONGEST)
          .until(() -> count(jdbc, "select count(*) from qrtz_job_details") == 0);
      System.out.printf(
          "node death: all runs done elsewhere after %.1f s%n",
          Duration.between(death, Instant.now()).toMillis() / 1e3);
      assertThat(count(jdbc, "select count(distinct run) from work where what = 'finished'"))
          .isEqualTo(40);
      // A run is finished twice only where the node died after the work and before saying so.
      assertThat(count(jdbc, "select count(*) from work where what = 'finished'"))
          .isBetween(40, 44);
      assertThat(
              count(
                  jdbc,
                  "select count(*) from work w where w.node = 'survivor' and w.what = 'finished'"
                      + " and exists (select 1 from work d where d.run = w.run"
                      + " and d.node = 'doomed' and d.what = 'started')"))
          .isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void goesOnAfterAKillAndARestartOnTheEmbeddedDatabase(@TempDir Path folder) throws Exception {
    String url =
        "jdbc:h2:async:" + folder.resolve("rapporteur") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0";
    try (StateDatabase state = StateDatabase.open(url, "sa", "", 4)) {
      NodeProcesses.workTable(state);
      enqueue(state, 20);
    }
    Process doomed = processes.start(url, "doomed", 5, 20, Map.of());
    try (StateDatabase state = StateDatabase.open(url, "sa", "", 4)) {
      JdbcClient jdbc = NodeProcesses.workTable(state);
      await().atMost(LONGEST).until(() -> hanging(jdbc, "doomed") == 4);
    }
    doomed.destroyForcibly().waitFor();
    processes.start(url, "again", 0, 20, Map.of());
    try (StateDatabase state = StateDatabase.open(url, "sa", "", 4)) {
      JdbcClient jdbc = NodeProcesses.workTable(state);
      await()
          .atMost(LONGEST)
          .until(() -> count(jdbc, "select count(*) from qrtz_job_details") == 0);
      assertThat(count(jdbc, "select count(distinct run) from work where what = 'finished'"))
          .isEqualTo(20);
    }
  }

  private static void enqueue(StateDatabase state, int runs) {
    QuartzNode node =
        QuartzNode.open(
            state.dataSource(), state.isPostgres(), QuartzSettings.ORDINARY, Clock.systemUTC());
    for (int i = 0; i < runs; i++) {
      node.startNow("run-" + i);
    }
    node.close();
  }

  private static int hanging(JdbcClient jdbc, String node) {
    return count(
        jdbc,
        "select count(*) from work s where s.node = '"
            + node
            + "' and s.what = 'started' and not exists"
            + " (select 1 from work f where f.run = s.run and f.what = 'finished')");
  }
}
