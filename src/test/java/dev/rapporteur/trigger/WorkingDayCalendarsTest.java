package dev.rapporteur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.report.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDayCalendarsTest {
  @TempDir Path folder;

  @Test
  void readsAnOwnCalendarFile() throws IOException {
    Files.writeString(
        folder.resolve("AE.yaml"),
        """
        calendar: AE
        weekend: [saturday, sunday]
        years:
          2026: { off: [01-01, 12-02..12-03], work: [12-05] }
        """);
    WorkingDayCalendar calendar = new WorkingDayCalendars(folder).named("AE");
    assertThat(calendar.isWorkingDay(LocalDate.of(2026, 12, 2))).isFalse();
    assertThat(calendar.isWorkingDay(LocalDate.of(2026, 12, 4))).isTrue();
    assertThat(calendar.isWorkingDay(LocalDate.of(2026, 12, 5))).isTrue();
    assertThatThrownBy(() -> calendar.isWorkingDay(LocalDate.of(2025, 12, 2)))
        .isInstanceOf(YearNotPublishedException.class);
  }

  @Test
  void prefersAFileToTheBuiltInCalendarSoThatANewYearNeedsNoRelease() throws IOException {
    Files.writeString(
        folder.resolve("CN.yaml"), "calendar: CN\nyears:\n  2027: { off: [01-01..01-03] }\n");
    WorkingDayCalendar calendar = new WorkingDayCalendars(folder).named("CN");
    assertThat(calendar.isWorkingDay(LocalDate.of(2027, 1, 4))).isTrue();
  }

  @Test
  void hasTwoBuiltInCalendars() {
    WorkingDayCalendars calendars = new WorkingDayCalendars(folder);
    assertThat(calendars.named("CN").isWorkingDay(LocalDate.of(2026, 2, 14))).isTrue();
    assertThat(calendars.named("weekends-only").isWorkingDay(LocalDate.of(2026, 2, 14))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"FR", "../CN", "''"})
  void refusesANameWithoutCalendar(String name) {
    assertThatThrownBy(() -> new WorkingDayCalendars(folder).named(name))
        .isInstanceOf(InvalidScheduleException.class)
        .hasMessageContaining("calendar: '" + name + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026: { off: [02-30] }                 | 3:17 | does not exist
          2026: { off: [1-1] }                   | 3:17 | is not a day
          2026: { off: [05-03..05-01] }          | 3:17 | ends before
          2026: { of: [05-01] }                  | 3:11 | unknown key 'of'
          2026: { off: 05-01 }                   | 3:16 | a list
          2026: { off: [05-01], work: [05-01] }  | 3:9  | both off and work
          26: { off: [05-01] }                   | 3:3  | not a year
          """)
  void namesThePlaceOfAMistake(String year, String place, String reason) {
    assertThatThrownBy(
            () -> WorkingDayCalendar.parse("X.yaml", "calendar: X\nyears:\n  " + year + "\n"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("X.yaml:" + place)
        .hasMessageContaining(reason);
  }
}
