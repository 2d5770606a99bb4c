package dev.rapporteur.rendering.chart;

import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportChart.Series;
import dev.rapporteur.rendering.chart.Canvas.Anchor;
import java.math.BigDecimal;
import java.util.Optional;

/** Upright columns from zero; their values on top, or an axis where there is no room for them. */
final class ColumnPlot extends Plot {
  ColumnPlot(ReportChart chart) {
    super(chart);
  }

  @Override
  double height(double width) {
    return keyHeight() + Math.min(170, width * 0.36);
  }

  @Override
  void draw(Canvas canvas, double width, double height) {
    key(canvas, width);
    double min = 0;
    double max = 0;
    for (double value : allValues()) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    double widest = 0;
    for (Optional<BigDecimal> value : mainSeries().values()) {
      if (value.isPresent()) {
        widest = Math.max(widest, canvas.width(numbers.text(value.get()), WORDS, true));
      }
    }
    int count = Math.max(1, chart.categories().size());
    boolean labeled = widest + 2 <= width / count;
    Scale scale = labeled ? new Scale(min, max > min ? max : 1, 1) : Scale.around(min, max, 4);
    double left = labeled ? 0 : tickWidth(canvas, scale);
    double top = keyHeight() + (labeled ? LINE : 4);
    double bottom = height - 2 * LINE - (min < 0 && labeled ? LINE : 0);
    if (!labeled) {
      grid(canvas, scale, left, width, top, bottom);
    }
    double step = (width - left) / count;
    double zero = bottom - scale.share(0) * (bottom - top);
    for (int i = 0; i < chart.categories().size(); i++) {
      group(
          canvas,
          i,
          left + step * i,
          step,
          zero,
          (bottom - top) / (scale.high() - scale.low()),
          labeled);
    }
    canvas.line(new double[] {left, zero, width, zero}, HAIR, false, Palette.AXIS);
    categoryLabels(canvas, left, width, bottom + (min < 0 && labeled ? LINE : 0) + LINE);
  }

  private void group(
      Canvas canvas,
      int category,
      double x,
      double step,
      double zero,
      double unit,
      boolean labeled) {
    double slot = Math.min(step * 0.74 / chart.series().size(), 34);
    double slotX = x + (step - slot * chart.series().size()) / 2;
    double highest = zero;
    double lowest = zero;
    for (Series series : chart.series()) {
      Optional<BigDecimal> value = value(series, category);
      if (value.isPresent()) {
        double length = numbers.scaled(value.get()) * unit;
        double gap = slot > 6 ? 1 : 0;
        block(
            canvas,
            slotX,
            Math.min(zero, zero - length),
            slot - gap,
            Math.abs(length),
            series,
            length < 0);
        highest = Math.min(highest, zero - length);
        lowest = Math.max(lowest, zero - length);
      }
      slotX += slot;
    }
    if (labeled) {
      Optional<BigDecimal> value = value(mainSeries(), category);
      boolean fall = value.isPresent() && value.get().signum() < 0;
      canvas.text(
          value.map(numbers::text).orElse("–"),
          x + step / 2,
          fall ? lowest + LINE - 1 : highest - 3,
          WORDS,
          value.isPresent(),
          Anchor.MIDDLE,
          value.isPresent() ? Palette.INK : Palette.MUTED);
    }
  }
}
