package dev.rapporteur.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stretch of calendar that a report speaks about: a month, a quarter, an ISO week or a year,
 * half-open from {@link #start()} to {@link #endExclusive()}. Its text form is {@code 2024-03},
 * {@code 2024-Q1}, {@code 2024-W09} or {@code 2024}.
 *
 * @param kind how long it is
 * @param start its first day; a day that does not start such a period is refused
 */
public record ReportingPeriod(Kind kind, LocalDate start) implements Comparable<ReportingPeriod> {

  /** How long a period is. */
  public enum Kind {
    WEEK,
    MONTH,
    QUARTER,
    YEAR
  }

  private static final Pattern TEXT =
      Pattern.compile("(\\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|W(0[1-9]|[1-4]\\d|5[0-3])))?");

  public ReportingPeriod {
    if (!start.equals(startOf(kind, start))) {
      throw new IllegalArgumentException(start + " does not start a " + kind);
    }
  }

  /** The period of the given kind that contains the given day. */
  public static ReportingPeriod containing(Kind kind, LocalDate day) {
    return new ReportingPeriod(kind, startOf(kind, day));
  }

  /** The given month. */
  public static ReportingPeriod month(int year, int month) {
    return new ReportingPeriod(Kind.MONTH, LocalDate.of(year, month, 1));
  }

  /**
   * Reads the text form; empty where the text is none ({@code 2024-13}, {@code 2023-W53}, {@code
   * 24-3}).
   */
  public static Optional<ReportingPeriod> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(matcher.group(1));
    if (matcher.group(2) != null) {
      return Optional.of(month(year, Integer.parseInt(matcher.group(2))));
    }
    if (matcher.group(3) != null) {
      int month = Integer.parseInt(matcher.group(3)) * 3 - 2;
      return Optional.of(new ReportingPeriod(Kind.QUARTER, LocalDate.of(year, month, 1)));
    }
    if (matcher.group(4) != null) {
      LocalDate monday =
          LocalDate.of(year, 1, 4)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .plusWeeks(Integer.parseInt(matcher.group(4)) - 1L);
      boolean exists = monday.get(IsoFields.WEEK_BASED_YEAR) == year;
      return exists ? Optional.of(new ReportingPeriod(Kind.WEEK, monday)) : Optional.empty();
    }
    return Optional.of(new ReportingPeriod(Kind.YEAR, LocalDate.of(year, 1, 1)));
  }

  /** The first day after the period. */
  public LocalDate endExclusive() {
    return switch (kind) {
      case WEEK -> start.plusWeeks(1);
      case MONTH -> start.plusMonths(1);
      case QUARTER -> start.plusMonths(3);
      case YEAR -> start.plusYears(1);
    };
  }

  /** The period of the same kind, {@code count} periods later; negative goes back. */
  public ReportingPeriod plus(int count) {
    return switch (kind) {
      case WEEK -> new ReportingPeriod(kind, start.plusWeeks(count));
      case MONTH -> new ReportingPeriod(kind, start.plusMonths(count));
      case QUARTER -> new ReportingPeriod(kind, start.plusMonths(3L * count));
      case YEAR -> new ReportingPeriod(kind, start.plusYears(count));
    };
  }

  public ReportingPeriod previous() {
    return plus(-1);
  }

  /** The same period one year earlier; for a week, the week of the same ISO number, at most 52. */
  public ReportingPeriod previousYear() {
    if (kind != Kind.WEEK) {
      return new ReportingPeriod(kind, start.minusYears(1));
    }
    int week = Math.min(52, start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    return parse("%04d-W%02d".formatted(start.get(IsoFields.WEEK_BASED_YEAR) - 1, week))
        .orElseThrow();
  }

  /** Whether the day lies in the period. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(start) && day.isBefore(endExclusive());
  }

  /** Whether the period is over on the given day, so that its data can be complete. */
  public boolean isOverOn(LocalDate day) {
    return !day.isBefore(endExclusive());
  }

  /**
   * As a reader says it: {@code March 2024}, {@code 2024年3月}, {@code Q1 2024}, {@code 2024年第1季度}.
   */
  public String label(Locale locale) {
    boolean chinese = locale.getLanguage().equals("zh");
    int year = kind == Kind.WEEK ? start.get(IsoFields.WEEK_BASED_YEAR) : start.getYear();
    return switch (kind) {
      case WEEK -> {
        int week = start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        yield chinese ? year + "年第" + week + "周" : "week " + week + " of " + year;
      }
      case MONTH ->
          chinese
              ? year + "年" + start.getMonthValue() + "月"
              : start.format(DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH));
      case QUARTER -> {
        int quarter = start.get(IsoFields.QUARTER_OF_YEAR);
        yield chinese ? year + "年第" + quarter + "季度" : "Q" + quarter + " " + year;
      }
      case YEAR -> chinese ? year + "年" : Integer.toString(year);
    };
  }

  /** The text form, which {@link #parse} reads. */
  @Override
  public String toString() {
    return switch (kind) {
      case WEEK ->
          "%04d-W%02d"
              .formatted(
                  start.get(IsoFields.WEEK_BASED_YEAR),
                  start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> YearMonth.from(start).toString();
      case QUARTER -> "%04d-Q%d".formatted(start.getYear(), start.get(IsoFields.QUARTER_OF_YEAR));
      case YEAR -> "%04d".formatted(start.getYear());
    };
  }

  @Override
  public int compareTo(ReportingPeriod other) {
    int byStart = start.compareTo(other.start);
    return byStart != 0 ? byStart : kind.compareTo(other.kind);
  }

  private static LocalDate startOf(Kind kind, LocalDate day) {
    return switch (kind) {
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1L);
      case YEAR -> day.withDayOfYear(1);
    };
  }
}
