package dev.rapporteur.rendering.chart;

import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportChart.Role;
import dev.rapporteur.rendering.ReportChart.Series;
import dev.rapporteur.rendering.chart.Canvas.Anchor;
import java.math.BigDecimal;
import java.util.Optional;

/** Bars to the right of a line at zero, each with its value at its end. */
final class BarPlot extends Plot {
  private static final double THICK = 11;
  private static final double THIN = 4.5;

  BarPlot(ReportChart chart) {
    super(chart);
  }

  @Override
  double height(double width) {
    return keyHeight() + rowHeight() * chart.categories().size();
  }

  private double rowHeight() {
    long thin =
        chart.series().stream()
            .filter(series -> series != mainSeries() && series.role() != Role.PLAN)
            .count();
    return THICK + thin * (THIN + 1) + 7;
  }

  @Override
  void draw(Canvas canvas, double width, double height) {
    key(canvas, width);
    double labels = 0;
    for (String category : chart.categories()) {
      labels = Math.max(labels, canvas.width(category, WORDS, false));
    }
    labels = Math.min(labels, width * 0.36) + 8;
    double min = 0;
    double max = 0;
    double above = 0;
    double below = 0;
    for (double value : allValues()) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    for (Optional<BigDecimal> value : mainSeries().values()) {
      if (value.isPresent()) {
        double text = canvas.width(numbers.text(value.get()), WORDS, true) + 6;
        above = value.get().signum() >= 0 ? Math.max(above, text) : above;
        below = value.get().signum() < 0 ? Math.max(below, text) : below;
      }
    }
    double range = max > min ? max - min : 1;
    double unit = (width - labels - above - below) / range;
    double zero = labels + below - min * unit;
    double top = keyHeight();
    double row = (height - top) / Math.max(1, chart.categories().size());
    for (int i = 0; i < chart.categories().size(); i++) {
      row(canvas, i, top + row * i + 3.5, labels - 8, zero, unit);
    }
    canvas.line(new double[] {zero, top, zero, height}, HAIR, false, Palette.AXIS);
  }

  private void row(
      Canvas canvas, int category, double y, double labelWidth, double zero, double unit) {
    categoryLabel(canvas, chart.categories().get(category), y, labelWidth);
    double thinY = y + THICK + 1;
    for (Series series : chart.series()) {
      Optional<BigDecimal> value = value(series, category);
      boolean main = series == mainSeries();
      boolean thick = main || series.role() == Role.PLAN;
      if (value.isPresent()) {
        double length = numbers.scaled(value.get()) * unit;
        block(
            canvas,
            Math.min(zero, zero + length),
            thick ? y : thinY,
            Math.abs(length),
            thick ? THICK : THIN,
            series,
            length < 0);
      }
      if (main) {
        valueLabel(canvas, value, zero, unit, y);
      }
      thinY += thick ? 0 : THIN + 1;
    }
  }

  /** On two lines where the row has room for them. */
  private void categoryLabel(Canvas canvas, String label, double y, double width) {
    double baseline = y + THICK / 2 + 2.8;
    if (rowHeight() < 2 * LINE || canvas.width(label, WORDS, false) <= width) {
      canvas.text(
          shortened(canvas, label, WORDS, width),
          0,
          baseline,
          WORDS,
          false,
          Anchor.START,
          Palette.INK);
      return;
    }
    double lineY = baseline - 1;
    for (String line : twoLines(canvas, label, WORDS, width)) {
      canvas.text(line, 0, lineY, WORDS, false, Anchor.START, Palette.INK);
      lineY += LINE - 1;
    }
  }

  private void valueLabel(
      Canvas canvas, Optional<BigDecimal> value, double zero, double unit, double y) {
    double baseline = y + THICK / 2 + 2.8;
    if (value.isEmpty()) {
      canvas.text("–", zero + 4, baseline, WORDS, false, Anchor.START, Palette.MUTED);
      return;
    }
    double end = zero + numbers.scaled(value.get()) * unit;
    boolean fall = value.get().signum() < 0;
    canvas.text(
        numbers.text(value.get()),
        fall ? end - 4 : end + 4,
        baseline,
        WORDS,
        true,
        fall ? Anchor.END : Anchor.START,
        Palette.INK);
  }
}
