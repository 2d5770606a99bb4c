package dev.rapporteur.grounding;

import java.text.Normalizer;

/**
 * A text folded for matching, with the way back to its code points.
 *
 * <p>One folded character stands for one code point: full-width and other decimal digits become
 * ASCII, accents and typographic quotes go, full-width Latin punctuation that matters inside
 * numbers is made plain. Zero-width characters, bidi marks and combining accents are left out.
 */
final class SourceText {
  private final String original;
  private final String folded;
  private final String lower;
  private final int[] origin;
  private final int[] offset;

  private SourceText(String original, String folded, String lower, int[] origin, int[] offset) {
    this.original = original;
    this.folded = folded;
    this.lower = lower;
    this.origin = origin;
    this.offset = offset;
  }

  static SourceText of(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    StringBuilder small = new StringBuilder(text.length());
    int[] origin = new int[text.length() + 1];
    int[] offset = new int[text.length() + 1];
    int points = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      char folded = fold(point);
      if (folded != 0) {
        origin[kept.length()] = points;
        offset[kept.length()] = i;
        kept.append(folded);
        small.append(Character.toLowerCase(folded));
      }
      i += Character.charCount(point);
      points++;
    }
    origin[kept.length()] = points;
    offset[kept.length()] = text.length();
    return new SourceText(text, kept.toString(), small.toString(), origin, offset);
  }

  /** Folds a name or word the same way. */
  static String foldWord(String word) {
    return of(word).lower;
  }

  /** The folded text, case kept. */
  String folded() {
    return folded;
  }

  /** The folded text in lower case, same length. */
  String lower() {
    return lower;
  }

  int length() {
    return folded.length();
  }

  /** The code point offset of a folded position. */
  int codePoint(int position) {
    return origin[position];
  }

  /** The code point offset after the last folded character before {@code end}. */
  int codePointEnd(int end) {
    return end == 0 ? 0 : origin[end - 1] + 1;
  }

  /** The original text between two folded positions. */
  String original(int start, int end) {
    int last = end == 0 ? 0 : original.offsetByCodePoints(offset[end - 1], 1);
    return original.substring(offset[start], Math.max(last, offset[start]));
  }

  private static char fold(int point) {
    if (point < 0x80) {
      return point == 0 ? ' ' : (char) point;
    }
    int type = Character.getType(point);
    if (type == Character.FORMAT || type == Character.NON_SPACING_MARK) {
      return 0;
    }
    if (type == Character.DECIMAL_DIGIT_NUMBER) {
      return (char) ('0' + Character.digit(point, 10));
    }
    if (point > 0xFFFF) {
      return '\uFFFD';
    }
    return foldBasic((char) point);
  }

  private static char foldBasic(char point) {
    return switch (point) {
      case '\u2018', '\u2019', '\u02BC', '\uFF07' -> '\'';
      case '\u2212', '\uFE63', '\uFF0D' -> '-';
      case '\u2010', '\u2011' -> '-';
      case '\u00A0', '\u2007', '\u2009', '\u202F', '\u3000', '\u2002', '\u2003' -> ' ';
      case '\uFF05', '\u066A', '\uFE6A' -> '%';
      case '\uFF0E', '\u066B' -> '.';
      case '\u066C' -> ',';
      case '\uFF08' -> '(';
      case '\uFF09' -> ')';
      case '\uFF04', '\uFE69' -> '$';
      case '\uFFE5' -> '\u00A5';
      case '\uFF0B' -> '+';
      case '\uFF0F' -> '/';
      case '\uFF5E', '\u301C' -> '~';
      default -> foldLetter(point);
    };
  }

  private static char foldLetter(char point) {
    if (point >= '\uFF21' && point <= '\uFF5A') {
      return (char) (point - 0xFEE0);
    }
    if (point >= '\u00C0' && point <= '\u024F' || point >= '\u1E00' && point <= '\u1EFF') {
      return Normalizer.normalize(String.valueOf(point), Normalizer.Form.NFD).charAt(0);
    }
    return point;
  }
}
