package dev.rapporteur.reading;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number as reports print it: thousands separators, parentheses for less than zero, signs. */
final class PrintedNumber {
  private static final String DIGITS = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+";
  private static final Pattern CELL =
      Pattern.compile(
          "(?<open>[($])*\\s*(?:US|RMB|HK)?[$¥€£]?\\s*(?<open2>\\()?\\s*(?<minus>[-−–]"
              + ")?\\s*[$¥€£]?(?<digits>"
              + DIGITS
              + ")\\s*(?<close>\\))?\\s*(?<percent>%)?\\s*\\)?\\s*(?:pts|bps|倍)?\\s*(?:\\(\\d\\)|"
              + "[*†])?");
  private static final Pattern ANYWHERE =
      Pattern.compile(
          "(?<open>\\()?\\s*(?<minus>(?<![\\d,.)])[-−–])?\\s*[$¥€£]?\\s*(?<open2>\\()?(?<digits>"
              + DIGITS
              + ")\\s*(?<close>\\))?");

  private PrintedNumber() {}

  /** The number that a cell consists of, if it does; a dash is no number. */
  static Optional<BigDecimal> of(String cell) {
    Matcher matcher = CELL.matcher(normal(cell));
    return matcher.matches() ? Optional.of(value(matcher)) : Optional.empty();
  }

  /** Whether the cell gives a percentage. */
  static boolean isPercentage(String cell) {
    return normal(cell).contains("%");
  }

  /** The dash, or nothing, that stands for no number. */
  static boolean isNone(String cell) {
    return normal(cell).strip().matches("(?:[$¥€£]?\\s*[-−–—]+\\s*%?|N/?A|NM|不适用|/)?");
  }

  /** All numbers of a text, in order. */
  static List<BigDecimal> in(String text) {
    List<BigDecimal> numbers = new ArrayList<>();
    Matcher matcher = ANYWHERE.matcher(normal(text));
    while (matcher.find()) {
      numbers.add(value(matcher));
    }
    return numbers;
  }

  private static BigDecimal value(Matcher matcher) {
    BigDecimal digits = new BigDecimal(matcher.group("digits").replace(",", ""));
    boolean opened =
        matcher.group("open") != null && matcher.group("open").contains("(")
            || matcher.group("open2") != null;
    boolean brackets = opened && matcher.group("close") != null;
    return matcher.group("minus") != null || brackets ? digits.negate() : digits;
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
