package dev.rapporteur.rendering;

import dev.rapporteur.analysis.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A chart of a report, drawn alike in Word, PDF and on the web.
 *
 * @param id its name in the report, unique
 * @param kind its shape
 * @param title its message
 * @param subtitle measure, unit and period
 * @param alternativeText what it shows in words, from the figures
 * @param unit of all values
 * @param divisor what the values are divided by for the axis (1,000,000 for "million"), at least 1
 * @param unitLabel the axis unit as shown ("million yuan", "万元")
 * @param categories labels along the axis
 * @param series at least one; each has a value or a gap for each category
 */
public record ReportChart(
    String id,
    Kind kind,
    String title,
    String subtitle,
    String alternativeText,
    Unit unit,
    BigDecimal divisor,
    String unitLabel,
    List<String> categories,
    List<Series> series) {

  /** Shape of a chart. */
  public enum Kind {
    /** Horizontal bars, first category on top. */
    BAR,
    /** Upright columns. */
    COLUMN,
    /** Upright columns stacked over each other. */
    STACKED,
    /** Lines over time. */
    LINE,
    /**
     * Contributions from a start to an end: the first and the last category are totals, those
     * between are changes.
     */
    WATERFALL
  }

  /** What a series stands for; the same role has the same color in every chart. */
  public enum Role {
    ACTUAL,
    PREVIOUS_YEAR,
    PLAN,
    OTHER
  }

  /**
   * @param name as shown beside it
   * @param role what it stands for
   * @param values one for each category; empty is a gap, never zero
   */
  public record Series(String name, Role role, List<Optional<BigDecimal>> values) {
    public Series {
      values = List.copyOf(values);
    }
  }

  public ReportChart {
    categories = List.copyOf(categories);
    series = List.copyOf(series);
    if (series.isEmpty()) {
      throw new IllegalArgumentException("chart " + id + " has no series");
    }
    if (divisor.signum() <= 0) {
      throw new IllegalArgumentException("chart " + id + " divides by " + divisor);
    }
    for (Series one : series) {
      if (one.values().size() != categories.size()) {
        throw new IllegalArgumentException(
            "series "
                + one.name()
                + " of chart "
                + id
                + " has "
                + one.values().size()
                + " values for "
                + categories.size()
                + " categories");
      }
    }
  }
}
