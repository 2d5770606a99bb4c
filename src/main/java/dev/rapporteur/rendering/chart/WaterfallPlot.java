package dev.rapporteur.rendering.chart;

import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportChart.Series;
import dev.rapporteur.rendering.chart.Canvas.Anchor;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * From a first total over its changes to a last total. Where the changes are small beside the
 * totals, the totals are cut, which two slashes show.
 */
final class WaterfallPlot extends Plot {
  private static final double CUT_BELOW = 0.25;

  WaterfallPlot(ReportChart chart) {
    super(chart);
  }

  @Override
  double height(double width) {
    return Math.min(185, width * 0.4);
  }

  @Override
  void draw(Canvas canvas, double width, double height) {
    Series series = mainSeries();
    int count = chart.categories().size();
    double[] from = new double[count];
    double[] to = new double[count];
    double level = 0;
    for (int i = 0; i < count; i++) {
      double value = value(series, i).map(numbers::scaled).orElse(0.0);
      from[i] = isTotal(i) ? 0 : level;
      to[i] = isTotal(i) ? value : level + value;
      level = to[i];
    }
    double floor = floor(to);
    double max = Math.max(0, floor);
    double min = floor;
    for (double one : to) {
      max = Math.max(max, one);
      min = Math.min(min, one);
    }
    double top = LINE + 2;
    double bottom = height - 2 * LINE - 2 - (min < 0 ? LINE : 0);
    double unit = (bottom - top) / (max > min ? max - min : 1);
    double step = width / Math.max(1, count);
    double column = Math.min(step * 0.62, 46);
    for (int i = 0; i < count; i++) {
      double x = step * i + (step - column) / 2;
      double start = bottom - (Math.max(from[i], min) - min) * unit;
      double end = bottom - (to[i] - min) * unit;
      bar(canvas, i, x, Math.min(start, end), column, Math.abs(start - end), to[i] < from[i]);
      if (isTotal(i) && floor > 0) {
        cut(canvas, x, bottom - 9, column);
      }
      label(canvas, value(series, i), i, x + column / 2, start, end);
      if (i + 1 < count) {
        canvas.line(
            new double[] {x + column, end, x + column + step - column, end},
            HAIR,
            false,
            Palette.AXIS);
      }
    }
    double base = bottom - (Math.max(0, floor) - min) * unit;
    canvas.line(new double[] {0, base, width, base}, HAIR, false, Palette.AXIS);
    categoryLabels(canvas, 0, width, bottom + (min < 0 ? LINE : 0) + LINE + 1);
  }

  private boolean isTotal(int category) {
    return category == 0 || category == chart.categories().size() - 1;
  }

  /** Where the axis starts: 0, or a round number below all levels if the changes are small. */
  private static double floor(double[] levels) {
    double min = Double.MAX_VALUE;
    double max = -Double.MAX_VALUE;
    for (double level : levels) {
      min = Math.min(min, level);
      max = Math.max(max, level);
    }
    double range = max - min;
    if (levels.length == 0 || min <= 0 || range == 0 || range >= CUT_BELOW * max) {
      return 0;
    }
    double step = Scale.around(0, range, 4).step();
    return Math.max(0, Math.floor((min - 0.6 * range) / step) * step);
  }

  private void bar(
      Canvas canvas, int category, double x, double y, double width, double height, boolean fall) {
    if (isTotal(category)) {
      canvas.fill(x, y, width, height, category == 0 ? Palette.PREVIOUS_YEAR : Palette.ACTUAL);
    } else if (fall) {
      hatched(canvas, x, y, width, Math.max(height, 0.8), Palette.DECLINE);
    } else {
      canvas.fill(x, y, width, Math.max(height, 0.8), Palette.INCREASE);
    }
  }

  private static void cut(Canvas canvas, double x, double y, double width) {
    for (double shift : new double[] {0, 3}) {
      canvas.line(
          new double[] {x - 2, y + shift + 2, x + width + 2, y + shift - 2}, 1.2, false, 0xFFFFFF);
    }
  }

  private void label(
      Canvas canvas, Optional<BigDecimal> value, int category, double x, double start, double end) {
    String text =
        isTotal(category)
            ? value.map(numbers::text).orElse("–")
            : value.map(numbers::signed).orElse("–");
    boolean below = !isTotal(category) && end > start;
    canvas.text(
        text,
        x,
        below ? end + LINE - 2 : Math.min(start, end) - 3,
        WORDS,
        true,
        Anchor.MIDDLE,
        Palette.INK);
  }
}
