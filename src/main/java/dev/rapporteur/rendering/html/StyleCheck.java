package dev.rapporteur.rendering.html;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks through a style sheet for lengths that would fill thousands of pages with nothing. */
final class StyleCheck {
  private static final Pattern HUGE =
      Pattern.compile("(?<![\\w#.-])-?\\d{5,}(?:\\.\\d+)?(?:mm|cm|in|pt|pc|px|em|rem|ex|%)");

  private StyleCheck() {}

  /** The first length of 10,000 or more of any unit. */
  static Optional<String> hugeLength(String css) {
    Matcher huge = HUGE.matcher(css);
    return huge.find() ? Optional.of(huge.group()) : Optional.empty();
  }
}
