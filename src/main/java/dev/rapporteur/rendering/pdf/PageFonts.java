package dev.rapporteur.rendering.pdf;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.openpdf.css.constants.IdentValue;
import org.openpdf.css.value.FontSpecification;
import org.openpdf.layout.SharedContext;
import org.openpdf.pdf.FontDescription;
import org.openpdf.pdf.FontFamily;
import org.openpdf.pdf.ITextFSFont;
import org.openpdf.pdf.ITextFontResolver;
import org.openpdf.render.FSFont;
import org.openpdf.text.pdf.BaseFont;

/**
 * Gives the layout the fonts of one document, whatever family a template names: a font that is not
 * embedded cannot get into the file. Families {@code font-1}, {@code font-2} ... are those for
 * characters that the font of the text does not have.
 */
final class PageFonts extends ITextFontResolver {
  private static final int REGULAR_WEIGHT = 400;
  private static final int BOLD_WEIGHT = 700;

  private static final float SMALLEST_DOTS = 1;

  private final DocumentFonts fonts;
  private final Locale locale;
  private final Map<String, FontDescription> descriptions = new HashMap<>();

  PageFonts(DocumentFonts fonts, Locale locale) {
    this.fonts = fonts;
    this.locale = locale;
  }

  /** None of the fourteen fonts that a PDF may leave out. */
  @Override
  protected Map<String, FontFamily> loadFonts() {
    return Map.of();
  }

  @Override
  public FSFont resolveFont(SharedContext context, FontSpecification wanted) {
    boolean bold = convertWeightToInt(wanted.fontWeight) > 500;
    // The library fails on a size of 0, which style sheets use to take out white space.
    float size = Math.max(wanted.size, SMALLEST_DOTS);
    return new ITextFSFont(description(index(wanted.families), bold), size);
  }

  private static int index(String[] families) {
    if (families != null && families.length > 0) {
      String first = families[0].replace("\"", "");
      if (first.startsWith(GlyphCheck.FONT_CLASS)) {
        return Integer.parseInt(first.substring(GlyphCheck.FONT_CLASS.length()));
      }
    }
    return 0;
  }

  private FontDescription description(int index, boolean bold) {
    return descriptions.computeIfAbsent(
        index + (bold ? "b" : ""),
        key -> {
          BaseFont font = fonts.font(locale, index, bold);
          FontDescription.Decorations lines =
              new FontDescription.Decorations(
                  bold ? BOLD_WEIGHT : REGULAR_WEIGHT, 50, 280, -80, 50);
          return new FontDescription(font, false, IdentValue.NORMAL, lines);
        });
  }
}
