package dev.rapporteur.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.Role;
import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.SettableClock;
import dev.rapporteur.trigger.jdbc.JdbcReportSchedules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueReportsTest {
  @TempDir Path calendars;

  private final SettableClock clock = new SettableClock("2026-01-15T00:00:00Z");
  private final StateDatabase state =
      StateDatabase.open("jdbc:h2:mem:" + UUID.randomUUID() + ";WRITE_DELAY=0", "sa", "", 2);
  private final List<ReportRun> queue = new ArrayList<>();
  private final JdbcReportSchedules schedules = new JdbcReportSchedules(state.dataSource());
  private final JdbcReportRuns runs =
      new JdbcReportRuns(state.dataSource(), now -> UUID.randomUUID().toString());
  private DueReports due;

  @BeforeEach
  void open() {
    ScheduleReader reader = new ScheduleReader(new WorkingDayCalendars(calendars));
    due = new DueReports(schedules, reader, runs, queue::add, clock);
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void asksForTheLastPeriodThatWasOver() {
    due.synchronize(List.of(thirdWorkday("run-each")));
    clock.set("2026-02-04T00:00:00Z");
    due.ringAll();
    assertThat(queue)
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.request().period()).isEqualTo(ReportingPeriod.month(2026, 1));
              assertThat(run.request().cause())
                  .isEqualTo(
                      new RunCause.Scheduled(
                          run.request().cause().actor(), Instant.parse("2026-02-04T00:00:00Z")));
              assertThat(run.request().cause().actor().roles()).containsExactly(new Role("clerk"));
            });
  }

  @Test
  void makesOneRunHoweverOftenItIsRung() {
    due.synchronize(List.of(thirdWorkday("run-each")));
    clock.set("2026-02-04T00:00:00Z");
    due.ringAll();
    due.ring("sales");
    due.ringAll();
    assertThat(queue).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "run-each, 2026-01 2026-02 2026-03",
    "run-latest, 2026-03",
    "skip, ''",
  })
  void followsTheMisfirePolicyAfterALongOutage(String misfire, String periods) {
    due.synchronize(List.of(thirdWorkday(misfire)));
    clock.set("2026-04-20T00:00:00Z");
    due.ringAll();
    due.ringAll();
    assertThat(requested()).isEqualTo(periods);
  }

  @Test
  void makesEachPeriodOnceWhileTheClockJumps() {
    due.synchronize(List.of(thirdWorkday("run-each")));
    clock.jump(Duration.ofDays(40));
    due.ringAll();
    clock.jump(Duration.ofHours(-2));
    due.ringAll();
    clock.jump(Duration.ofDays(-38));
    due.ringAll();
    for (int day = 0; day < 150; day++) {
      clock.jump(Duration.ofDays(1));
      due.ringAll();
    }
    assertThat(requested()).isEqualTo("2026-01 2026-02 2026-03 2026-04 2026-05");
  }

  @Test
  void doesNotReachIntoThePastWithANewSchedule() {
    due.synchronize(List.of(thirdWorkday("run-each")));
    due.ringAll();
    assertThat(queue).isEmpty();
  }

  @Test
  void takesAnEditOverAfterWhatWasDueBefore() {
    due.synchronize(List.of(thirdWorkday("run-each")));
    clock.set("2026-02-05T00:00:00Z");
    due.synchronize(List.of(cron("0 0 8 6 * ?")));
    assertThat(requested()).isEqualTo("2026-01");
    clock.set("2026-03-05T00:00:00Z");
    due.ringAll();
    // The edited schedule fired on 6 February as well: for the same period, so without a second
    // run.
    assertThat(requested()).isEqualTo("2026-01");
    clock.set("2026-03-06T00:00:00Z");
    due.ringAll();
    assertThat(requested()).isEqualTo("2026-01 2026-02");
  }

  @Test
  void takesASchedulesOutOfForceThatIsNotWantedAnyMore() {
    due.synchronize(List.of(thirdWorkday("run-each")));
    due.synchronize(List.of());
    clock.set("2026-04-20T00:00:00Z");
    due.ringAll();
    assertThat(queue).isEmpty();
    assertThat(due.nextFires()).isEmpty();
  }

  @Test
  void waitsWhilePausedAndMakesUpAfterwards() {
    due.synchronize(List.of(thirdWorkday("run-latest")));
    due.pause("sales", true);
    clock.set("2026-04-20T00:00:00Z");
    due.ringAll();
    assertThat(queue).isEmpty();
    due.pause("sales", false);
    due.ringAll();
    assertThat(requested()).isEqualTo("2026-03");
  }

  @Test
  void keepsTheEarlierScheduleOfAReportWhoseNewOneIsWrong() {
    due.synchronize(List.of(thirdWorkday("run-each")));
    assertThat(
            due.synchronize(List.of(named("sales", "0 0 25 * * ?"), named("other", "0 0 8 5 * ?"))))
        .containsOnlyKeys("sales")
        .hasEntrySatisfying("sales", reason -> assertThat(reason).contains("hour: '25'"));
    assertThat(due.nextFires()).containsOnlyKeys("sales", "other");
    clock.set("2026-02-04T00:00:00Z");
    due.ringAll();
    assertThat(requested()).isEqualTo("2026-01");
  }

  @Test
  void refusesAMisfirePolicyThatIsNone() {
    assertThat(due.synchronize(List.of(thirdWorkday("sometimes"))))
        .hasEntrySatisfying("sales", reason -> assertThat(reason).contains("'sometimes'"));
  }

  @Test
  void waitsForAYearThatIsNotPublishedWithoutHoldingUpOthersOrLosingAPeriod() throws IOException {
    calendar("2026: { off: [] }");
    clock.set("2026-11-20T00:00:00Z");
    ReportSchedule own =
        schedule(
            "own",
            new ScheduleDefinition(
                Optional.empty(),
                Optional.of(3),
                Optional.empty(),
                "",
                "08:00",
                "OWN",
                "run-each"));
    due.synchronize(List.of(own, named("weekly", "0 0 8 ? * MON")));
    clock.set("2027-01-20T00:00:00Z");
    due.ringAll();
    assertThat(queue.stream().map(run -> run.request().report()).distinct())
        .containsExactly("weekly");
    assertThat(due.nextFire("own").map(DueReports.NextFire::at))
        .hasValueSatisfying(at -> assertThat(at).contains(Instant.parse("2026-12-03T00:00:00Z")));

    queue.clear();
    calendar("2026: { off: [] }\n  2027: { off: [01-01] }");
    due.ringAll();
    assertThat(requested()).isEqualTo("2026-11 2026-12");
  }

  @Test
  void saysWhyItCannotTellTheNextFire() {
    clock.set("2026-12-20T00:00:00Z");
    due.synchronize(List.of(thirdWorkday("run-each")));
    assertThat(due.nextFire("sales").orElseThrow().problem()).contains("2027 are not published");
  }

  @Test
  void namesTheNextFires() {
    due.synchronize(List.of(thirdWorkday("run-each")));
    assertThat(due.nextFires())
        .containsEntry(
            "sales",
            new DueReports.NextFire(Optional.of(Instant.parse("2026-02-04T00:00:00Z")), false, ""));
  }

  private void calendar(String years) throws IOException {
    Files.writeString(calendars.resolve("OWN.yaml"), "calendar: OWN\nyears:\n  " + years + "\n");
  }

  private String requested() {
    return String.join(" ", queue.stream().map(run -> run.request().period().toString()).toList());
  }

  private static ReportSchedule thirdWorkday(String misfire) {
    return schedule(
        "sales",
        new ScheduleDefinition(
            Optional.empty(), Optional.of(3), Optional.empty(), "", "08:00", "CN", misfire));
  }

  private static ReportSchedule cron(String cron) {
    return named("sales", cron);
  }

  private static ReportSchedule named(String report, String cron) {
    return schedule(
        report,
        new ScheduleDefinition(
            Optional.of(cron), Optional.empty(), Optional.empty(), "", "", "", "run-each"));
  }

  private static ReportSchedule schedule(String report, ScheduleDefinition definition) {
    return new ReportSchedule(
        report,
        definition,
        ZoneId.of("Asia/Shanghai"),
        ReportingPeriod.Kind.MONTH,
        Set.of(new Role("clerk")));
  }
}
