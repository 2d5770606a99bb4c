package dev.rapporteur.trigger;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One field of a cron expression and how its plain values are written. */
enum CronField {
  SECOND("second", 0, 59, List.of()),
  MINUTE("minute", 0, 59, List.of()),
  HOUR("hour", 0, 23, List.of()),
  DAY_OF_MONTH("day of month", 1, 31, List.of()),
  MONTH(
      "month",
      1,
      12,
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
  DAY_OF_WEEK("day of week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")),
  YEAR("year", 1970, 2099, List.of());

  private final String title;
  private final int min;
  private final int max;
  private final List<String> names;

  CronField(String title, int min, int max, List<String> names) {
    this.title = title;
    this.min = min;
    this.max = max;
    this.names = names;
  }

  /** Reads a list of values, ranges and steps. */
  BitSet values(String text) {
    BitSet values = new BitSet(max + 1);
    for (String item : text.split(",", -1)) {
      add(item, values);
    }
    return values;
  }

  private void add(String item, BitSet values) {
    String[] parts = item.split("/", -1);
    if (parts.length > 2) {
      throw wrong(item, "has more than one step");
    }
    boolean stepped = parts.length == 2;
    int step = stepped ? step(item, parts[1]) : 1;
    String range = parts[0];
    if (range.equals("*") || range.isEmpty() && stepped) {
      addRange(min, max, step, values);
      return;
    }
    String[] bounds = range.split("-", -1);
    if (bounds.length > 2) {
      throw wrong(item, "is not a range");
    }
    int from = value(bounds[0]);
    if (bounds.length == 2) {
      addRange(from, wrapped(item, from, value(bounds[1])), step, values);
    } else {
      addRange(from, stepped ? max : from, step, values);
    }
  }

  /** A range that ends before it starts runs over the end: {@code FRI-MON}, {@code 22-4}. */
  private int wrapped(String item, int from, int to) {
    if (to >= from) {
      return to;
    }
    if (this == YEAR) {
      throw wrong(item, "ends before it starts");
    }
    return to + size();
  }

  private void addRange(int from, int to, int step, BitSet values) {
    for (int value = from; value <= to; value += step) {
      values.set(value > max ? value - size() : value);
    }
  }

  private int size() {
    return max - min + 1;
  }

  private int step(String item, String text) {
    int step = number(text);
    int most = min == 0 ? max : size();
    if (step < 1 || step > most) {
      throw wrong(item, "needs a step from 1 to " + most);
    }
    return step;
  }

  /** Reads one number or name. */
  int value(String text) {
    int named = names.indexOf(text);
    int value = named < 0 ? number(text) : named + min;
    if (value < min || value > max) {
      throw wrong(text, "is not " + expected());
    }
    return value;
  }

  /** Digits as a number, anything else as -1. */
  static int number(String text) {
    boolean digits = !text.isEmpty() && text.length() <= 4;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return digits ? Integer.parseInt(text) : -1;
  }

  InvalidScheduleException wrong(String item, String why) {
    return new InvalidScheduleException(
        "%s: '%s' %s".formatted(title, item.toLowerCase(Locale.ROOT), why));
  }

  private String expected() {
    String range = "a number from %d to %d".formatted(min, max);
    return names.isEmpty()
        ? range
        : "%s or a name from %s to %s".formatted(range, names.getFirst(), names.getLast());
  }
}
