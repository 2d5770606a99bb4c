package dev.rapporteur.rendering.html;

/** Words of a value without what would break a file or turn the reading order around. */
public final class SafeText {
  private SafeText() {}

  /**
   * The text with characters that XML does not allow and halves of surrogate pairs replaced by
   * U+FFFD, overrides of the writing direction left out, and line ends as a line feed.
   */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .filter(c -> !isDirectionControl(c))
        .forEach(c -> safe.appendCodePoint(isXml(c) ? c : 0xFFFD));
    return safe.toString();
  }

  private static boolean isDirectionControl(int c) {
    return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200E || c == 0x200F;
  }

  private static boolean isXml(int c) {
    return c >= 0x20 && c < 0xD800 && (c < 0x7F || c > 0x9F)
        || c >= 0xE000 && c < 0xFFFE
        || c >= 0x10000
        || c == '\n'
        || c == '\t';
  }
}
