package dev.rapporteur.rendering.pdf;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.openpdf.text.Document;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfWriter;

/** A word across each page, below its content; opaque, as PDF/A allows no other. */
final class Watermark extends PdfPageEventHelper {
  private static final Color LIGHT = new Color(0xF0F2F4);
  private static final double PART_OF_DIAGONAL = 0.62;
  private static final float LARGEST = 150;

  private final String word;
  private final BaseFont font;

  Watermark(String word, DocumentFonts fonts, Locale locale) {
    List<GlyphRuns.Run> runs = new GlyphRuns(fonts, locale).of(word, character -> {});
    this.word = runs.isEmpty() ? "" : runs.getFirst().text();
    this.font = fonts.font(locale, runs.isEmpty() ? 0 : runs.getFirst().font(), true);
  }

  @Override
  public void onEndPage(PdfWriter writer, Document document) {
    Rectangle page = writer.getPageSize();
    double diagonal = Math.hypot(page.getWidth(), page.getHeight());
    float width = Math.max(1, font.getWidthPoint(word, 1));
    float size = (float) Math.min(LARGEST, PART_OF_DIAGONAL * diagonal / width);
    double angle = Math.atan2(page.getHeight(), page.getWidth());
    PdfContentByte below = writer.getDirectContentUnder();
    below.saveState();
    below.beginText();
    below.setColorFill(LIGHT);
    below.setFontAndSize(font, size);
    below.showTextAligned(
        PdfContentByte.ALIGN_CENTER,
        word,
        page.getWidth() / 2 + size * 0.33f * (float) Math.sin(angle),
        page.getHeight() / 2 - size * 0.33f * (float) Math.cos(angle),
        (float) Math.toDegrees(angle));
    below.endText();
    below.restoreState();
  }
}
