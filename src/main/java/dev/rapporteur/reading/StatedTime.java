package dev.rapporteur.reading;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When an indicator holds, read from the words of its column.
 *
 * @param length what precedes the day, such as {@code three months ended}; empty at a day
 * @param year the year it ends in
 * @param month the month it ends in
 * @param restated whether it stands in a column of adjusted numbers
 */
record StatedTime(String length, int year, int month, boolean restated) {
  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?i)^(?<length>[a-z\\d -]*?(?:ended|ending))?\\s*(?:as of |at )?(?<month>[a-z]+)\\.?\\s+\\d{1,2},?\\s+"
              + "(?<year>(?:19|20)\\d{2})$");
  private static final Pattern CHINESE_DAY =
      Pattern.compile("^((?:19|20)\\d{2})年(?:(\\d{1,2})月(\\d{1,2})日|末)(?:（调整[前后]）)?$");
  private static final Pattern CHINESE_SPAN =
      Pattern.compile("^((?:19|20)\\d{2})年(?:度|1-(\\d{1,2})月)?(?:（调整[前后]）)?$");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  static Optional<StatedTime> of(String period) {
    boolean restated = period.contains("调整后");
    if (period.contains("调整前")) {
      return Optional.empty();
    }
    Matcher english = ENGLISH.matcher(period.strip());
    if (english.matches() && english.group("month").length() > 2) {
      int month =
          1 + MONTHS.indexOf(english.group("month").substring(0, 3).toLowerCase(Locale.ROOT));
      String length =
          english.group("length") == null
              ? ""
              : english.group("length").strip().toLowerCase(Locale.ROOT);
      return month == 0
          ? Optional.empty()
          : Optional.of(
              new StatedTime(length, Integer.parseInt(english.group("year")), month, restated));
    }
    Matcher day = CHINESE_DAY.matcher(period);
    if (day.matches()) {
      int month = day.group(2) == null ? 12 : Integer.parseInt(day.group(2));
      int year = Integer.parseInt(day.group(1));
      // The first day of a year is the end of the one before.
      boolean first = month == 1 && day.group(3).equals("1");
      return Optional.of(new StatedTime("", first ? year - 1 : year, first ? 12 : month, restated));
    }
    Matcher span = CHINESE_SPAN.matcher(period);
    if (span.matches()) {
      int month = span.group(2) == null ? 12 : Integer.parseInt(span.group(2));
      return Optional.of(new StatedTime("年", Integer.parseInt(span.group(1)), month, restated));
    }
    return Optional.empty();
  }

  /** Whether this is a length of time and not a day. */
  boolean spans() {
    return !length.isEmpty();
  }

  /** Whether the other is the day on which this ends. */
  boolean endsOn(StatedTime day) {
    return !day.spans() && day.year == year && day.month == month;
  }

  /** Whether this is the same a year after the other. */
  boolean follows(StatedTime other) {
    return length.equals(other.length)
        && year == other.year + 1
        && Math.abs(month - other.month) <= 1;
  }
}
