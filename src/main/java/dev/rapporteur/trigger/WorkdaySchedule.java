package dev.rapporteur.trigger;

import dev.rapporteur.report.ReportingPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * Fires once in each month, quarter, week or year: on its n-th working day, counted from its start
 * or its end.
 *
 * @param ordinal 1 for the first working day, -1 for the last, -2 for the one before. A period with
 *     fewer working days fires on its last (or first), so that none is left out.
 * @param at local time of the fire
 * @param calendar which days are worked
 * @param every in what the working days are counted
 * @param zone whose local time {@code at} is
 */
public record WorkdaySchedule(
    int ordinal, LocalTime at, WorkingDayCalendar calendar, ReportingPeriod.Kind every, ZoneId zone)
    implements Schedule {

  public WorkdaySchedule {
    if (ordinal == 0 || Math.abs(ordinal) > most(every)) {
      throw new InvalidScheduleException(
          "workday: %d is not a working day of a %s; 1 is the first, -1 the last, %d the most"
              .formatted(ordinal, every.name().toLowerCase(Locale.ROOT), most(every)));
    }
  }

  @Override
  public Optional<Instant> next(Instant after, Instant through) {
    ReportingPeriod period = ReportingPeriod.containing(every, LocalDate.ofInstant(after, zone));
    while (!fire(period.start()).isAfter(through)) {
      // A period that is over anyway is left without looking: its year need not be known.
      if (fire(period.endExclusive().minusDays(1)).isAfter(after)) {
        Instant fire = fire(calendar.nth(period, ordinal));
        if (fire.isAfter(after)) {
          return Optional.of(fire).filter(each -> !each.isAfter(through));
        }
      }
      period = period.plus(1);
    }
    return Optional.empty();
  }

  private Instant fire(LocalDate day) {
    return Schedule.instantOf(day.atTime(at), zone);
  }

  private static int most(ReportingPeriod.Kind every) {
    return switch (every) {
      case WEEK -> 7;
      case MONTH -> 31;
      case QUARTER -> 92;
      case YEAR -> 366;
    };
  }

  @Override
  public String toString() {
    return "workday %d of each %s at %s by %s %s"
        .formatted(ordinal, every.name().toLowerCase(Locale.ROOT), at, calendar.name(), zone);
  }
}
