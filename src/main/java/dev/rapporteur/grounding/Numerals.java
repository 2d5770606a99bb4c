package dev.rapporteur.grounding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Number words of English and Chinese. */
final class Numerals {
  private static final Map<String, Integer> SMALL =
      Map.ofEntries(
          Map.entry("zero", 0),
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("thirteen", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19),
          Map.entry("twenty", 20),
          Map.entry("thirty", 30),
          Map.entry("forty", 40),
          Map.entry("fifty", 50),
          Map.entry("sixty", 60),
          Map.entry("seventy", 70),
          Map.entry("eighty", 80),
          Map.entry("ninety", 90));
  private static final Map<String, Double> LARGE =
      Map.of("hundred", 100.0, "thousand", 1e3, "million", 1e6, "billion", 1e9);
  private static final Map<String, Integer> ORDINALS =
      Map.ofEntries(
          Map.entry("first", 1),
          Map.entry("second", 2),
          Map.entry("third", 3),
          Map.entry("fourth", 4),
          Map.entry("fifth", 5),
          Map.entry("sixth", 6),
          Map.entry("seventh", 7),
          Map.entry("eighth", 8),
          Map.entry("ninth", 9),
          Map.entry("tenth", 10),
          Map.entry("eleventh", 11),
          Map.entry("twelfth", 12));
  private static final Map<String, Integer> PARTS =
      Map.ofEntries(
          Map.entry("half", 2),
          Map.entry("halves", 2),
          Map.entry("third", 3),
          Map.entry("thirds", 3),
          Map.entry("quarter", 4),
          Map.entry("quarters", 4),
          Map.entry("fourths", 4),
          Map.entry("fifth", 5),
          Map.entry("fifths", 5),
          Map.entry("sixth", 6),
          Map.entry("sixths", 6),
          Map.entry("seventh", 7),
          Map.entry("sevenths", 7),
          Map.entry("eighth", 8),
          Map.entry("eighths", 8),
          Map.entry("ninth", 9),
          Map.entry("ninths", 9),
          Map.entry("tenth", 10),
          Map.entry("tenths", 10));
  private static final String DIGITS = "零一二三四五六七八九";

  private Numerals() {}

  /** A number read: its value, the weight of its last word, and where it ends. */
  record Read(double value, double step, int end) {}

  static @Nullable Integer ordinal(String word) {
    return ORDINALS.get(word);
  }

  static @Nullable Integer part(String word) {
    return PARTS.get(word);
  }

  static boolean starts(String word) {
    return SMALL.containsKey(word);
  }

  /** Reads "twenty-two", "three hundred and five", "one million" at a word start. */
  static @Nullable Read english(String lower, int start) {
    double total = 0;
    double group = 0;
    double step = 1;
    int position = start;
    int end = -1;
    boolean unitSeen = false;
    while (true) {
      String word = word(lower, position);
      Integer small = SMALL.get(word);
      Double large = LARGE.get(word);
      if (small != null) {
        if (unitSeen
            && !(small < 10 && group % 100 >= 20 && group % 10 == 0)
            && !(small < 100 && group >= 100 && group % 100 == 0)) {
          break;
        }
        group += small;
        unitSeen = true;
        step = 1;
      } else if (large != null && unitSeen) {
        if (large == 100) {
          group *= 100;
        } else {
          total += group * large;
          group = 0;
        }
        step = large;
      } else if (word.equals("and")
          && unitSeen
          && step >= 100
          && SMALL.containsKey(word(lower, position + 4))) {
        position += 4;
        continue;
      } else {
        break;
      }
      end = position + word.length();
      position = end;
      if (position < lower.length()
          && (lower.charAt(position) == ' ' || lower.charAt(position) == '-')) {
        position++;
      } else {
        break;
      }
    }
    return end < 0 ? null : new Read(total + group, step, end);
  }

  /** The run of Latin letters at a place. */
  static String word(String lower, int start) {
    int end = start;
    while (end < lower.length() && lower.charAt(end) >= 'a' && lower.charAt(end) <= 'z') {
      end++;
    }
    return start >= lower.length() ? "" : lower.substring(start, end);
  }

  static int digit(char c) {
    return switch (c) {
      case '〇' -> 0;
      case '两', '俩' -> 2;
      default -> DIGITS.indexOf(c);
    };
  }

  static double multiplier(char c) {
    return switch (c) {
      case '十' -> 10;
      case '百' -> 100;
      case '千' -> 1000;
      case '万' -> 1e4;
      case '亿' -> 1e8;
      default -> 0;
    };
  }

  static boolean chinese(char c) {
    return digit(c) >= 0 || multiplier(c) > 0;
  }

  /** Reads 二十三, 一百零五, 三点五, 两千三百万 at a place. */
  static @Nullable Read chinese(String text, int start) {
    double total = 0;
    double section = 0;
    double current = -1;
    double step = 1;
    double last = 1;
    int i = start;
    while (i < text.length() && chinese(text.charAt(i))) {
      char c = text.charAt(i);
      int digit = digit(c);
      if (digit >= 0) {
        if (current >= 0) {
          current = current * 10 + digit;
        } else {
          current = digit;
        }
        step = 1;
      } else {
        double times = multiplier(c);
        if (times >= 1e4) {
          total = (total + section + Math.max(current, section > 0 ? 0 : 1)) * times;
          section = 0;
        } else {
          section += (current < 0 ? 1 : current) * times;
        }
        current = -1;
        step = times >= 1e4 ? times : times;
        last = times;
      }
      i++;
    }
    if (i == start) {
      return null;
    }
    double value = total + section + Math.max(current, 0);
    if (i + 1 < text.length() && text.charAt(i) == '点' && digit(text.charAt(i + 1)) >= 0) {
      return decimals(text, i + 1, value);
    }
    return new Read(value, current >= 0 ? 1 : Math.max(step, last), i);
  }

  private static Read decimals(String text, int start, double whole) {
    double weight = 1;
    double value = whole;
    int i = start;
    while (i < text.length() && digit(text.charAt(i)) >= 0) {
      weight /= 10;
      value += digit(text.charAt(i)) * weight;
      i++;
    }
    if (i < text.length() && multiplier(text.charAt(i)) >= 1e4) {
      double times = multiplier(text.charAt(i));
      return new Read(value * times, weight * times, i + 1);
    }
    return new Read(value, weight, i);
  }
}
