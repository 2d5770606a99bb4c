package dev.rapporteur.knowledge;

/**
 * Text that shows all it contains. Characters that a reader does not see but a model does -
 * controls, zero-width characters, bidirectional overrides, Unicode tags - are left out, so that
 * nothing can be hidden in a passage.
 */
final class InertText {
  private InertText() {}

  /** The text without invisible characters, with spaces of any width as plain ones. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || c == '\t') {
                shown.append((char) c);
              } else if (Character.isSpaceChar(c)) {
                shown.append(c == 0x2028 || c == 0x2029 ? '\n' : ' ');
              } else if (!invisible(c)) {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString().strip();
  }

  private static boolean invisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
      case Character.SURROGATE -> true;
      default -> c >= 0xE0000 || c >= 0xFE00 && c <= 0xFE0F;
    };
  }
}
