package dev.rapporteur.trigger;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression in Quartz's syntax, on local time without a zone.
 *
 * <p>The language is the one that Quartz's documentation describes, with three differences from
 * Quartz 2.5.2's own class: what that class silently ignores ({@code MON-FRI/2}, {@code FRIDAY},
 * empty list items) is read or refused; a {@code W} day that moves forward also fires when the
 * search starts between the two days, or more than once on that day; and {@code L} and {@code W}
 * may stand anywhere in a list of days.
 */
public final class CronExpression {
  private static final LocalDateTime FIRST = LocalDateTime.of(1970, 1, 1, 0, 0);
  private static final Pattern FROM_LAST = Pattern.compile("L(?:-(\\d{1,2}))?(W?)");
  private static final Pattern NEAREST = Pattern.compile("(\\d{1,2})W");
  private static final Pattern NTH = Pattern.compile("([A-Z0-9]+)#(.*)");
  private static final Pattern LAST = Pattern.compile("([A-Z0-9]*)L");

  private final String text;
  private final BitSet seconds;
  private final BitSet minutes;
  private final BitSet hours;
  private final CronDays days;
  private final BitSet months;
  private final BitSet years;

  private CronExpression(String text, String[] fields) {
    this.text = text;
    this.seconds = CronField.SECOND.values(fields[0]);
    this.minutes = CronField.MINUTE.values(fields[1]);
    this.hours = CronField.HOUR.values(fields[2]);
    this.months = CronField.MONTH.values(fields[4]);
    this.days = days(fields[3], fields[5]);
    this.years = CronField.YEAR.values(fields.length == 7 ? fields[6] : "*");
  }

  /**
   * Reads an expression.
   *
   * @throws InvalidScheduleException naming the field that is wrong, or saying that no date of the
   *     calendar matches
   */
  public static CronExpression parse(String text) {
    String[] fields = text.strip().toUpperCase(Locale.ROOT).split("\\s+");
    if (fields.length < 6 || fields.length > 7) {
      throw new InvalidScheduleException(
          "a cron expression has 6 or 7 fields (second minute hour day month weekday [year]), '%s' has %d"
              .formatted(text, text.isBlank() ? 0 : fields.length));
    }
    CronExpression cron = new CronExpression(String.join(" ", fields), fields);
    if (cron.next(LocalDateTime.MIN).isEmpty()) {
      throw new InvalidScheduleException("'%s' never fires: no such day exists".formatted(text));
    }
    return cron;
  }

  /** The first matching time strictly after the given one; empty after the last year. */
  Optional<LocalDateTime> next(LocalDateTime after) {
    LocalDateTime start = after.isBefore(FIRST) ? FIRST : after.withNano(0).plusSeconds(1);
    LocalDate day = start.toLocalDate();
    LocalTime earliest = start.toLocalTime();
    while (day.getYear() <= years.length() - 1) {
      if (!years.get(day.getYear())) {
        day = LocalDate.of(years.nextSetBit(day.getYear()), 1, 1);
        earliest = LocalTime.MIDNIGHT;
      } else if (!months.get(day.getMonthValue())) {
        day = day.withDayOfMonth(1).plusMonths(1);
        earliest = LocalTime.MIDNIGHT;
      } else {
        LocalTime time = days.includes(day) ? timeFrom(earliest) : null;
        if (time != null) {
          return Optional.of(day.atTime(time));
        }
        day = day.plusDays(1);
        earliest = LocalTime.MIDNIGHT;
      }
    }
    return Optional.empty();
  }

  /** The first matching time of day that is not before the given one, or null. */
  private @Nullable LocalTime timeFrom(LocalTime earliest) {
    int hour = hours.nextSetBit(earliest.getHour());
    if (hour == earliest.getHour()) {
      int minute = minutes.nextSetBit(earliest.getMinute());
      if (minute == earliest.getMinute()) {
        int second = seconds.nextSetBit(earliest.getSecond());
        if (second >= 0) {
          return LocalTime.of(hour, minute, second);
        }
        minute = minutes.nextSetBit(minute + 1);
      }
      if (minute >= 0) {
        return LocalTime.of(hour, minute, seconds.nextSetBit(0));
      }
      hour = hours.nextSetBit(hour + 1);
    }
    return hour < 0 ? null : LocalTime.of(hour, minutes.nextSetBit(0), seconds.nextSetBit(0));
  }

  private static CronDays days(String ofMonth, String ofWeek) {
    if (ofMonth.equals("?") == ofWeek.equals("?")) {
      throw new InvalidScheduleException(
          "exactly one of day of month and day of week must be '?', not '%s' and '%s'"
              .formatted(ofMonth, ofWeek));
    }
    return ofWeek.equals("?") ? daysOfMonth(ofMonth) : daysOfWeek(ofWeek);
  }

  private static CronDays daysOfMonth(String text) {
    List<CronDays> days = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      Matcher fromLast = FROM_LAST.matcher(item);
      Matcher nearest = NEAREST.matcher(item);
      if (fromLast.matches()) {
        int before = fromLast.group(1) == null ? 0 : Integer.parseInt(fromLast.group(1));
        if (before > 30) {
          throw CronField.DAY_OF_MONTH.wrong(item, "goes back more than 30 days");
        }
        boolean weekday = !fromLast.group(2).isEmpty();
        days.add(
            weekday ? new CronDays.NearestWeekday(before, true) : new CronDays.FromLast(before));
      } else if (nearest.matches()) {
        int day = CronField.DAY_OF_MONTH.value(nearest.group(1));
        days.add(new CronDays.NearestWeekday(day, false));
      } else {
        days.add(new CronDays.OfMonth(CronField.DAY_OF_MONTH.values(item)));
      }
    }
    return days.size() == 1 ? days.getFirst() : new CronDays.AnyOf(List.copyOf(days));
  }

  private static CronDays daysOfWeek(String text) {
    Matcher nth = NTH.matcher(text);
    if (nth.matches()) {
      int number = CronField.number(nth.group(2));
      if (number < 1 || number > 5) {
        throw CronField.DAY_OF_WEEK.wrong(text, "needs a number from 1 to 5 after '#'");
      }
      return new CronDays.NthOfWeek(weekday(nth.group(1)), number);
    }
    Matcher last = LAST.matcher(text);
    if (text.equals("L")) {
      return new CronDays.OfWeek(CronField.DAY_OF_WEEK.values("SAT"));
    }
    if (last.matches()) {
      return new CronDays.LastOfWeek(weekday(last.group(1)));
    }
    if (text.contains("L") || text.contains("#")) {
      throw CronField.DAY_OF_WEEK.wrong(text, "mixes 'L' or '#' with other days of the week");
    }
    return new CronDays.OfWeek(CronField.DAY_OF_WEEK.values(text));
  }

  private static DayOfWeek weekday(String text) {
    return DayOfWeek.SUNDAY.plus(CronField.DAY_OF_WEEK.value(text) - 1);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CronExpression cron && cron.text.equals(text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  /** The expression as written, in capitals and with single spaces. */
  @Override
  public String toString() {
    return text;
  }
}
