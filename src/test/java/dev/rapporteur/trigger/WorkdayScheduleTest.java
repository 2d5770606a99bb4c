package dev.rapporteur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.report.ReportingPeriod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkdayScheduleTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final WorkingDayCalendar CHINA = WorkingDayCalendar.china();

  /** The table was computed by another program from the State Council's notices. */
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 2", "-2, 3", "-1, 4"})
  void agreesWithTheOfficialCalendarOfChinaForAllMonthsFrom2007To2026(int ordinal, int column)
      throws IOException {
    List<LocalDate> expected;
    try (InputStream in = getClass().getResourceAsStream("cn-working-days.csv")) {
      expected =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .skip(1)
              .map(line -> LocalDate.parse(line.split(",")[column]))
              .toList();
    }
    List<LocalDate> fired =
        monthly(ordinal, CHINA).next(Instant.parse("2006-12-31T16:00:00Z"), 240).stream()
            .map(fire -> LocalDate.ofInstant(fire, SHANGHAI))
            .toList();
    assertThat(fired).hasSize(240).isEqualTo(expected);
  }

  @Test
  void firesAtItsLocalTimeStrictlyAfterTheGivenInstant() {
    Schedule third = monthly(3, CHINA);
    // A Sunday, worked to make up for the Spring Festival.
    Instant february = Instant.parse("2024-02-04T00:00:00Z");
    assertThat(third.next(february.minusSeconds(1))).contains(february);
    assertThat(third.next(february)).contains(Instant.parse("2024-03-05T00:00:00Z"));
  }

  @Test
  void saysThatAYearIsNotPublishedInsteadOfGuessing() {
    Schedule third = monthly(3, CHINA);
    Instant december = Instant.parse("2026-12-03T00:00:00Z");
    assertThat(third.next(december.minusSeconds(1))).contains(december);
    assertThatThrownBy(() -> third.next(december))
        .isInstanceOf(YearNotPublishedException.class)
        .hasMessageContaining("CN")
        .hasMessageContaining("2027 are not published")
        .hasMessageContaining("2007 to 2026");
  }

  @Test
  void needsNoYearBeyondTheBound() {
    Instant before = Instant.parse("2026-12-02T00:00:00Z");
    assertThat(monthly(3, CHINA).fires(before, Instant.parse("2026-12-31T12:00:00Z"), 10))
        .containsExactly(Instant.parse("2026-12-03T00:00:00Z"));
  }

  @Test
  void needsNoYearThatIsOverAnyway() {
    assertThat(monthly(1, CHINA).next(Instant.parse("2006-12-31T01:00:00Z")))
        .contains(Instant.parse("2007-01-04T00:00:00Z"));
  }

  @Test
  void firesOnTheLastWorkingDayOfAMonthThatHasTooFew() {
    Schedule schedule = monthly(23, WorkingDayCalendar.weekendsOnly());
    assertThat(days(schedule, "2026-01-31T16:00:00Z", 2))
        .containsExactly(LocalDate.of(2026, 2, 27), LocalDate.of(2026, 3, 31));
  }

  @Test
  void countsWorkingDaysOfQuartersAndWeeks() {
    WorkingDayCalendar weekends = WorkingDayCalendar.weekendsOnly();
    Schedule quarterly =
        new WorkdaySchedule(
            5, LocalTime.of(8, 0), weekends, ReportingPeriod.Kind.QUARTER, SHANGHAI);
    Schedule weekly =
        new WorkdaySchedule(-1, LocalTime.of(8, 0), weekends, ReportingPeriod.Kind.WEEK, SHANGHAI);
    assertThat(days(quarterly, "2026-01-01T00:00:00Z", 3))
        .containsExactly(
            LocalDate.of(2026, 1, 7), LocalDate.of(2026, 4, 7), LocalDate.of(2026, 7, 7));
    assertThat(days(weekly, "2026-01-01T00:00:00Z", 2))
        .containsExactly(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 9));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 32, -32})
  void refusesADayThatNoMonthHas(int ordinal) {
    assertThatThrownBy(() -> monthly(ordinal, CHINA)).isInstanceOf(InvalidScheduleException.class);
  }

  @ParameterizedTest
  @CsvSource({
    // 2026-05-31 is a Sunday, 2026-05-10 a Sunday
    "31, FOLLOWING, 2026-06-01",
    "31, PRECEDING, 2026-05-29",
    "31, MODIFIED_FOLLOWING, 2026-05-29",
    "10, FOLLOWING, 2026-05-11",
    "10, MODIFIED_FOLLOWING, 2026-05-11",
    "12, PRECEDING, 2026-05-12"
  })
  void rollsADayOfTheMonthToAWorkingDay(int day, RollRule roll, LocalDate expected) {
    Schedule schedule =
        new MonthDaySchedule(
            day, roll, LocalTime.of(8, 0), WorkingDayCalendar.weekendsOnly(), SHANGHAI);
    assertThat(days(schedule, "2026-05-09T00:00:00Z", 1)).containsExactly(expected);
  }

  @Test
  void firesOncePerMonthOnARolledDay() {
    Schedule schedule =
        new MonthDaySchedule(31, RollRule.FOLLOWING, LocalTime.of(8, 0), CHINA, SHANGHAI);
    assertThat(days(schedule, "2024-12-31T16:00:00Z", 12))
        .startsWith(LocalDate.of(2025, 2, 5)) // 31 January lies in the Spring Festival
        .hasSize(12)
        .doesNotHaveDuplicates();
  }

  private static Schedule monthly(int ordinal, WorkingDayCalendar calendar) {
    return new WorkdaySchedule(
        ordinal, LocalTime.of(8, 0), calendar, ReportingPeriod.Kind.MONTH, SHANGHAI);
  }

  private static List<LocalDate> days(Schedule schedule, String after, int count) {
    return schedule.next(Instant.parse(after), count).stream()
        .map(fire -> LocalDate.ofInstant(fire, schedule.zone()))
        .toList();
  }
}
