package dev.rapporteur.rendering.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/** Splits a text into stretches that one font can show. */
final class GlyphRuns {
  /** Stands where a value has what is not a character; no font draws it, so a box does. */
  private static final int REPLACEMENT = 0xFFFD;

  private static final int BOX = 0x25A1;

  private final DocumentFonts fonts;
  private final Locale locale;

  /**
   * @param text without characters that show nothing
   * @param font its place in the order of fonts
   */
  record Run(String text, int font) {}

  GlyphRuns(DocumentFonts fonts, Locale locale) {
    this.fonts = fonts;
    this.locale = locale;
  }

  /**
   * The runs of a text.
   *
   * @param missing is told each character that no font has; it is left out
   */
  List<Run> of(String text, IntConsumer missing) {
    List<Run> runs = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int openFont = 0;
    for (int i = 0; i < text.length(); ) {
      int read = text.codePointAt(i);
      i += Character.charCount(read);
      int c = read == REPLACEMENT ? BOX : read;
      if (isInvisible(c)) {
        continue;
      }
      int font = Character.isWhitespace(c) ? openFont : fonts.indexFor(locale, c);
      if (font < 0) {
        missing.accept(c);
        continue;
      }
      if (font != openFont && !open.isEmpty()) {
        runs.add(new Run(open.toString(), openFont));
        open.setLength(0);
      }
      openFont = font;
      open.appendCodePoint(c);
    }
    if (!open.isEmpty()) {
      runs.add(new Run(open.toString(), openFont));
    }
    return runs;
  }

  /**
   * Joiners, variation selectors, skin tones, soft hyphens and the like have no glyph of their own.
   */
  private static boolean isInvisible(int c) {
    return c == 0xAD
        || c == 0xFEFF
        || c >= 0x200B && c <= 0x200D
        || c >= 0x2060 && c <= 0x2064
        || c >= 0xFE00 && c <= 0xFE0F
        || c >= 0xE0000 && c <= 0xE01EF
        || c >= 0x1F3FB && c <= 0x1F3FF;
  }
}
