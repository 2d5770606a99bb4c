package dev.rapporteur.trigger;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;

/** Which days a cron expression means, by day of month or by day of week. */
sealed interface CronDays {

  boolean includes(LocalDate day);

  /** Any of several days of the month. */
  record AnyOf(List<CronDays> days) implements CronDays {
    @Override
    public boolean includes(LocalDate day) {
      return days.stream().anyMatch(each -> each.includes(day));
    }
  }

  /** {@code 1,15,20-25}. */
  record OfMonth(BitSet days) implements CronDays {
    @Override
    public boolean includes(LocalDate day) {
      return days.get(day.getDayOfMonth());
    }
  }

  /** {@code L} and {@code L-3}: so many days before the last. */
  record FromLast(int before) implements CronDays {
    @Override
    public boolean includes(LocalDate day) {
      return day.getDayOfMonth() == day.lengthOfMonth() - before;
    }
  }

  /**
   * {@code 15W}, {@code LW}, {@code L-3W}: the weekday nearest to a day, in the same month.
   *
   * @param day of the month, or a number of days before the last if {@code fromLast}
   */
  record NearestWeekday(int day, boolean fromLast) implements CronDays {
    @Override
    public boolean includes(LocalDate candidate) {
      int length = candidate.lengthOfMonth();
      int wanted = fromLast ? length - day : day;
      if (wanted < 1 || wanted > length) {
        return false;
      }
      return candidate.equals(nearest(candidate.withDayOfMonth(wanted)));
    }

    private static LocalDate nearest(LocalDate day) {
      return switch (day.getDayOfWeek()) {
        case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
        case SUNDAY ->
            day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
        default -> day;
      };
    }
  }

  /** {@code MON-FRI}, numbered as cron does: 1 is Sunday. */
  record OfWeek(BitSet days) implements CronDays {
    @Override
    public boolean includes(LocalDate day) {
      return days.get(day.getDayOfWeek().getValue() % 7 + 1);
    }
  }

  /** {@code 6#3}: the third Friday. */
  record NthOfWeek(DayOfWeek weekday, int nth) implements CronDays {
    @Override
    public boolean includes(LocalDate day) {
      return day.getDayOfWeek() == weekday && (day.getDayOfMonth() - 1) / 7 + 1 == nth;
    }
  }

  /** {@code 6L}: the last Friday. */
  record LastOfWeek(DayOfWeek weekday) implements CronDays {
    @Override
    public boolean includes(LocalDate day) {
      return day.getDayOfWeek() == weekday && day.getDayOfMonth() + 7 > day.lengthOfMonth();
    }
  }
}
