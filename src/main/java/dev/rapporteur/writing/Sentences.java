package dev.rapporteur.writing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sentences of a text. */
final class Sentences {
  private static final Pattern END = Pattern.compile("(?<=[。！？!?])|(?<=\\.)\\s+|\\R");

  private Sentences() {}

  static List<String> of(String text) {
    return Stream.of(END.split(text)).map(String::strip).filter(one -> !one.isEmpty()).toList();
  }

  /** The sentence that a place in a text belongs to, up to there. */
  static String endingAt(String text, int place) {
    List<String> before = of(text.substring(0, place));
    return before.isEmpty() ? text : before.getLast();
  }

  /** The sentence of a passage that has most pairs of characters in common with another text. */
  static String closest(String passage, String other) {
    Set<String> wanted = pairs(other);
    String best = passage.strip();
    long most = -1;
    for (String sentence : of(passage)) {
      long shared = pairs(sentence).stream().filter(wanted::contains).count();
      if (shared > most) {
        most = shared;
        best = sentence;
      }
    }
    return best;
  }

  private static Set<String> pairs(String text) {
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 2 <= text.length(); i++) {
      pairs.add(text.substring(i, i + 2).toLowerCase(java.util.Locale.ROOT));
    }
    return pairs;
  }
}
