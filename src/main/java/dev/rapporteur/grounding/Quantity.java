package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import java.util.Set;

/**
 * A number as a text shows it.
 *
 * @param kind what it measures
 * @param form how it is put
 * @param low the value; the lower end of a range
 * @param high the value; the upper end of a range
 * @param step the weight of the last digit shown
 * @param coarse the weight of the last digit that is not zero
 * @param bound what the words around it say about its exactness
 * @param sign -1 or 1 where a sign is shown, else 0
 * @param currency ISO code or sign where one is shown, else empty
 * @param concepts what its unit word counts, e.g. orders; empty where it says nothing
 */
record Quantity(
    NumberKind kind,
    Form form,
    double low,
    double high,
    double step,
    double coarse,
    Bound bound,
    int sign,
    String currency,
    Set<String> concepts) {

  Quantity {
    concepts = Set.copyOf(concepts);
  }

  enum Bound {
    EXACT,
    ABOUT,
    NEARLY,
    OVER,
    UNDER
  }

  enum Form {
    DIGITS,
    /** A number word; a claim only where something is counted. */
    WORD,
    /** Half, a third, 四成: coarse by nature. */
    FRACTION,
    /** Doubled, halved, 翻番: a ratio that already says that something changed. */
    CHANGE,
    /** Half as many again: a growth in percent. */
    GROWTH,
    ORDINAL
  }

  Quantity with(Bound other) {
    return new Quantity(kind, form, low, high, step, coarse, other, sign, currency, concepts);
  }

  Quantity with(NumberKind other) {
    return new Quantity(other, form, low, high, step, coarse, bound, sign, currency, concepts);
  }

  Quantity times(double factor) {
    return new Quantity(
        kind,
        form,
        low * factor,
        high * factor,
        step * factor,
        coarse * factor,
        bound,
        sign,
        currency,
        concepts);
  }

  Quantity stepped(double other) {
    return new Quantity(kind, form, low, high, other, other, bound, sign, currency, concepts);
  }

  Quantity counting(Set<String> other) {
    return new Quantity(kind, form, low, high, step, coarse, bound, sign, currency, other);
  }

  Quantity to(Quantity end) {
    double fine = Math.min(step, end.step);
    return new Quantity(
        end.kind,
        form,
        low,
        end.high,
        fine,
        fine,
        bound,
        sign,
        currency + end.currency,
        end.concepts.isEmpty() ? concepts : end.concepts);
  }

  boolean range() {
    return low != high;
  }

  double value() {
    return high;
  }

  /** Whether a value of the data reads as this number, within the rounding that it shows. */
  boolean accepts(double actual) {
    double slack = 1e-6 * step + 1e-13 * Math.abs(actual);
    if (range()) {
      double half = bound == Bound.ABOUT ? coarse : step / 2;
      return actual >= low - half - slack && actual <= high + half + slack;
    }
    double value = high;
    double half = step / 2;
    return switch (bound) {
      case EXACT -> near(actual, value, form == Form.FRACTION ? fractionSlack() : half, slack);
      case ABOUT ->
          near(actual, value, form == Form.FRACTION ? 2.5 * fractionSlack() : coarse / 2, slack);
      case NEARLY ->
          actual >= value - nearlyBelow() - slack && actual <= value + half * 0.2 + slack;
      case OVER -> actual >= value - slack && actual <= value + overAbove() + slack;
      case UNDER -> actual <= value + slack && actual >= value - overAbove() - slack;
    };
  }

  /** A fraction names a neighborhood: half is 47.4 to 52.6 percent. */
  private double fractionSlack() {
    return kind == NumberKind.MULTIPLE ? 0.02 * high : step > 0 ? step / 2 : 2.6;
  }

  private double nearlyBelow() {
    if (form == Form.FRACTION && step == 0) {
      return 4.5;
    }
    return Math.min(Math.max(coarse / 2, step), 0.2 * high);
  }

  private double overAbove() {
    if (form == Form.FRACTION && step == 0) {
      return 12;
    }
    return kind == NumberKind.MULTIPLE ? Math.max(coarse, high) : Math.max(coarse, 0.1 * high);
  }

  private static boolean near(double actual, double value, double half, double slack) {
    return Math.abs(actual - value) <= half + slack;
  }
}
