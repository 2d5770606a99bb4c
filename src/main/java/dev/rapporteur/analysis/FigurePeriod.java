package dev.rapporteur.analysis;

import dev.rapporteur.report.ReportingPeriod;

/**
 * The stretch a figure covers, from the start of its first period to the end of its last.
 *
 * @param first not after {@code last}, of the same kind
 * @param last may be the same as {@code first}
 */
public record FigurePeriod(ReportingPeriod first, ReportingPeriod last) {
  public FigurePeriod {
    if (first.kind() != last.kind() || first.compareTo(last) > 0) {
      throw new IllegalArgumentException("no stretch goes from " + first + " to " + last);
    }
  }

  public static FigurePeriod of(ReportingPeriod period) {
    return new FigurePeriod(period, period);
  }

  public boolean isOne() {
    return first.equals(last);
  }

  /** {@code 2024-03}, or {@code 2024-01..2024-03}. */
  @Override
  public String toString() {
    return isOne() ? first.toString() : first + ".." + last;
  }
}
