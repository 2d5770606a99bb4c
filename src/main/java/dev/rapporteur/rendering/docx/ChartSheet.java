package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.ReportChart;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The numbers of a chart as its workbook holds them: categories down the first column, one column
 * for each drawn series, values already divided for the axis.
 *
 * @param categories labels down the sheet
 * @param columns drawn series
 */
record ChartSheet(List<String> categories, List<Column> columns) {
  ChartSheet {
    categories = List.copyOf(categories);
    columns = List.copyOf(columns);
  }

  /** How a column is drawn. */
  enum Kind {
    SERIES,
    /** The invisible foot of a floating bar. */
    FOOT,
    TOTAL,
    INCREASE,
    DECREASE
  }

  /**
   * One drawn series.
   *
   * @param name as the legend shows it
   * @param role what it stands for
   * @param values empty where nothing is drawn
   */
  record Column(String name, Kind kind, ReportChart.Role role, List<Optional<BigDecimal>> values) {
    Column {
      values = List.copyOf(values);
    }
  }

  static ChartSheet of(ReportChart chart, Locale locale) {
    return chart.kind() == ReportChart.Kind.WATERFALL
        ? waterfall(chart, locale.getLanguage().equals("zh"))
        : new ChartSheet(
            chart.categories(),
            chart.series().stream()
                .map(s -> new Column(s.name(), Kind.SERIES, s.role(), scaled(chart, s)))
                .toList());
  }

  /** Changes float between the level before and the level after them. */
  private static ChartSheet waterfall(ReportChart chart, boolean chinese) {
    List<Optional<BigDecimal>> values = scaled(chart, chart.series().getFirst());
    int last = values.size() - 1;
    List<Optional<BigDecimal>> foot = gaps(values);
    List<Optional<BigDecimal>> total = gaps(values);
    List<Optional<BigDecimal>> up = gaps(values);
    List<Optional<BigDecimal>> down = gaps(values);
    BigDecimal level = BigDecimal.ZERO;
    for (int i = 0; i <= last; i++) {
      Optional<BigDecimal> value = values.get(i);
      if (i == 0 || i == last) {
        total.set(i, value);
        level = value.orElse(level);
      } else if (value.isPresent()) {
        BigDecimal after = level.add(value.get());
        foot.set(i, Optional.of(level.min(after)));
        (value.get().signum() < 0 ? down : up).set(i, value.map(BigDecimal::abs));
        level = after;
      }
    }
    ReportChart.Role actual = ReportChart.Role.ACTUAL;
    return new ChartSheet(
        chart.categories(),
        List.of(
            new Column(chinese ? "底" : "Foot", Kind.FOOT, actual, foot),
            new Column(chinese ? "合计" : "Total", Kind.TOTAL, actual, total),
            new Column(chinese ? "增加" : "Increase", Kind.INCREASE, actual, up),
            new Column(chinese ? "减少" : "Decrease", Kind.DECREASE, actual, down)));
  }

  private static List<Optional<BigDecimal>> gaps(List<Optional<BigDecimal>> values) {
    return new ArrayList<>(Collections.nCopies(values.size(), Optional.empty()));
  }

  private static List<Optional<BigDecimal>> scaled(ReportChart chart, ReportChart.Series series) {
    return series.values().stream()
        .map(value -> value.map(v -> v.divide(chart.divisor(), MathContext.DECIMAL64)))
        .toList();
  }

  /** The reference to a cell or to a column's values, as {@code Sheet1!$B$2:$B$13}. */
  String reference(int column) {
    String letter = letter(column);
    return "Sheet1!$" + letter + "$2:$" + letter + "$" + (categories.size() + 1);
  }

  static String headReference(int column) {
    return "Sheet1!$" + letter(column) + "$1";
  }

  static String letter(int column) {
    return column < 26
        ? String.valueOf((char) ('A' + column))
        : letter(column / 26 - 1) + letter(column % 26);
  }
}
