package dev.rapporteur.rendering.chart;

import dev.rapporteur.rendering.ReportChart;

/**
 * The drawing of a chart without its title and subtitle, which the document sets as text above it.
 * The drawing is a function of the chart, the size and the canvas's font alone.
 */
public final class ChartPlot {
  private final Plot plot;

  /** The drawing of that chart. */
  public ChartPlot(ReportChart chart) {
    this.plot =
        switch (chart.kind()) {
          case BAR -> new BarPlot(chart);
          case COLUMN -> new ColumnPlot(chart);
          case STACKED -> new StackedPlot(chart);
          case LINE -> new LinePlot(chart);
          case WATERFALL -> new WaterfallPlot(chart);
        };
  }

  /** The height that suits a width, both in points. */
  public double height(double width) {
    return plot.height(width);
  }

  /** Draws it with its upper left corner at the canvas's origin. */
  public void draw(Canvas canvas, double width, double height) {
    plot.draw(canvas, width, height);
  }
}
