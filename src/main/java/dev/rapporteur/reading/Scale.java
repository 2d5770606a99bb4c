package dev.rapporteur.reading;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In what a table counts.
 *
 * @param money unit of amounts of money, such as {@code USD million} or {@code 万元}
 * @param shares unit of numbers of shares
 */
record Scale(String money, String shares) {
  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?i)\\b(?:in|of|\\$)\\s*(?:U\\.?S\\.? )?(?:dollars in )?(thousands|millions|"
              + "billions)\\b|\\((?:\\$|US\\$|USD|RMB|€)?\\s*(thousands|millions|billions)"
              + "\\)|\\b(?:\\$|USD|RMB)\\s*(?:in )?(thousands|millions|billions)\\b|\\b(thousands|"
              + "millions|billions) of (?:U\\.?S\\.? )?(?:dollars|\\$)");
  private static final Pattern SHARES =
      Pattern.compile(
          "(?i)(?:shares|share data|share amounts)[^().;]{0,60}?\\bin (thousands|millions)");
  private static final Pattern CHINESE =
      Pattern.compile(
          "单位\\s*[:：]?\\s*(?:人民币|美元|港币)?\\s*((?:十|百|千|万|百万|千万|亿)*(?:元|股|吨|人))|人民币\\s*((?"
              + ":千|万|百万|亿)*元)");
  private static final Pattern CHINESE_IN_BRACKETS =
      Pattern.compile("[（(](?:人民币|单位[:：])?\\s*((?:十|百|千|万|百万|千万|亿)*元)\\s*(?:[/／]\\s*股)?[)）]");
  private static final Pattern CURRENCY =
      Pattern.compile("(?i)\\b(RMB|CNY|EUR|GBP|HKD|JPY)\\b|([€£¥])");

  /** The scale that a text states, if it does. */
  static Optional<Scale> of(String text, String currency) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
    Matcher chinese = CHINESE.matcher(normal);
    if (chinese.find()) {
      String unit = chinese.group(1) != null ? chinese.group(1) : chinese.group(2);
      return Optional.of(new Scale(unit, "股"));
    }
    Matcher bracket = CHINESE_IN_BRACKETS.matcher(normal);
    if (bracket.find()) {
      return Optional.of(new Scale(bracket.group(1), "股"));
    }
    Matcher shares = SHARES.matcher(normal);
    String ofShares = shares.find() ? singular(shares.group(1)) : "";
    Matcher english = ENGLISH.matcher(shares.reset().replaceAll(" "));
    if (!english.find()) {
      return Optional.empty();
    }
    String scale = singular(firstGroup(english));
    String money = currencyOf(normal).orElse(currency);
    return Optional.of(
        new Scale(
            (money + " " + scale).strip(), (ofShares.isEmpty() ? scale : ofShares) + " shares"));
  }

  private static String firstGroup(Matcher matcher) {
    for (int i = 1; i <= matcher.groupCount(); i++) {
      if (matcher.group(i) != null) {
        return matcher.group(i);
      }
    }
    throw new IllegalStateException("a match without a scale");
  }

  private static String singular(String scale) {
    return scale.toLowerCase(Locale.ROOT).replaceFirst("s$", "");
  }

  /** The currency that a text names. */
  static Optional<String> currencyOf(String text) {
    Matcher matcher = CURRENCY.matcher(text);
    if (!matcher.find()) {
      return text.contains("$") ? Optional.of("USD") : Optional.empty();
    }
    String code =
        matcher.group(1) != null ? matcher.group(1).toUpperCase(Locale.ROOT) : matcher.group(2);
    return Optional.of(
        switch (code) {
          case "RMB", "¥" -> "CNY";
          case "€" -> "EUR";
          case "£" -> "GBP";
          default -> code;
        });
  }
}
