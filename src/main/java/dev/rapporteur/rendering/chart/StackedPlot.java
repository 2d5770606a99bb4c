package dev.rapporteur.rendering.chart;

import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportChart.Series;
import dev.rapporteur.rendering.chart.Canvas.Anchor;
import java.math.BigDecimal;
import java.util.Optional;

/** Upright columns, one part over the other, the total above. */
final class StackedPlot extends Plot {
  StackedPlot(ReportChart chart) {
    super(chart);
  }

  @Override
  double height(double width) {
    return keyHeight() + Math.min(190, width * 0.4);
  }

  @Override
  void draw(Canvas canvas, double width, double height) {
    key(canvas, width);
    double max = 0;
    double min = 0;
    double widest = 0;
    for (int i = 0; i < chart.categories().size(); i++) {
      max = Math.max(max, sum(i, 1));
      min = Math.min(min, sum(i, -1));
      widest = Math.max(widest, canvas.width(total(i), WORDS, true));
    }
    double top = keyHeight() + LINE;
    double bottom = height - 2 * LINE;
    double step = width / Math.max(1, chart.categories().size());
    double unit = (bottom - top) / (max > min ? max - min : 1);
    double zero = bottom + min * unit;
    for (int i = 0; i < chart.categories().size(); i++) {
      column(canvas, i, step * i, step, zero, unit, widest + 2 <= step);
    }
    canvas.line(new double[] {0, zero, width, zero}, HAIR, false, Palette.AXIS);
    categoryLabels(canvas, 0, width, bottom + LINE);
  }

  private void column(
      Canvas canvas,
      int category,
      double x,
      double step,
      double zero,
      double unit,
      boolean labeled) {
    double width = Math.min(step * 0.66, 56);
    double left = x + (step - width) / 2;
    double up = zero;
    double down = zero;
    for (Series series : chart.series()) {
      Optional<BigDecimal> value = value(series, category);
      if (value.isEmpty()) {
        continue;
      }
      double length = numbers.scaled(value.get()) * unit;
      double y = length >= 0 ? up - length : down;
      double size = Math.abs(length);
      canvas.fill(left, y, width, Math.max(0, size - 0.7), color(series));
      String label = numbers.text(value.get());
      if (size > LINE && canvas.width(label, WORDS, false) + 4 < width) {
        int ink = Palette.isDark(color(series)) ? 0xFFFFFF : Palette.INK;
        canvas.text(label, left + width / 2, y + size / 2 + 2.8, WORDS, false, Anchor.MIDDLE, ink);
      }
      up -= Math.max(0, length);
      down -= Math.min(0, length);
    }
    if (labeled) {
      canvas.text(total(category), x + step / 2, up - 3, WORDS, true, Anchor.MIDDLE, Palette.INK);
    }
  }

  private double sum(int category, int sign) {
    double sum = 0;
    for (Series series : chart.series()) {
      double value = value(series, category).map(numbers::scaled).orElse(0.0);
      sum += value * sign > 0 ? value : 0;
    }
    return sum;
  }

  private String total(int category) {
    BigDecimal total = BigDecimal.ZERO;
    for (Series series : chart.series()) {
      total = total.add(value(series, category).orElse(BigDecimal.ZERO));
    }
    return numbers.text(total);
  }
}
