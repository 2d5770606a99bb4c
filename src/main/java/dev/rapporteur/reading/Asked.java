package dev.rapporteur.reading;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a report states of something asked for.
 *
 * @param name what was asked for, in the reader's words
 * @param indicators what the report states of it; none if it is not stated
 * @param ratios the ratios of that name, computed here
 */
public record Asked(String name, List<Indicator> indicators, List<Ratio> ratios) {

  public Asked {
    indicators = List.copyOf(indicators);
    ratios = List.copyOf(ratios);
  }

  /** Whether anything was found. */
  public boolean stated() {
    return !indicators.isEmpty() || !ratios.isEmpty();
  }

  static Asked of(String name, List<Indicator> indicators, List<Ratio> ratios) {
    String plain = plain(name);
    Optional<Concept> concept = Concept.named(name);
    List<Indicator> equal =
        indicators.stream()
            .filter(
                each ->
                    plain(each.name()).equals(plain)
                        || concept.isPresent() && Concept.of(each).equals(concept))
            .toList();
    Set<String> words = words(name);
    List<Indicator> near =
        equal.isEmpty() && !words.isEmpty()
            ? indicators.stream().filter(each -> words(each.name()).containsAll(words)).toList()
            : equal;
    return new Asked(
        name, near, ratios.stream().filter(each -> plain(each.name()).equals(plain)).toList());
  }

  private static String plain(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static Set<String> words(String name) {
    if (name.codePoints().anyMatch(c -> c > 0x2E80)) {
      return Set.of();
    }
    return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> word.length() > 1)
        .map(word -> word.replaceAll("(?<=[a-z]{3})s$", ""))
        .collect(Collectors.toSet());
  }
}
