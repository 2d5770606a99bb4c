package dev.rapporteur.rendering.docx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Says how alike two texts are, and pairs the paragraphs of two versions by it. */
final class TextLikeness {
  /** Below this, two paragraphs are different ones rather than versions of one. */
  static final double SAME_PARAGRAPH = 0.4;

  private static final int MOST_COMPARISONS = 250_000;

  private TextLikeness() {}

  /** Two paragraphs that belong together; one side is missing where there is no counterpart. */
  record Pair<T>(Optional<T> before, Optional<T> after) {}

  /** Dice's coefficient of pairs of neighboring letters, from 0 to 1. */
  static double of(String one, String other) {
    if (one.equals(other)) {
      return 1;
    }
    Map<Integer, Integer> pairs = new HashMap<>();
    Map<Integer, Integer> others = new HashMap<>();
    int total = letterPairs(one, pairs) + letterPairs(other, others);
    int common = 0;
    for (Map.Entry<Integer, Integer> pair : pairs.entrySet()) {
      common += Math.min(pair.getValue(), others.getOrDefault(pair.getKey(), 0));
    }
    return total == 0 ? 0 : 2.0 * common / total;
  }

  private static int letterPairs(String text, Map<Integer, Integer> pairs) {
    for (int i = 1; i < text.length(); i++) {
      pairs.merge(text.charAt(i - 1) << 16 | text.charAt(i), 1, Integer::sum);
    }
    return Math.max(0, text.length() - 1);
  }

  /**
   * Pairs two sequences in their order. Texts that both have once are paired first; between them,
   * pairs are chosen so that the sum of their likenesses is greatest.
   */
  static <T> List<Pair<T>> align(List<T> before, List<T> after, Function<T, String> text) {
    Map<String, Integer> once = positionsOfUnique(after, text);
    once.keySet().retainAll(positionsOfUnique(before, text).keySet());
    List<Pair<T>> pairs = new ArrayList<>();
    int fromBefore = 0;
    int fromAfter = 0;
    for (int i = 0; i < before.size(); i++) {
      Integer at = once.get(text.apply(before.get(i)));
      if (at != null && at >= fromAfter) {
        pairs.addAll(between(before.subList(fromBefore, i), after.subList(fromAfter, at), text));
        pairs.add(pair(before.get(i), after.get(at)));
        fromBefore = i + 1;
        fromAfter = at + 1;
      }
    }
    pairs.addAll(
        between(
            before.subList(fromBefore, before.size()),
            after.subList(fromAfter, after.size()),
            text));
    return pairs;
  }

  private static <T> Map<String, Integer> positionsOfUnique(
      List<T> items, Function<T, String> text) {
    Map<String, Integer> positions = new HashMap<>();
    Set<String> repeated = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String key = text.apply(items.get(i));
      if (positions.put(key, i) != null) {
        repeated.add(key);
      }
    }
    positions.keySet().removeAll(repeated);
    return positions;
  }

  private static <T> List<Pair<T>> between(
      List<T> before, List<T> after, Function<T, String> text) {
    if ((long) before.size() * after.size() > MOST_COMPARISONS) {
      List<Pair<T>> apart = new ArrayList<>();
      before.forEach(item -> apart.add(new Pair<>(Optional.of(item), Optional.empty())));
      after.forEach(item -> apart.add(new Pair<>(Optional.empty(), Optional.of(item))));
      return apart;
    }
    double[][] like = likenesses(before, after, text);
    double[][] best = new double[before.size() + 1][after.size() + 1];
    for (int i = 1; i <= before.size(); i++) {
      for (int j = 1; j <= after.size(); j++) {
        double apart = Math.max(best[i - 1][j], best[i][j - 1]);
        double together = best[i - 1][j - 1] + like[i - 1][j - 1];
        best[i][j] = like[i - 1][j - 1] < SAME_PARAGRAPH ? apart : Math.max(apart, together);
      }
    }
    return chosen(before, after, like, best);
  }

  private static <T> double[][] likenesses(
      List<T> before, List<T> after, Function<T, String> text) {
    double[][] like = new double[before.size()][after.size()];
    for (int i = 0; i < before.size(); i++) {
      for (int j = 0; j < after.size(); j++) {
        like[i][j] = of(text.apply(before.get(i)), text.apply(after.get(j)));
      }
    }
    return like;
  }

  private static <T> List<Pair<T>> chosen(
      List<T> before, List<T> after, double[][] like, double[][] best) {
    List<Pair<T>> pairs = new ArrayList<>();
    int i = before.size();
    int j = after.size();
    while (i > 0 || j > 0) {
      if (i > 0
          && j > 0
          && like[i - 1][j - 1] >= SAME_PARAGRAPH
          && best[i][j] == best[i - 1][j - 1] + like[i - 1][j - 1]) {
        pairs.add(pair(before.get(--i), after.get(--j)));
      } else if (j > 0 && (i == 0 || best[i][j] == best[i][j - 1])) {
        pairs.add(new Pair<>(Optional.empty(), Optional.of(after.get(--j))));
      } else {
        pairs.add(new Pair<>(Optional.of(before.get(--i)), Optional.empty()));
      }
    }
    Collections.reverse(pairs);
    return pairs;
  }

  private static <T> Pair<T> pair(T before, T after) {
    return new Pair<>(Optional.of(before), Optional.of(after));
  }
}
