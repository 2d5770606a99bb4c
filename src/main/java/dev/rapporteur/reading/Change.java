package dev.rapporteur.reading;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an indicator changed from one year to the next, computed here from the two that the report
 * states; what the report itself says of the change is not used.
 *
 * @param indicator the later one
 * @param base the same one a year before
 * @param difference the later value less the earlier, in the indicator's unit; percentage points
 *     for percentages
 * @param percent the difference in percent of the base's absolute value, to one decimal; empty for
 *     percentages and where the base is zero
 */
public record Change(
    Indicator indicator, Indicator base, BigDecimal difference, Optional<BigDecimal> percent) {

  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");
  private static final Pattern DAY =
      Pattern.compile("(?i)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z.]* \\d{1,2}");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** The changes that the indicators allow, in the order of the later ones. */
  static List<Change> among(List<Indicator> indicators) {
    Map<Key, Indicator> first = new LinkedHashMap<>();
    indicators.forEach(each -> Key.of(each).ifPresent(key -> first.putIfAbsent(key, each)));
    List<Change> changes = new ArrayList<>();
    first.forEach(
        (key, later) ->
            first.forEach(
                (other, earlier) -> {
                  if (key.follows(other)) {
                    changes.add(of(later, earlier));
                  }
                }));
    return changes;
  }

  private static Change of(Indicator later, Indicator base) {
    BigDecimal difference = later.value().subtract(base.value());
    boolean relative = !later.unit().equals("%") && base.value().signum() != 0;
    return new Change(
        later,
        base,
        difference,
        relative
            ? Optional.of(
                difference.multiply(HUNDRED).divide(base.value().abs(), 1, RoundingMode.HALF_UP))
            : Optional.empty());
  }

  /**
   * What two indicators must share to be compared.
   *
   * @param length the period's words without day and year: "Three Months Ended", "12月31日"
   * @param month the month of an English date, 0 if there is none
   */
  private record Key(String name, String unit, String length, int month, int year) {

    static Optional<Key> of(Indicator indicator) {
      Matcher year = YEAR.matcher(indicator.period());
      if (!year.find()) {
        return Optional.empty();
      }
      String words = YEAR.matcher(indicator.period()).replaceFirst("");
      Matcher day = DAY.matcher(words);
      int month =
          day.find() ? 1 + MONTHS.indexOf(day.group(1).toLowerCase(java.util.Locale.ROOT)) : 0;
      String length = DAY.matcher(words).replaceFirst("").replaceAll("[,\\s]+", " ").strip();
      return Optional.of(
          new Key(
              indicator.name(),
              indicator.unit(),
              length.replace("（调整后）", ""),
              month,
              Integer.parseInt(year.group())));
    }

    /** Whether this is the same a year later; fiscal quarters may end some days apart. */
    boolean follows(Key other) {
      int months = Math.abs(month - other.month);
      return name.equals(other.name)
          && unit.equals(other.unit)
          && length.equals(other.length)
          && year == other.year + 1
          && months <= 1;
    }
  }
}
