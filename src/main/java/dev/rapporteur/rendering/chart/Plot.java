package dev.rapporteur.rendering.chart;

import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportChart.Role;
import dev.rapporteur.rendering.ReportChart.Series;
import dev.rapporteur.rendering.chart.Canvas.Anchor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the five shapes have in common. */
abstract class Plot {
  /** Size of the words in points. */
  static final double WORDS = 8;

  /** Line height of the words. */
  static final double LINE = 10.5;

  static final double HAIR = 0.5;

  final ReportChart chart;
  final ChartNumbers numbers;

  Plot(ReportChart chart) {
    this.chart = chart;
    this.numbers = new ChartNumbers(chart);
  }

  abstract double height(double width);

  abstract void draw(Canvas canvas, double width, double height);

  /** The values of all series in the unit of the axis; gaps left out. */
  final List<Double> allValues() {
    List<Double> all = new ArrayList<>();
    for (Series series : chart.series()) {
      series.values().forEach(value -> value.map(numbers::scaled).ifPresent(all::add));
    }
    return all;
  }

  /** The series that labels are written for: the first actual one, else the first. */
  final Series mainSeries() {
    return chart.series().stream()
        .filter(series -> series.role() == Role.ACTUAL)
        .findFirst()
        .orElse(chart.series().getFirst());
  }

  final Optional<BigDecimal> value(Series series, int category) {
    return series.values().get(category);
  }

  final int color(Series series) {
    return Palette.color(series.role(), chart.series().indexOf(series));
  }

  final double keyHeight() {
    return chart.series().size() > 1 ? LINE + 6 : 0;
  }

  /** Names the series in one line at the top; nothing where there is only one. */
  final void key(Canvas canvas, double width) {
    if (chart.series().size() < 2) {
      return;
    }
    double x = 0;
    for (Series series : chart.series()) {
      double needed = 11 + canvas.width(series.name(), WORDS, false);
      if (x > 0 && x + needed > width) {
        return;
      }
      swatch(canvas, x, 1.5, series);
      canvas.text(series.name(), x + 11, 8, WORDS, false, Anchor.START, Palette.MUTED);
      x += needed + 14;
    }
  }

  private void swatch(Canvas canvas, double x, double y, Series series) {
    if (series.role() == Role.PLAN) {
      canvas.outline(x + 0.5, y + 0.5, 6, 6, 1, color(series));
    } else {
      canvas.fill(x, y, 7, 7, color(series));
    }
  }

  /** A bar from zero: actual filled, plan outlined, a fall of the actual in the accent. */
  final void block(
      Canvas canvas, double x, double y, double width, double height, Series series, boolean fall) {
    if (series.role() == Role.PLAN) {
      canvas.outline(
          x + 0.5, y + 0.5, Math.max(0, width - 1), Math.max(0, height - 1), 1, color(series));
    } else if (fall && series.role() == Role.ACTUAL) {
      hatched(canvas, x, y, width, height, Palette.DECLINE);
    } else {
      canvas.fill(x, y, width, height, color(series));
    }
  }

  /** A filled rectangle with white diagonals, so that it differs by more than its color. */
  static void hatched(Canvas canvas, double x, double y, double width, double height, int color) {
    canvas.fill(x, y, width, height, color);
    double gap = 5;
    for (double offset = gap; offset < width + height; offset += gap) {
      double startX = Math.min(offset, width);
      double startY = Math.max(0, offset - width);
      double endX = Math.max(0, offset - height);
      double endY = Math.min(offset, height);
      canvas.line(new double[] {x + startX, y + startY, x + endX, y + endY}, 0.6, false, 0xFFFFFF);
    }
  }

  /** The text, cut with an ellipsis where it is wider than allowed. */
  static String shortened(Canvas canvas, String text, double size, double width) {
    if (canvas.width(text, size, false) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && canvas.width(text.substring(0, end) + "…", size, false) > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end).stripTrailing() + "…";
  }

  /** The text on at most two lines, broken at a space or between Chinese characters. */
  static List<String> twoLines(Canvas canvas, String text, double size, double width) {
    if (canvas.width(text, size, false) <= width) {
      return List.of(text);
    }
    int best = -1;
    for (int i = 1; i < text.length(); i++) {
      boolean breakable = text.charAt(i) == ' ' || text.charAt(i) >= 0x2E80;
      if (breakable && canvas.width(text.substring(0, i), size, false) <= width) {
        best = i;
      }
    }
    if (best < 0) {
      return List.of(shortened(canvas, text, size, width));
    }
    return List.of(
        text.substring(0, best), shortened(canvas, text.substring(best).strip(), size, width));
  }

  /**
   * Labels below upright columns, on two lines if need be, every k-th if they are still too wide.
   */
  final void categoryLabels(Canvas canvas, double left, double right, double y) {
    List<String> labels = chart.categories();
    double step = (right - left) / Math.max(1, labels.size());
    double room = Math.max(step, 46) - 3;
    double widest = 0;
    for (String label : labels) {
      for (String line : twoLines(canvas, label, WORDS, room)) {
        widest = Math.max(widest, canvas.width(line, WORDS, false));
      }
    }
    int every = (int) Math.max(1, Math.ceil((widest + 3) / step));
    for (int i = labels.size() - 1; i >= 0; i -= every) {
      double lineY = y;
      for (String line : twoLines(canvas, labels.get(i), WORDS, room)) {
        double half = canvas.width(line, WORDS, false) / 2;
        double x = Math.max(half, Math.min(left + step * (i + 0.5), right - half));
        canvas.text(line, x, lineY, WORDS, false, Anchor.MIDDLE, Palette.MUTED);
        lineY += LINE - 1;
      }
    }
  }

  /** How wide the axis's numbers are. */
  final double tickWidth(Canvas canvas, Scale scale) {
    double widest = 0;
    for (double tick = scale.low(); tick < scale.high() + scale.step() / 2; tick += scale.step()) {
      widest = Math.max(widest, canvas.width(numbers.tick(tick, scale.step()), WORDS, false));
    }
    return widest + 6;
  }

  /** Lines behind the data with their numbers on the left. */
  final void grid(
      Canvas canvas, Scale scale, double left, double right, double top, double bottom) {
    for (double tick = scale.low(); tick < scale.high() + scale.step() / 2; tick += scale.step()) {
      double y = bottom - scale.share(tick) * (bottom - top);
      canvas.line(new double[] {left, y, right, y}, HAIR, false, Palette.GRID);
      canvas.text(
          numbers.tick(tick, scale.step()),
          left - 6,
          y + 2.8,
          WORDS,
          false,
          Anchor.END,
          Palette.MUTED);
    }
  }
}
