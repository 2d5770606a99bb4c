package dev.rapporteur.knowledge.extraction;

import java.util.regex.Pattern;

/** Tells a table's number cells from its words. */
final class NumberShape {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[(（+\\-−–]?\\s*[$¥￥€£]?\\s*[(（]?[-−]?\\d{1,3}(?:[,，]\\d{3})*(?:\\.\\d+)?"
              + "\\s*[)）]?\\s*(?:[%％]|pts|bps|倍)?\\s*[)）]?"
              + "|[(（+\\-−–]?[$¥￥€£]?[-−]?\\d+(?:\\.\\d+)?[)）]?(?:[%％])?[)）]?"
              + "|[$¥￥€£]?\\s*[—–\\-−－]{1,2}\\s*[%％]?|N/?A|NM|不适用|/");
  private static final Pattern OPENS = Pattern.compile("[$¥￥€£(（]|\\$\\s*\\(");
  private static final Pattern CLOSES = Pattern.compile("[)）%％]|\\)\\s*%|pts");

  private NumberShape() {}

  /** A number with or without sign, currency, percent; or the dash that stands for none. */
  static boolean number(String text) {
    return NUMBER.matcher(text.strip()).matches();
  }

  static boolean opens(String text) {
    return OPENS.matcher(text.strip()).matches();
  }

  static boolean closes(String text) {
    return CLOSES.matcher(text.strip()).matches();
  }

  /** Whether two lines of a cell are one number that was too long for its column. */
  static boolean broken(String first, String second) {
    return first.matches("[(（+\\-−–]?[$¥￥€£]?\\d[\\d,.]*")
        && second.matches("[\\d,.]+[)）%％]?")
        && number(first + second)
        && (first.contains(",") || first.contains("."));
  }
}
