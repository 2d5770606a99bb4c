package dev.rapporteur.grounding;

import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A month or a run of months, both ends included, counted from year 0.
 *
 * @param from year * 12 + month - 1 of the first month
 * @param to the same of the last month
 */
record MonthSpan(int from, int to) {
  private static final Pattern MONTH = Pattern.compile("(\\d{4})[-/.]?(\\d{1,2})(?:-\\d{1,2})?");
  private static final Pattern QUARTER = Pattern.compile("(\\d{4})[-/ ]?[Qq]([1-4])");
  private static final Pattern YEAR = Pattern.compile("(\\d{4})");

  static MonthSpan of(YearMonth month) {
    return month(month.getYear(), month.getMonthValue());
  }

  static MonthSpan month(int year, int month) {
    int index = year * 12 + month - 1;
    return new MonthSpan(index, index);
  }

  static MonthSpan year(int year) {
    return new MonthSpan(year * 12, year * 12 + 11);
  }

  static MonthSpan quarter(int year, int quarter) {
    int first = year * 12 + (quarter - 1) * 3;
    return new MonthSpan(first, first + 2);
  }

  /** Reads the period of a fact; {@code null} where it is none of the known forms. */
  static @Nullable MonthSpan parse(String period) {
    int dots = period.indexOf("..");
    if (dots > 0) {
      MonthSpan first = parse(period.substring(0, dots).strip());
      MonthSpan last = parse(period.substring(dots + 2).strip());
      return first == null || last == null || last.to < first.from
          ? null
          : new MonthSpan(first.from, last.to);
    }
    Matcher quarter = QUARTER.matcher(period);
    if (quarter.matches()) {
      return quarter(Integer.parseInt(quarter.group(1)), Integer.parseInt(quarter.group(2)));
    }
    Matcher year = YEAR.matcher(period);
    if (year.matches()) {
      return year(Integer.parseInt(period));
    }
    Matcher month = MONTH.matcher(period);
    if (month.matches()) {
      int number = Integer.parseInt(month.group(2));
      return number < 1 || number > 12 ? null : month(Integer.parseInt(month.group(1)), number);
    }
    return null;
  }

  boolean single() {
    return from == to;
  }

  int months() {
    return to - from + 1;
  }

  MonthSpan minus(int months) {
    return new MonthSpan(from - months, to - months);
  }

  int yearOf() {
    return to / 12;
  }

  int monthOf() {
    return to % 12 + 1;
  }

  @Override
  public String toString() {
    String last = "%d-%02d".formatted(to / 12, to % 12 + 1);
    return single() ? last : "%d-%02d..%s".formatted(from / 12, from % 12 + 1, last);
  }
}
