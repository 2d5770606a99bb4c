package dev.rapporteur.rendering.chart;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.ReportChart;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;

/** How the values of one chart are written: divided by its divisor, all with the same decimals. */
public final class ChartNumbers {
  private final BigDecimal divisor;
  private final String ending;
  private final int decimals;

  public ChartNumbers(ReportChart chart) {
    this.divisor = chart.divisor();
    this.ending = chart.unit().kind() == Unit.Kind.PERCENT ? "%" : "";
    this.decimals = decimals(chart);
  }

  /** Digits behind the decimal point. */
  public int decimals() {
    return decimals;
  }

  /** The value in the unit of the axis. */
  public double scaled(BigDecimal value) {
    return value.divide(divisor, MathContext.DECIMAL64).doubleValue();
  }

  /** As a label shows it: {@code 48.2}, {@code -3.1%}. */
  public String text(BigDecimal value) {
    return format(value.divide(divisor, MathContext.DECIMAL64), decimals) + ending;
  }

  /** As {@link #text}, with a plus sign before a positive value. */
  public String signed(BigDecimal value) {
    String text = text(value);
    return value.signum() > 0 ? "+" + text : text;
  }

  /** A tick of the axis, with as many decimals as its step needs. */
  String tick(double value, double step) {
    int needed = Math.max(0, new BigDecimal(step, new MathContext(3)).stripTrailingZeros().scale());
    return format(BigDecimal.valueOf(value), needed) + ending;
  }

  /** Three significant digits of the largest value; none behind the point if all are whole. */
  private static int decimals(ReportChart chart) {
    if (chart.unit().kind() == Unit.Kind.PERCENT || chart.unit().kind() == Unit.Kind.POINTS) {
      return 1;
    }
    BigDecimal largest = BigDecimal.ZERO;
    boolean whole = true;
    for (ReportChart.Series series : chart.series()) {
      for (Optional<BigDecimal> value : series.values()) {
        if (value.isPresent()) {
          BigDecimal scaled = value.get().divide(chart.divisor(), MathContext.DECIMAL64);
          largest = largest.max(scaled.abs());
          whole &= scaled.stripTrailingZeros().scale() <= 0;
        }
      }
    }
    if (whole || largest.compareTo(BigDecimal.valueOf(100)) >= 0) {
      return 0;
    }
    return largest.compareTo(BigDecimal.TEN) >= 0 ? 1 : 2;
  }

  private static String format(BigDecimal value, int decimals) {
    BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP);
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(decimals);
    return format.format(rounded.signum() == 0 ? BigDecimal.ZERO : rounded);
  }
}
