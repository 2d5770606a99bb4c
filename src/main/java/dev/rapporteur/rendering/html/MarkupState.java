package dev.rapporteur.rendering.html;

/** Follows well-formed markup far enough to know whether a place is inside an element's tag. */
final class MarkupState {
  private static final char NONE = 0;

  private boolean inTag;
  private char quote = NONE;

  /** Goes on over the next stretch of the template. */
  void read(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!inTag) {
        inTag = c == '<' && !text.startsWith("<!--", i);
      } else if (quote != NONE) {
        quote = c == quote ? NONE : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        inTag = false;
      }
    }
  }

  /** Whether the place just reached is between the brackets of a tag. */
  boolean inTag() {
    return inTag;
  }
}
