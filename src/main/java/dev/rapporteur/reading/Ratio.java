package dev.rapporteur.reading;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A ratio computed here from two indicators of the same time that the report states.
 *
 * @param name such as {@code receivables turnover}
 * @param value to two decimals, in {@code unit}
 * @param unit {@code times} or {@code %}
 * @param period the period of the numerator, or the day where both hold on one
 * @param numerator what is divided
 * @param denominator what it is divided by
 */
public record Ratio(
    String name,
    BigDecimal value,
    String unit,
    String period,
    Indicator numerator,
    Indicator denominator) {

  /**
   * How a ratio changed from one year to the next.
   *
   * @param later the later one
   * @param earlier the same one a year before
   * @param difference the later value less the earlier; percentage points for percentages
   */
  public record RatioChange(Ratio later, Ratio earlier, BigDecimal difference) {}

  private record Kind(String name, Concept numerator, Concept denominator, String unit) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("receivables turnover", Concept.REVENUE, Concept.RECEIVABLES, "times"),
          new Kind("inventory turnover", Concept.COST, Concept.INVENTORY, "times"),
          new Kind("gross margin", Concept.GROSS_PROFIT, Concept.REVENUE, "%"),
          new Kind("operating margin", Concept.OPERATING_INCOME, Concept.REVENUE, "%"),
          new Kind("net margin", Concept.NET_INCOME, Concept.REVENUE, "%"),
          new Kind("current ratio", Concept.CURRENT_ASSETS, Concept.CURRENT_LIABILITIES, "times"),
          new Kind("debt ratio", Concept.LIABILITIES, Concept.ASSETS, "%"));

  /** The ratios that the indicators allow; turnovers are of the balance on the last day. */
  static List<Ratio> among(List<Indicator> indicators) {
    List<Ratio> ratios = new ArrayList<>();
    for (Kind kind : KINDS) {
      for (Indicator above : about(indicators, kind.numerator)) {
        for (Indicator below : about(indicators, kind.denominator)) {
          if (together(above, below)) {
            of(kind, above, below).ifPresent(ratio -> add(ratios, ratio));
          }
        }
      }
    }
    return List.copyOf(ratios);
  }

  /** The changes of ratios from one year to the next. */
  static List<RatioChange> changes(List<Ratio> ratios) {
    List<RatioChange> changes = new ArrayList<>();
    for (Ratio later : ratios) {
      for (Ratio earlier : ratios) {
        boolean follows =
            later.name.equals(earlier.name)
                && StatedTime.of(later.period).isPresent()
                && StatedTime.of(earlier.period).isPresent()
                && StatedTime.of(later.period).get().follows(StatedTime.of(earlier.period).get());
        if (follows) {
          changes.add(new RatioChange(later, earlier, later.value.subtract(earlier.value)));
        }
      }
    }
    return List.copyOf(changes);
  }

  private static List<Indicator> about(List<Indicator> indicators, Concept concept) {
    return indicators.stream()
        .filter(each -> Concept.of(each).filter(concept::equals).isPresent())
        .toList();
  }

  private static boolean together(Indicator above, Indicator below) {
    Optional<StatedTime> one = StatedTime.of(above.period());
    Optional<StatedTime> two = StatedTime.of(below.period());
    if (one.isEmpty() || two.isEmpty() || !above.unit().equals(below.unit())) {
      return false;
    }
    boolean same =
        one.get().length().equals(two.get().length())
            && one.get().year() == two.get().year()
            && one.get().month() == two.get().month();
    return same || one.get().spans() && one.get().endsOn(two.get());
  }

  private static Optional<Ratio> of(Kind kind, Indicator above, Indicator below) {
    if (below.value().signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal hundred = kind.unit.equals("%") ? BigDecimal.valueOf(100) : BigDecimal.ONE;
    BigDecimal value =
        above.value().multiply(hundred).divide(below.value(), 2, RoundingMode.HALF_UP);
    return Optional.of(new Ratio(kind.name, value, kind.unit, above.period(), above, below));
  }

  /** Each ratio once for each period; the first statement of a number is the one that counts. */
  private static void add(List<Ratio> ratios, Ratio ratio) {
    StatedTime time = StatedTime.of(ratio.period).orElseThrow();
    boolean known =
        ratios.stream()
            .filter(each -> each.name.equals(ratio.name))
            .map(each -> StatedTime.of(each.period).orElseThrow())
            .anyMatch(
                each ->
                    each.length().equals(time.length())
                        && each.year() == time.year()
                        && each.month() == time.month());
    if (!known) {
      ratios.add(ratio);
    }
  }
}
