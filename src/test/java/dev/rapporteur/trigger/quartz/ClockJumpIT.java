package dev.rapporteur.trigger.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.PostgresServer;
import dev.rapporteur.trigger.ReportSchedule;
import dev.rapporteur.trigger.jdbc.JdbcReportSchedules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A node whose clock jumps, by libfaketime (Debian's package faketime). The database's clock is
 * right all the time.
 */
class ClockJumpIT {
  private static final Path FAKETIME =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
  private static final Duration LONGEST = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void makesEachPeriodOnceWhileTheClockJumps() throws Exception {
    assumeTrue(Files.exists(FAKETIME), "faketime is not installed");
    String url = PostgresServer.freshDatabase();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Path offset = Files.writeString(folder.resolve("offset"), "+0");
    try (StateDatabase state = StateDatabase.open(url, "postgres", "postgres", 4);
        NodeProcesses processes = new NodeProcesses()) {
      JdbcClient jdbc = NodeProcesses.workTable(state);
      new JdbcReportSchedules(state.dataSource())
          .put(onTheFirstOfEachMonth(), Instant.now().truncatedTo(ChronoUnit.MICROS));
      // Its sweeper comes too late to help.
      processes.start(url, "jumping", 0, 36_000, faked(offset));
      await().atMost(LONGEST).until(() -> bells(jdbc) == 1);

      for (int hours : List.of(40 * 24, 40 * 24 - 2, 38 * 24, 85 * 24, 0, 130 * 24)) {
        Files.writeString(offset, "+" + hours + "h");
        await().atMost(LONGEST).until(() -> checksInAt(jdbc, Duration.ofHours(hours)));
        await().atMost(LONGEST).until(() -> periods(jdbc).containsAll(overBy(today, hours / 24)));
      }
      assertThat(periods(jdbc)).doesNotHaveDuplicates().isEqualTo(overBy(today, 130));
      await()
          .atMost(LONGEST)
          .until(
              () ->
                  NodeProcesses.count(jdbc, "select count(*) from work where what = 'finished'")
                      == periods(jdbc).size());
      assertThat(NodeProcesses.count(jdbc, "select count(distinct run) from work"))
          .isEqualTo(NodeProcesses.count(jdbc, "select count(*) from work") / 2);
    }
  }

  /** Whether the node has checked in by the time that its clock now shows. */
  private static boolean checksInAt(JdbcClient jdbc, Duration offset) {
    long last =
        jdbc.sql("select last_checkin_time from qrtz_scheduler_state").query(Long.class).single();
    Instant shown = Instant.now().plus(offset);
    return Duration.between(Instant.ofEpochMilli(last), shown).abs().toSeconds() < 10;
  }

  private static Map<String, String> faked(Path offset) {
    return Map.of(
        "LD_PRELOAD",
        FAKETIME.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        offset.toString(),
        "FAKETIME_NO_CACHE",
        "1",
        // Without it the JVM hangs in every wait.
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1");
  }

  /** The months whose first day of the month after lies between now and so many days later. */
  private static List<String> overBy(LocalDate today, int days) {
    LocalDate firstFire = today.withDayOfMonth(1).plusMonths(1);
    return IntStream.range(0, 12)
        .mapToObj(firstFire::plusMonths)
        .filter(fire -> !fire.isAfter(today.plusDays(days)))
        .map(fire -> ReportingPeriod.containing(ReportingPeriod.Kind.MONTH, fire).previous())
        .map(ReportingPeriod::toString)
        .toList();
  }

  private static List<String> periods(JdbcClient jdbc) {
    return jdbc.sql("select period from report_run order by period").query(String.class).list();
  }

  private static int bells(JdbcClient jdbc) {
    return NodeProcesses.count(jdbc, "select count(*) from qrtz_triggers");
  }

  private static ReportSchedule onTheFirstOfEachMonth() {
    return new ReportSchedule(
        "sales",
        new ScheduleDefinition(
            Optional.of("0 0 0 1 * ?"), Optional.empty(), Optional.empty(), "", "", "", "run-each"),
        ZoneOffset.UTC,
        ReportingPeriod.Kind.MONTH,
        Set.of());
  }
}
