package dev.rapporteur.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.Role;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.ReviewDefinition;
import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportDefinition.TemplateSet;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.trigger.WorkingDayCalendars;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReviewDeadlineTest {
  private final ReviewDeadline deadline = new ReviewDeadline(new WorkingDayCalendars(Path.of("")));

  private LocalDate due(int workdays, String calendar, String handedOver) {
    ScheduleDefinition schedule =
        new ScheduleDefinition(
            Optional.empty(), Optional.of(3), Optional.empty(), "", "08:00", calendar, "run-each");
    ReportDefinition definition =
        new ReportDefinition(
            "sales",
            "Sales",
            "",
            "",
            Locale.ENGLISH,
            ZoneId.of("Asia/Shanghai"),
            ReportingPeriod.Kind.MONTH,
            Optional.of(schedule),
            Optional.empty(),
            Set.of(),
            Map.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            new TemplateSet("w", "p", Optional.empty()),
            Set.of(),
            new ReviewDefinition(new Role("manager"), workdays, true),
            List.of(),
            Optional.empty());
    return deadline.of(definition, Instant.parse(handedOver));
  }

  @Test
  void skipsTheWeekend() {
    assertThat(due(2, "", "2024-04-12T02:00:00Z")).isEqualTo("2024-04-16");
  }

  @Test
  void countsFromTheDayInTheReportsTimeZone() {
    assertThat(due(1, "", "2024-04-15T17:00:00Z")).isEqualTo("2024-04-17");
  }

  @Test
  void skipsHolidaysAndCountsMadeUpDays() {
    // 4 to 6 April 2024 are off, Sunday the 7th is worked.
    assertThat(due(2, "CN", "2024-04-03T02:00:00Z")).isEqualTo("2024-04-08");
  }

  @Test
  void countsMondayToFridayInAYearThatTheCalendarDoesNotKnow() {
    assertThat(due(2, "CN", "2099-04-10T02:00:00Z")).isEqualTo("2099-04-14");
  }

  @Test
  void isTheSameDayWhereNoTimeIsGiven() {
    assertThat(due(0, "", "2024-04-13T02:00:00Z")).isEqualTo("2024-04-13");
  }
}
