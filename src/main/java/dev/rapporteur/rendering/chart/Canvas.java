package dev.rapporteur.rendering.chart;

/**
 * A place to draw on. Lengths are points (1/72 inch); the origin is the upper left corner, y grows
 * downward. Colors are {@code 0xRRGGBB} and opaque, as PDF/A asks.
 */
public interface Canvas {

  /** Which point of a text lies at its x. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** How wide a text of that size is. */
  double width(String text, double size, boolean bold);

  /** Fills a rectangle. */
  void fill(double x, double y, double width, double height, int color);

  /** Draws the outline of a rectangle. */
  void outline(double x, double y, double width, double height, double stroke, int color);

  /** Draws a line through points given as x, y, x, y ... */
  void line(double[] points, double stroke, boolean dashed, int color);

  /** Fills a circle. */
  void dot(double x, double y, double radius, int color);

  /** Sets a text on its baseline. */
  void text(String text, double x, double y, double size, boolean bold, Anchor anchor, int color);
}
