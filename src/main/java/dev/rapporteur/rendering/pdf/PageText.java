package dev.rapporteur.rendering.pdf;

import org.openpdf.extend.FontContext;
import org.openpdf.pdf.ITextFSFont;
import org.openpdf.pdf.ITextFSFontMetrics;
import org.openpdf.pdf.ITextTextRenderer;
import org.openpdf.render.FSFont;
import org.openpdf.render.FSFontMetrics;

/**
 * Measures lines by one ascent and descent for all fonts. The layout would take them from the box
 * around all glyphs of a font, which for fonts with thousands of glyphs is far higher than a line.
 */
final class PageText extends ITextTextRenderer {
  private static final float ASCENT = 0.88f;
  private static final float DESCENT = 0.22f;

  @Override
  public FSFontMetrics getFSFontMetrics(FontContext context, FSFont font, String text) {
    float size = font.getSize2D();
    var lines = ((ITextFSFont) font).getFontDescription();
    return new ITextFSFontMetrics(
        ASCENT * size,
        DESCENT * size,
        -lines.getYStrikeoutPosition() / 1000f * size,
        lines.getYStrikeoutSize() / 1000f * size,
        -lines.getUnderlinePosition() / 1000f * size,
        lines.getUnderlineThickness() / 1000f * size);
  }
}
