package dev.rapporteur.rendering.docx;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.ReportChart;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
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
 * @param labels what stands over the bars of a waterfall: totals and signed changes; else empty
 */
record ChartSheet(List<String> categories, List<Column> columns, List<String> labels) {
  ChartSheet {
    categories = List.copyOf(categories);
    columns = List.copyOf(columns);
    labels = List.copyOf(labels);
  }

  /** How a column is drawn. */
  enum Kind {
    SERIES,
    /** The invisible foot of a floating bar. */
    FOOT,
    TOTAL,
    INCREASE,
    DECREASE,
    /** An invisible line along the tops of the bars, which carries their labels. */
    TOP
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
                .toList(),
            List.of());
  }

  /** Changes float between the level before and the level after them. */
  private static ChartSheet waterfall(ReportChart chart, boolean chinese) {
    List<Optional<BigDecimal>> values = scaled(chart, chart.series().getFirst());
    int last = values.size() - 1;
    List<Optional<BigDecimal>> foot = gaps(values);
    List<Optional<BigDecimal>> total = gaps(values);
    List<Optional<BigDecimal>> up = gaps(values);
    List<Optional<BigDecimal>> down = gaps(values);
    List<Optional<BigDecimal>> top = gaps(values);
    BigDecimal level = BigDecimal.ZERO;
    for (int i = 0; i <= last; i++) {
      Optional<BigDecimal> value = values.get(i);
      if (i == 0 || i == last) {
        total.set(i, value);
        top.set(i, value);
        level = value.orElse(level);
      } else if (value.isPresent()) {
        BigDecimal after = level.add(value.get());
        foot.set(i, Optional.of(level.min(after)));
        top.set(i, Optional.of(level.max(after)));
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
            new Column(chinese ? "减少" : "Decrease", Kind.DECREASE, actual, down),
            new Column(chinese ? "顶" : "Top", Kind.TOP, actual, top)),
        labels(values, decimals(chart.unit(), values)));
  }

  private static List<String> labels(List<Optional<BigDecimal>> values, int decimals) {
    DecimalFormat format =
        new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    format.setRoundingMode(RoundingMode.HALF_UP);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      boolean total = i == 0 || i == values.size() - 1;
      labels.add(values.get(i).map(value -> label(value, total, format)).orElse(""));
    }
    return labels;
  }

  private static String label(BigDecimal value, boolean total, DecimalFormat format) {
    String sign = value.signum() < 0 ? "−" : total || value.signum() == 0 ? "" : "+";
    return sign + format.format(value.abs());
  }

  /** As many decimals as tell the values of a chart apart. */
  int decimals(Unit unit) {
    return decimals(unit, columns.stream().flatMap(column -> column.values().stream()).toList());
  }

  private static int decimals(Unit unit, List<Optional<BigDecimal>> values) {
    BigDecimal largest =
        values.stream()
            .flatMap(Optional::stream)
            .map(BigDecimal::abs)
            .max(BigDecimal::compareTo)
            .orElse(BigDecimal.ZERO);
    boolean whole =
        values.stream()
            .flatMap(Optional::stream)
            .allMatch(v -> v.stripTrailingZeros().scale() <= 0);
    return switch (unit.kind()) {
      case PERCENT, POINTS -> 1;
      case RATIO -> 2;
      case RANK -> 0;
      case COUNT, MONEY -> {
        if (whole || largest.compareTo(BigDecimal.valueOf(1_000)) >= 0) {
          yield 0;
        }
        yield largest.compareTo(BigDecimal.TEN) >= 0 ? 1 : 2;
      }
    };
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
