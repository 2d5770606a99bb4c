package dev.rapporteur.rendering.chart;

import dev.rapporteur.rendering.ReportChart;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * A chart as an SVG element for a web page: lines, areas and words, no script, no style, no
 * reference to anything outside. Its title and description are those of the chart, so that a screen
 * reader tells what it shows.
 */
public final class ChartSvg {
  private ChartSvg() {}

  /**
   * The element.
   *
   * @param chart what is drawn
   * @param width in points; the element scales to the room it is given
   */
  public static String of(ReportChart chart, double width) {
    ChartPlot plot = new ChartPlot(chart);
    double height = plot.height(width);
    SvgCanvas canvas = new SvgCanvas();
    plot.draw(canvas, width, height);
    String id = "chart-" + SvgCanvas.escaped(chart.id());
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 "
        + SvgCanvas.number(width)
        + " "
        + SvgCanvas.number(height)
        + "\" aria-labelledby=\""
        + id
        + "-title "
        + id
        + "-description\"><title id=\""
        + id
        + "-title\">"
        + SvgCanvas.escaped(chart.title())
        + "</title><desc id=\""
        + id
        + "-description\">"
        + SvgCanvas.escaped(chart.alternativeText())
        + "</desc>"
        + canvas.elements()
        + "</svg>";
  }

  /** Writes SVG elements. Widths are those of a wide font, since the reader's one is not known. */
  private static final class SvgCanvas implements Canvas {
    private static final DecimalFormatSymbols POINT = DecimalFormatSymbols.getInstance(Locale.ROOT);

    private final StringBuilder elements = new StringBuilder();

    String elements() {
      return elements.toString();
    }

    static String number(double value) {
      return new DecimalFormat("0.##", POINT).format(value);
    }

    static String escaped(String text) {
      StringBuilder safe = new StringBuilder(text.length());
      text.codePoints()
          .forEach(
              c -> {
                switch (c) {
                  case '<' -> safe.append("&lt;");
                  case '>' -> safe.append("&gt;");
                  case '&' -> safe.append("&amp;");
                  case '"' -> safe.append("&quot;");
                  default -> safe.appendCodePoint(isXml(c) ? c : 0xFFFD);
                }
              });
      return safe.toString();
    }

    private static boolean isXml(int c) {
      return c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && (c & 0xFFFE) != 0xFFFE
          || c == '\t'
          || c == '\n'
          || c == '\r';
    }

    @Override
    public double width(String text, double size, boolean bold) {
      double ems = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        ems += c >= 0x2E80 ? 1 : c == '.' || c == ',' || c == ' ' ? 0.29 : c < 'a' ? 0.6 : 0.55;
      }
      return ems * size * (bold ? 1.06 : 1);
    }

    @Override
    public void fill(double x, double y, double width, double height, int color) {
      rectangle(x, y, width, height).append(" fill=\"#").append(Palette.hex(color)).append("\"/>");
    }

    @Override
    public void outline(double x, double y, double width, double height, double stroke, int color) {
      rectangle(x, y, width, height).append(" fill=\"none\"");
      stroke(stroke, color).append("/>");
    }

    private StringBuilder rectangle(double x, double y, double width, double height) {
      elements.append("<rect");
      attribute("x", x).attribute("y", y).attribute("width", width).attribute("height", height);
      return elements;
    }

    @Override
    public void line(double[] points, double stroke, boolean dashed, int color) {
      elements.append("<polyline fill=\"none\" points=\"");
      for (int i = 0; i < points.length; i++) {
        elements.append(i == 0 ? "" : " ").append(number(points[i]));
      }
      elements.append('"').append(dashed ? " stroke-dasharray=\"4 2.5\"" : "");
      stroke(stroke, color).append("/>");
    }

    @Override
    public void dot(double x, double y, double radius, int color) {
      elements.append("<circle");
      attribute("cx", x).attribute("cy", y).attribute("r", radius);
      elements.append(" fill=\"#").append(Palette.hex(color)).append("\"/>");
    }

    @Override
    public void text(
        String text, double x, double y, double size, boolean bold, Anchor anchor, int color) {
      elements.append("<text");
      attribute("x", x).attribute("y", y).attribute("font-size", size);
      elements.append(bold ? " font-weight=\"600\"" : "");
      if (anchor != Anchor.START) {
        elements
            .append(" text-anchor=\"")
            .append(anchor == Anchor.MIDDLE ? "middle" : "end")
            .append('"');
      }
      elements.append(" fill=\"#").append(Palette.hex(color)).append("\">");
      elements.append(escaped(text)).append("</text>");
    }

    private SvgCanvas attribute(String name, double value) {
      elements.append(' ').append(name).append("=\"").append(number(value)).append('"');
      return this;
    }

    private StringBuilder stroke(double width, int color) {
      elements.append(" stroke=\"#").append(Palette.hex(color)).append('"');
      return attribute("stroke-width", width).elements;
    }
  }
}
