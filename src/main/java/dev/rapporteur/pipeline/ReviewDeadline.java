package dev.rapporteur.pipeline;

import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.trigger.WorkingDayCalendar;
import dev.rapporteur.trigger.WorkingDayCalendars;
import dev.rapporteur.trigger.YearNotPublishedException;
import java.time.Instant;
import java.time.LocalDate;

/** By when a draft is to be decided on. */
final class ReviewDeadline {
  private final WorkingDayCalendars calendars;

  ReviewDeadline(WorkingDayCalendars calendars) {
    this.calendars = calendars;
  }

  /**
   * So many working days after the day of the hand-over, by the calendar of the report's schedule;
   * without one, or in a year it does not know, Monday to Friday are worked.
   */
  LocalDate of(ReportDefinition definition, Instant handedOver) {
    LocalDate day = handedOver.atZone(definition.timeZone()).toLocalDate();
    int days = definition.review().dueWorkdays();
    String calendar = definition.schedule().map(ScheduleDefinition::calendar).orElse("");
    try {
      return calendar.isEmpty()
          ? after(day, days, WorkingDayCalendar.weekendsOnly())
          : after(day, days, calendars.named(calendar));
    } catch (YearNotPublishedException unknown) {
      return after(day, days, WorkingDayCalendar.weekendsOnly());
    }
  }

  private static LocalDate after(LocalDate day, int workingDays, WorkingDayCalendar calendar) {
    LocalDate due = day;
    for (int passed = 0; passed < workingDays; ) {
      due = due.plusDays(1);
      passed += calendar.isWorkingDay(due) ? 1 : 0;
    }
    return due;
  }
}
