package dev.rapporteur.rendering.chart;

import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportChart.Role;
import dev.rapporteur.rendering.ReportChart.Series;
import dev.rapporteur.rendering.chart.Canvas.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lines over time, each with its name and last value at its end. */
final class LinePlot extends Plot {
  LinePlot(ReportChart chart) {
    super(chart);
  }

  private record EndLabel(Series series, String value, double y) {}

  @Override
  double height(double width) {
    return Math.min(165, width * 0.38);
  }

  @Override
  void draw(Canvas canvas, double width, double height) {
    List<Double> values = allValues();
    double min = values.stream().min(Comparator.naturalOrder()).orElse(0.0);
    double max = values.stream().max(Comparator.naturalOrder()).orElse(1.0);
    // The distance from zero is kept wherever it does not flatten the line.
    Scale scale = Scale.around(min > 0 && min < max * 0.6 ? 0 : min, max, 4);
    double left = tickWidth(canvas, scale);
    double right = width - endWidth(canvas);
    double top = 5;
    double bottom = height - 2 * LINE;
    grid(canvas, scale, left, right, top, bottom);
    double step = (right - left) / Math.max(1, chart.categories().size());
    List<EndLabel> ends = new ArrayList<>();
    for (Series series : chart.series().reversed()) {
      line(canvas, series, left, step, bottom, (bottom - top), scale, ends);
    }
    endLabels(canvas, ends, right + 5, bottom);
    if (scale.low() < 0 && scale.high() > 0) {
      double zero = bottom - scale.share(0) * (bottom - top);
      canvas.line(new double[] {left, zero, right, zero}, HAIR, false, Palette.AXIS);
    }
    categoryLabels(canvas, left, right, bottom + LINE);
  }

  private void line(
      Canvas canvas,
      Series series,
      double left,
      double step,
      double bottom,
      double height,
      Scale scale,
      List<EndLabel> ends) {
    List<Double> points = new ArrayList<>();
    double lastX = 0;
    double lastY = 0;
    String lastValue = "";
    for (int i = 0; i < series.values().size(); i++) {
      if (series.values().get(i).isEmpty()) {
        stroke(canvas, series, points);
        points.clear();
        continue;
      }
      lastX = left + step * (i + 0.5);
      lastY = bottom - scale.share(numbers.scaled(series.values().get(i).get())) * height;
      lastValue = numbers.text(series.values().get(i).get());
      points.add(lastX);
      points.add(lastY);
    }
    stroke(canvas, series, points);
    if (!lastValue.isEmpty()) {
      canvas.dot(lastX, lastY, series.role() == Role.ACTUAL ? 2.6 : 2, color(series));
      ends.add(new EndLabel(series, lastValue, lastY));
    }
  }

  private void stroke(Canvas canvas, Series series, List<Double> points) {
    if (points.size() == 2) {
      canvas.dot(points.get(0), points.get(1), 1.6, color(series));
    } else if (points.size() > 2) {
      canvas.line(
          points.stream().mapToDouble(Double::doubleValue).toArray(),
          series.role() == Role.ACTUAL ? 1.8 : 1.3,
          series.role() == Role.PLAN,
          color(series));
    }
  }

  private double endWidth(Canvas canvas) {
    double widest = 0;
    for (Series series : chart.series()) {
      double value =
          series.values().stream()
              .flatMap(java.util.Optional::stream)
              .mapToDouble(one -> canvas.width(numbers.text(one), WORDS, true))
              .max()
              .orElse(0);
      widest = Math.max(widest, value + 4 + canvas.width(name(series), WORDS, false));
    }
    return widest + 8;
  }

  /** One line needs no name beside it: the subtitle has it. */
  private String name(Series series) {
    return chart.series().size() > 1 ? series.name() : "";
  }

  /** Sets the labels beside the ends of their lines, moved apart where they would touch. */
  private void endLabels(Canvas canvas, List<EndLabel> ends, double x, double bottom) {
    List<EndLabel> sorted = ends.stream().sorted(Comparator.comparingDouble(EndLabel::y)).toList();
    double[] y = sorted.stream().mapToDouble(EndLabel::y).toArray();
    for (int i = 1; i < y.length; i++) {
      y[i] = Math.max(y[i], y[i - 1] + LINE);
    }
    double over = y.length == 0 ? 0 : Math.max(0, y[y.length - 1] - bottom);
    for (int i = y.length - 1; i >= 0; i--) {
      double limit = i == y.length - 1 ? y[i] - over : Math.min(y[i], y[i + 1] - LINE);
      y[i] = limit;
    }
    for (int i = 0; i < y.length; i++) {
      EndLabel end = sorted.get(i);
      int ink = end.series().role() == Role.ACTUAL ? Palette.ACTUAL : Palette.MUTED;
      canvas.text(end.value(), x, y[i] + 2.8, WORDS, true, Anchor.START, ink);
      canvas.text(
          name(end.series()),
          x + canvas.width(end.value(), WORDS, true) + 4,
          y[i] + 2.8,
          WORDS,
          false,
          Anchor.START,
          ink);
    }
  }
}
