package dev.rapporteur.trigger;

import dev.rapporteur.report.ReportingPeriod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which days are worked: a weekend, the holidays inside working weeks and the weekend days that are
 * worked to make up for them. A calendar of published years refuses to answer for any other year.
 */
public final class WorkingDayCalendar {
  /** Name of the calendar that only knows Saturdays and Sundays. */
  public static final String WEEKENDS_ONLY = "weekends-only";

  /** Longest stretch without a working day that is believed. */
  static final int LONGEST_REST = 15;

  /** The exceptions of one year. */
  record Year(Set<LocalDate> off, Set<LocalDate> work) {
    Year {
      off = Set.copyOf(off);
      work = Set.copyOf(work);
    }
  }

  private final String name;
  private final Set<DayOfWeek> weekend;
  private final @Nullable SortedMap<Integer, Year> published;

  /**
   * @param published exceptions by year, or null where the weekend alone decides in every year
   */
  WorkingDayCalendar(
      String name, Set<DayOfWeek> weekend, @Nullable SortedMap<Integer, Year> published) {
    this.name = name;
    this.weekend = weekend.isEmpty() ? Set.of() : EnumSet.copyOf(weekend);
    this.published = published == null ? null : new TreeMap<>(published);
  }

  /** Every Monday to Friday is worked. */
  public static WorkingDayCalendar weekendsOnly() {
    return new WorkingDayCalendar(
        WEEKENDS_ONLY, EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), null);
  }

  /** The People's Republic of China, with make-up working days; the file names its source. */
  public static WorkingDayCalendar china() {
    try (InputStream in = WorkingDayCalendar.class.getResourceAsStream("CN.yaml")) {
      return parse("CN.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a calendar file.
   *
   * @param file its path in the workspace, for messages
   * @throws dev.rapporteur.report.InvalidDefinitionException naming line and column
   */
  public static WorkingDayCalendar parse(String file, String text) {
    return new CalendarFile(file).read(text);
  }

  public String name() {
    return name;
  }

  /**
   * Whether the day is worked.
   *
   * @throws YearNotPublishedException if the calendar does not know the day's year
   */
  public boolean isWorkingDay(LocalDate day) {
    if (published == null) {
      return !weekend.contains(day.getDayOfWeek());
    }
    Year year = published.get(day.getYear());
    if (year == null) {
      throw new YearNotPublishedException(name, day.getYear(), knownYears());
    }
    return year.work().contains(day)
        || !weekend.contains(day.getDayOfWeek()) && !year.off().contains(day);
  }

  /**
   * The n-th working day of a period; a period with fewer gives its last one (or first, counting
   * back).
   *
   * @param ordinal 1 for the first, -1 for the last
   */
  LocalDate nth(ReportingPeriod period, int ordinal) {
    List<LocalDate> worked = new ArrayList<>();
    for (LocalDate day = period.start();
        day.isBefore(period.endExclusive());
        day = day.plusDays(1)) {
      if (isWorkingDay(day)) {
        worked.add(day);
      }
    }
    if (worked.isEmpty()) {
      return period.endExclusive().minusDays(1);
    }
    int index = ordinal > 0 ? ordinal - 1 : worked.size() + ordinal;
    return worked.get(Math.clamp(index, 0, worked.size() - 1));
  }

  /** The day itself if it is worked, else the working day that the rule names. */
  LocalDate roll(LocalDate day, RollRule rule) {
    LocalDate rolled = walk(day, rule == RollRule.PRECEDING ? -1 : 1);
    boolean left = rolled.getMonth() != day.getMonth();
    return rule == RollRule.MODIFIED_FOLLOWING && left ? walk(day, -1) : rolled;
  }

  private LocalDate walk(LocalDate from, int direction) {
    LocalDate day = from;
    while (!isWorkingDay(day)) {
      day = day.plusDays(direction);
      if (Math.abs(day.toEpochDay() - from.toEpochDay()) > LONGEST_REST) {
        throw new InvalidScheduleException(
            "calendar %s has no working day within %d days of %s"
                .formatted(name, LONGEST_REST, from));
      }
    }
    return day;
  }

  private String knownYears() {
    return published.isEmpty() ? "none" : published.firstKey() + " to " + published.lastKey();
  }
}
