package dev.rapporteur.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.Role;
import dev.rapporteur.model.ModelReadiness;
import dev.rapporteur.operation.Diagnosis.Condition;
import dev.rapporteur.operation.jdbc.JdbcStateWatch;
import dev.rapporteur.pipeline.ModelConnections;
import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.SettableClock;
import dev.rapporteur.trigger.DueReports;
import dev.rapporteur.trigger.ReportSchedule;
import dev.rapporteur.trigger.ScheduleReader;
import dev.rapporteur.trigger.WorkingDayCalendars;
import dev.rapporteur.trigger.jdbc.JdbcReportSchedules;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationsIT {
  @TempDir Path folder;

  @Test
  void theStateIsGoodWhileItTakesWritesAndBadOnceItIsGone() {
    StateDatabase state = StateDatabase.inFolder(folder);
    StateExamination examination =
        new StateExamination(new JdbcStateWatch(state.dataSource()), Clock.systemUTC());
    assertThat(examination.examine().condition()).isEqualTo(Condition.GOOD);
    state.close();
    Diagnosis gone = examination.examine();
    assertThat(gone.condition()).isEqualTo(Condition.BAD);
    assertThat(gone.next()).isNotEmpty();
  }

  @Test
  void aClockThatIsOffIsWarnedOfAndThenCalledBad() {
    try (StateDatabase state = StateDatabase.inFolder(folder)) {
      StateWatch watch = new JdbcStateWatch(state.dataSource());
      assertThat(off(watch, Duration.ZERO)).isEqualTo(Condition.GOOD);
      assertThat(off(watch, Duration.ofSeconds(4))).isEqualTo(Condition.WARNING);
      assertThat(off(watch, Duration.ofSeconds(-60))).isEqualTo(Condition.BAD);
    }
  }

  private static Condition off(StateWatch watch, Duration by) {
    return new ClockExamination(watch, Clock.offset(Clock.systemUTC(), by)).examine().condition();
  }

  @Test
  void aFullOrReadOnlyDiskIsBad() throws IOException {
    assertThat(new DiskExamination(folder, 0, 0).examine().condition()).isEqualTo(Condition.GOOD);
    assertThat(new DiskExamination(folder, Long.MAX_VALUE, 0).examine().condition())
        .isEqualTo(Condition.WARNING);
    Diagnosis full = new DiskExamination(folder, Long.MAX_VALUE, Long.MAX_VALUE).examine();
    assertThat(full.condition()).isEqualTo(Condition.BAD);
    assertThat(full.next()).contains("retention");
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(new DiskExamination(file.resolve("under"), 0, 0).examine().condition())
        .isEqualTo(Condition.BAD);
    assertThat(folder.toFile().list()).as("nothing is left behind").containsExactly("file");
  }

  @Test
  void theModelIsAskedOnceInAWhileHoweverOftenItIsExamined() {
    SettableClock clock = new SettableClock("2026-03-02T12:00:00Z");
    AtomicInteger asked = new AtomicInteger();
    ModelReadiness model =
        () -> {
          asked.incrementAndGet();
          return new ModelReadiness.Ready(Duration.ofMillis(40));
        };
    ModelExamination examination = new ModelExamination(() -> model, clock);
    for (int i = 0; i < 50; i++) {
      assertThat(examination.examine().condition()).isEqualTo(Condition.GOOD);
    }
    assertThat(asked).hasValue(1);
    clock.jump(ModelExamination.KEPT.plusSeconds(1));
    examination.examine();
    assertThat(asked).hasValue(2);
  }

  @Test
  void aModelThatIsAwayIsBadAndTheReasonIsSaid() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (var model = ModelConnections.open(URI.create("grpc://127.0.0.1:" + port + "/nobody"))) {
      Diagnosis found = new ModelExamination(model::readiness, Clock.systemUTC()).examine();
      assertThat(found.condition()).isEqualTo(Condition.BAD);
      assertThat(found.says()).contains("127.0.0.1:" + port);
    }
  }

  @Test
  void aFireThatNobodyCarriesOutIsWarnedOfAndThenOverdue() {
    SettableClock clock = new SettableClock("2026-03-01T00:00:00Z");
    try (StateDatabase state = StateDatabase.inFolder(folder)) {
      DueReports due =
          new DueReports(
              new JdbcReportSchedules(state.dataSource()),
              new ScheduleReader(new WorkingDayCalendars(folder)),
              new JdbcReportRuns(state.dataSource(), now -> "run-" + now),
              run -> {},
              clock);
      due.synchronize(List.of(dailyAtNoon()));
      ScheduleExamination examination = new ScheduleExamination(due, clock);
      clock.set("2026-03-01T12:01:00Z");
      assertThat(examination.examine().condition()).isEqualTo(Condition.GOOD);
      clock.set("2026-03-01T12:05:00Z");
      assertThat(examination.examine().condition()).isEqualTo(Condition.WARNING);
      clock.set("2026-03-01T12:30:00Z");
      Diagnosis overdue = examination.examine();
      assertThat(overdue.condition()).isEqualTo(Condition.BAD);
      assertThat(overdue.says()).contains("sales since 2026-03-01T12:00:00Z");
      assertThat(examination.lags()).containsEntry("sales", Duration.ofMinutes(30));
      due.pause("sales", true);
      assertThat(examination.examine().condition()).isEqualTo(Condition.GOOD);
      due.pause("sales", false);
      due.ringAll();
      assertThat(examination.examine().condition()).isEqualTo(Condition.GOOD);
    }
  }

  private static ReportSchedule dailyAtNoon() {
    return new ReportSchedule(
        "sales",
        new ScheduleDefinition(
            Optional.of("0 0 12 * * ?"),
            Optional.empty(),
            Optional.empty(),
            "",
            "",
            "",
            "run-each"),
        ZoneId.of("UTC"),
        ReportingPeriod.Kind.MONTH,
        Set.of(new Role("clerk")));
  }
}
