package dev.rapporteur.analysis;

import java.util.Currency;

/**
 * What a number counts.
 *
 * @param kind how it is calculated with and written
 * @param symbol the ISO 4217 code of money, the counted noun of a count ({@code orders}), else the
 *     name of the kind
 */
public record Unit(Kind kind, String symbol) {

  /** How a unit behaves. */
  public enum Kind {
    /** Money of one currency; amounts of two currencies are never added. */
    MONEY,
    /** Things counted. */
    COUNT,
    /** Hundredths of a base. */
    PERCENT,
    /** Difference of two percentages. */
    POINTS,
    /** Place in an order, 1 is first. */
    RANK,
    /** A plain quotient. */
    RATIO
  }

  public static final Unit PERCENT = new Unit(Kind.PERCENT, "percent");
  public static final Unit POINTS = new Unit(Kind.POINTS, "points");
  public static final Unit RANK = new Unit(Kind.RANK, "rank");
  public static final Unit RATIO = new Unit(Kind.RATIO, "ratio");

  public Unit {
    if (symbol.isBlank()) {
      throw new IllegalArgumentException("a unit has a symbol");
    }
  }

  /**
   * Reads a unit as definitions write it: {@code percent}, {@code points}, {@code rank}, {@code
   * ratio}, an ISO 4217 currency code, or else the noun that is counted.
   */
  public static Unit of(String symbol) {
    return switch (symbol) {
      case "percent" -> PERCENT;
      case "points" -> POINTS;
      case "rank" -> RANK;
      case "ratio" -> RATIO;
      default -> new Unit(isCurrency(symbol) ? Kind.MONEY : Kind.COUNT, symbol);
    };
  }

  private static boolean isCurrency(String symbol) {
    if (symbol.length() != 3 || !symbol.equals(symbol.toUpperCase(java.util.Locale.ROOT))) {
      return false;
    }
    try {
      Currency.getInstance(symbol);
      return true;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  @Override
  public String toString() {
    return symbol;
  }
}
