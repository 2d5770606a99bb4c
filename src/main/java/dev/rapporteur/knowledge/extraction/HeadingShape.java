package dev.rapporteur.knowledge.extraction;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Tells a heading by how the line is written, for formats that do not mark headings. */
final class HeadingShape {
  private static final Pattern CHINESE_PART =
      Pattern.compile("第[一二三四五六七八九十百零〇\\d]{1,4}[部分编篇]{1,2}[ 　:：].*|第[一二三四五六七八九十百零〇\\d]{1,4}部分.*");
  private static final Pattern CHINESE_CHAPTER = Pattern.compile("第[一二三四五六七八九十百零〇\\d]{1,4}章.*");
  private static final Pattern CHINESE_SECTION = Pattern.compile("第[一二三四五六七八九十百零〇\\d]{1,4}节.*");
  private static final Pattern CHINESE_NUMBER = Pattern.compile("[一二三四五六七八九十]{1,3}[、．.].*");
  private static final Pattern CHINESE_BRACKET = Pattern.compile("[（(][一二三四五六七八九十]{1,3}[)）].*");
  private static final Pattern DECIMAL =
      Pattern.compile("(\\d{1,2}(?:\\.\\d{1,2}){0,3})[.、．]?\\s*\\p{L}.*");
  private static final Pattern ENGLISH_PART = Pattern.compile("(?i)part\\s+[IVX\\d]+\\b.{0,60}");
  private static final Pattern ENGLISH_ITEM = Pattern.compile("(?i)item\\s+\\d+[A-C]?\\..{0,120}");
  private static final Pattern ENGLISH_NAMED =
      Pattern.compile("(?:Chapter|Section|Appendix|Annex)\\s+[A-Z\\d][\\d.]*\\b.{0,80}");

  /** A list item whose first words are set off by a colon. */
  private static final Pattern RUNS_ON = Pattern.compile(".*[:：]\\s*\\S.*");

  private static final String SENTENCE_END = "。；;，,！!？?…";
  private static final int LONGEST_CHINESE = 40;
  private static final int LONGEST_ENGLISH = 110;

  private HeadingShape() {}

  /** The level of a line that is numbered as a heading is and is short enough to be one. */
  static OptionalInt numbered(String line) {
    String text = line.strip();
    if (text.isEmpty() || tooLong(text) || endsSentence(text)) {
      return OptionalInt.empty();
    }
    if (CHINESE_PART.matcher(text).matches() || ENGLISH_PART.matcher(text).matches()) {
      return OptionalInt.of(1);
    }
    if (CHINESE_CHAPTER.matcher(text).matches() || ENGLISH_NAMED.matcher(text).matches()) {
      return OptionalInt.of(1);
    }
    if (CHINESE_SECTION.matcher(text).matches() || ENGLISH_ITEM.matcher(text).matches()) {
      return OptionalInt.of(2);
    }
    if (CHINESE_NUMBER.matcher(text).matches()) {
      return OptionalInt.of(3);
    }
    if (CHINESE_BRACKET.matcher(text).matches()) {
      return OptionalInt.of(4);
    }
    var decimal = DECIMAL.matcher(text);
    if (decimal.matches() && headingWords(text) && !RUNS_ON.matcher(text).matches()) {
      int dots = (int) decimal.group(1).chars().filter(c -> c == '.').count();
      return OptionalInt.of(chinese(text) && dots == 0 ? 5 : 2 + dots);
    }
    return OptionalInt.empty();
  }

  /** Whether a line that stands by itself reads like a heading although it has no number. */
  static boolean titleLike(String line) {
    String text = line.strip();
    if (text.length() < 2 || tooLong(text) || endsSentence(text) || text.endsWith(".")) {
      return false;
    }
    if (text.endsWith(":") || text.endsWith("：")) {
      return false;
    }
    long letters = text.chars().filter(Character::isLetter).count();
    if (letters < text.length() / 2) {
      return false;
    }
    if (chinese(text)) {
      return text.length() <= 25;
    }
    return text.length() <= 80 && headingWords(text);
  }

  /** Most words of more than three letters begin with a capital, as they do in English headings. */
  private static boolean headingWords(String text) {
    if (chinese(text)) {
      return true;
    }
    int words = 0;
    int capitals = 0;
    for (String word : text.split("[^\\p{L}]+")) {
      if (word.length() > 3) {
        words++;
        capitals += Character.isUpperCase(word.charAt(0)) ? 1 : 0;
      }
    }
    return words == 0
        ? !text.isEmpty() && Character.isUpperCase(text.charAt(0))
        : capitals * 10 >= words * 7;
  }

  private static boolean tooLong(String text) {
    return text.length() > (chinese(text) ? LONGEST_CHINESE : LONGEST_ENGLISH);
  }

  private static boolean endsSentence(String text) {
    return SENTENCE_END.indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  static boolean chinese(String text) {
    long han = text.chars().filter(c -> c >= 0x4E00 && c <= 0x9FFF).count();
    return han * 4 > text.length();
  }
}
