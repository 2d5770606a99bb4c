package dev.rapporteur.rendering.pdf;

import dev.rapporteur.rendering.chart.Canvas;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfContentByte;

/** Draws on a page of a PDF. Characters that no font has were refused before. */
final class PdfCanvas implements Canvas {
  /** Control points of a quarter circle. */
  private static final double KAPPA = 0.5523;

  private final PdfContentByte page;
  private final double left;
  private final double top;
  private final DocumentFonts fonts;
  private final Locale locale;
  private final GlyphRuns runs;

  /**
   * @param left distance of the canvas's origin from the left edge of the page in points
   * @param top distance of the canvas's origin from the bottom of the page in points
   */
  PdfCanvas(PdfContentByte page, double left, double top, DocumentFonts fonts, Locale locale) {
    this.page = page;
    this.left = left;
    this.top = top;
    this.fonts = fonts;
    this.locale = locale;
    this.runs = new GlyphRuns(fonts, locale);
  }

  @Override
  public double width(String text, double size, boolean bold) {
    double width = 0;
    for (GlyphRuns.Run run : runs(text)) {
      width += font(run, bold).getWidthPoint(run.text(), (float) size);
    }
    return width;
  }

  @Override
  public void fill(double x, double y, double width, double height, int color) {
    page.setColorFill(new Color(color));
    page.rectangle(x(x), y(y + height), (float) width, (float) height);
    page.fill();
  }

  @Override
  public void outline(double x, double y, double width, double height, double stroke, int color) {
    stroke(stroke, false, color);
    page.rectangle(x(x), y(y + height), (float) width, (float) height);
    page.stroke();
  }

  @Override
  public void line(double[] points, double stroke, boolean dashed, int color) {
    stroke(stroke, dashed, color);
    page.moveTo(x(points[0]), y(points[1]));
    for (int i = 2; i < points.length; i += 2) {
      page.lineTo(x(points[i]), y(points[i + 1]));
    }
    page.stroke();
  }

  @Override
  public void dot(double x, double y, double radius, int color) {
    page.setColorFill(new Color(color));
    double k = radius * KAPPA;
    page.moveTo(x(x + radius), y(y));
    page.curveTo(x(x + radius), y(y + k), x(x + k), y(y + radius), x(x), y(y + radius));
    page.curveTo(x(x - k), y(y + radius), x(x - radius), y(y + k), x(x - radius), y(y));
    page.curveTo(x(x - radius), y(y - k), x(x - k), y(y - radius), x(x), y(y - radius));
    page.curveTo(x(x + k), y(y - radius), x(x + radius), y(y - k), x(x + radius), y(y));
    page.fill();
  }

  @Override
  public void text(
      String text, double x, double y, double size, boolean bold, Anchor anchor, int color) {
    double at =
        switch (anchor) {
          case START -> x;
          case MIDDLE -> x - width(text, size, bold) / 2;
          case END -> x - width(text, size, bold);
        };
    page.setColorFill(new Color(color));
    page.beginText();
    for (GlyphRuns.Run run : runs(text)) {
      BaseFont font = font(run, bold);
      page.setFontAndSize(font, (float) size);
      page.setTextMatrix(x(at), y(y));
      page.showText(run.text());
      at += font.getWidthPoint(run.text(), (float) size);
    }
    page.endText();
  }

  private List<GlyphRuns.Run> runs(String text) {
    return runs.of(text, character -> {});
  }

  private BaseFont font(GlyphRuns.Run run, boolean bold) {
    return fonts.font(locale, run.font(), bold);
  }

  private void stroke(double width, boolean dashed, int color) {
    page.setColorStroke(new Color(color));
    page.setLineWidth((float) width);
    if (dashed) {
      page.setLineDash(4, 2.5f, 0);
    } else {
      page.setLineDash(0);
    }
  }

  private float x(double x) {
    return (float) (left + x);
  }

  private float y(double y) {
    return (float) (top - y);
  }
}
