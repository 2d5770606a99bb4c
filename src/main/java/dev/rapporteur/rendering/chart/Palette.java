package dev.rapporteur.rendering.chart;

import dev.rapporteur.rendering.ReportChart;

/**
 * The colors of all charts, as {@code 0xRRGGBB}. They differ in lightness, so that a chart printed
 * in grey can still be read.
 */
public final class Palette {
  /** Words and axes. */
  public static final int INK = 0x1B2733;

  /** Words of less weight. */
  public static final int MUTED = 0x5A6772;

  /** The line at zero. */
  public static final int AXIS = 0x8794A0;

  /** Lines behind the data. */
  public static final int GRID = 0xE3E8EC;

  /** What happened. */
  public static final int ACTUAL = 0x1F4E79;

  /** The same months a year before. */
  public static final int PREVIOUS_YEAR = 0xB5C5D4;

  /** What was planned; drawn as an outline or a dashed line. */
  public static final int PLAN = 0x44515C;

  /** The one accent: what fell. Always with a sign and a shape of its own. */
  public static final int DECLINE = 0xB4532A;

  /** What rose, beside {@link #DECLINE}. */
  public static final int INCREASE = 0x4F81AE;

  private static final int[] OTHERS = {
    0x1F4E79, 0x4F81AE, 0x8DB0CF, 0xC0D2E2, 0x5A6772, 0x95A1AB, 0xC9D0D6
  };

  private Palette() {}

  /**
   * The color of a series.
   *
   * @param index its place among the series of its chart
   */
  public static int color(ReportChart.Role role, int index) {
    return switch (role) {
      case ACTUAL -> ACTUAL;
      case PREVIOUS_YEAR -> PREVIOUS_YEAR;
      case PLAN -> PLAN;
      case OTHER -> OTHERS[index % OTHERS.length];
    };
  }

  /** Whether words on that color are white. */
  public static boolean isDark(int color) {
    double light =
        0.299 * (color >> 16 & 0xFF) + 0.587 * (color >> 8 & 0xFF) + 0.114 * (color & 0xFF);
    return light < 140;
  }

  /** As CSS and Office write it, without a sign before it: {@code 1F4E79}. */
  public static String hex(int color) {
    return String.format("%06X", color);
  }
}
