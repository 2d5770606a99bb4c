package dev.rapporteur.trigger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * Fires once for each month: on a day of it, rolled to a working day.
 *
 * @param day of the month from 1 to 31; a shorter month has its last day instead
 * @param roll where a day goes that is not worked
 * @param at local time of the fire
 * @param calendar which days are worked
 * @param zone whose local time {@code at} is
 */
public record MonthDaySchedule(
    int day, RollRule roll, LocalTime at, WorkingDayCalendar calendar, ZoneId zone)
    implements Schedule {

  public MonthDaySchedule {
    if (day < 1 || day > 31) {
      throw new InvalidScheduleException("day: %d is not a day of a month".formatted(day));
    }
  }

  @Override
  public Optional<Instant> next(Instant after, Instant through) {
    // Rolled days may leave their month, so the search starts with the month before.
    YearMonth month = YearMonth.from(LocalDate.ofInstant(after, zone)).minusMonths(1);
    while (!fire(wanted(month).minusDays(WorkingDayCalendar.LONGEST_REST)).isAfter(through)) {
      if (fire(wanted(month).plusDays(WorkingDayCalendar.LONGEST_REST)).isAfter(after)) {
        Instant fire = fire(calendar.roll(wanted(month), roll));
        if (fire.isAfter(after)) {
          return Optional.of(fire).filter(each -> !each.isAfter(through));
        }
      }
      month = month.plusMonths(1);
    }
    return Optional.empty();
  }

  private LocalDate wanted(YearMonth month) {
    return month.atDay(Math.min(day, month.lengthOfMonth()));
  }

  private Instant fire(LocalDate date) {
    return Schedule.instantOf(date.atTime(at), zone);
  }

  @Override
  public String toString() {
    return "day %d of each month, %s, at %s by %s %s"
        .formatted(day, roll.name().toLowerCase(Locale.ROOT), at, calendar.name(), zone);
  }
}
