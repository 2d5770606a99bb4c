package dev.rapporteur.reading;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number that a report states.
 *
 * @param name the caption of its row, with the caption of its section where the row's alone would
 *     be ambiguous
 * @param value the number as printed, negative where it stands in parentheses; to be read in {@code
 *     unit}
 * @param unit currency and scale such as {@code USD million}, {@code 万元}, or {@code %}
 * @param period the words of its column's head, such as {@code Three Months Ended July 1, 2023}
 * @param page the page on which it stands, where the format has pages
 * @param quote the row as printed
 */
public record Indicator(
    String name, BigDecimal value, String unit, String period, OptionalInt page, String quote) {

  private static final Pattern SCALE =
      Pattern.compile("thousand|million|billion|[十百千万亿]+(?=元|股|吨|人)");
  private static final Pattern RESTATED =
      Pattern.compile("(?i)\\bas (?:restated|revised|adjusted)\\b|调整后|重述后");

  public Indicator {
    if (name.isBlank() || period.isBlank()) {
      throw new IllegalArgumentException("an indicator needs a name and a period: " + quote);
    }
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(page, "page");
    if (PrintedNumber.in(quote).stream().noneMatch(printed -> printed.compareTo(value) == 0)) {
      throw new IllegalArgumentException(value + " does not stand in: " + quote);
    }
  }

  /** The scale in the unit, such as {@code million} or {@code 万}; empty where it counts ones. */
  public String scale() {
    Matcher scale = SCALE.matcher(unit);
    return scale.find() ? scale.group() : "";
  }

  /** Whether it stands in a column of numbers that were adjusted after they were first reported. */
  public boolean restated() {
    return RESTATED.matcher(period + " " + name).find();
  }
}
