package dev.rapporteur.pipeline;

import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.ReadinessDefinition;
import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.trigger.WorkdaySchedule;
import dev.rapporteur.trigger.WorkingDayCalendar;
import dev.rapporteur.trigger.WorkingDayCalendars;
import dev.rapporteur.trigger.YearNotPublishedException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;

/** By when the data of a period should be complete. */
final class ReadinessDeadline {
  private final WorkingDayCalendars calendars;

  ReadinessDeadline(WorkingDayCalendars calendars) {
    this.calendars = calendars;
  }

  /**
   * The n-th working day after the period's end, by the calendar of the report's schedule; without
   * one, or in a year it does not know, Monday to Friday are worked. Empty if the definition names
   * no deadline.
   */
  Optional<Instant> of(ReportDefinition definition, ReportingPeriod period) {
    return definition
        .ready()
        .flatMap(ReadinessDefinition::deadline)
        .flatMap(
            deadline -> {
              String calendar = definition.schedule().map(ScheduleDefinition::calendar).orElse("");
              try {
                return next(
                    definition,
                    deadline,
                    calendar.isEmpty()
                        ? WorkingDayCalendar.weekendsOnly()
                        : calendars.named(calendar),
                    period);
              } catch (YearNotPublishedException unknown) {
                return next(definition, deadline, WorkingDayCalendar.weekendsOnly(), period);
              }
            });
  }

  private static Optional<Instant> next(
      ReportDefinition definition,
      ReadinessDefinition.Deadline deadline,
      WorkingDayCalendar calendar,
      ReportingPeriod period) {
    Instant end = period.endExclusive().atStartOfDay(definition.timeZone()).toInstant();
    return new WorkdaySchedule(
            deadline.workday(),
            LocalTime.parse(deadline.at()),
            calendar,
            definition.period(),
            definition.timeZone())
        .next(end.minusMillis(1));
  }
}
