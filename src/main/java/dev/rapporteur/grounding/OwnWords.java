package dev.rapporteur.grounding;

import java.util.List;
import java.util.Set;

/** The words of metric names and units that no word list knows, so that a text may use them too. */
final class OwnWords {
  private static final List<List<String>> TIMES =
      List.of(
          List.of("days", "day", "天", "日"),
          List.of("hours", "hour", "小时"),
          List.of("minutes", "minute", "分钟"),
          List.of("seconds", "second", "秒"),
          List.of("weeks", "week", "周"),
          List.of("mwh", "megawatt hours", "megawatt-hours", "兆瓦时"),
          List.of("kwh", "kilowatt hours", "kilowatt-hours", "千瓦时", "度"),
          List.of("gwh", "gigawatt hours", "吉瓦时"));

  private OwnWords() {}

  /** The name under which a unit is known, whatever its language or number. */
  static String unitName(String plain) {
    for (List<String> names : TIMES) {
      if (names.contains(plain)) {
        return names.get(0);
      }
    }
    return plain;
  }

  static PhraseTrie<Meaning> of(FactTable table) {
    PhraseTrie<Meaning> own = new PhraseTrie<>();
    for (String concept : table.ownConcepts()) {
      Meaning meaning = new Meaning(Set.of(), Set.of(concept), Set.of());
      String name = SourceText.foldWord(concept.substring(concept.indexOf(':') + 1));
      put(own, name, meaning);
      for (List<String> names : TIMES) {
        if (names.get(0).equals(name)) {
          names.forEach(other -> own.put(other, meaning));
        }
      }
    }
    for (String dimension : table.ownDimensions()) {
      put(own, dimension, new Meaning(Set.of(), Set.of(), Set.of(dimension)));
    }
    return own;
  }

  private static void put(PhraseTrie<Meaning> own, String name, Meaning meaning) {
    if (name.isEmpty()) {
      return;
    }
    own.put(name, meaning);
    if (name.indexOf(' ') > 0) {
      own.put(name.replaceFirst(" ", "-"), meaning);
    }
    if (name.charAt(0) < 0x80) {
      own.put(name.endsWith("s") ? name.substring(0, name.length() - 1) : name + "s", meaning);
    }
    if (name.endsWith(" rate")) {
      own.put(name.substring(0, name.length() - 5), meaning);
    }
  }
}
