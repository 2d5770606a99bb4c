package dev.rapporteur.report.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class ClosestName {
  private ClosestName() {}

  /**
   * The candidate closest to the given name, if it is close enough to be a slip: the same letters
   * in another case or with other separators, or at most one edit (insert, delete, replace, swap of
   * neighbors) in three characters. Of equally close ones the first in alphabetical order.
   */
  public static Optional<String> of(String name, Collection<String> candidates) {
    String wanted = fold(name);
    int limit = Math.max(1, wanted.length() / 3);
    record Scored(String candidate, int distance) {}
    return candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= limit + 3)
        .map(candidate -> new Scored(candidate, distance(wanted, fold(candidate))))
        .filter(scored -> scored.distance <= limit)
        .min(Comparator.comparingInt(Scored::distance).thenComparing(Scored::candidate))
        .map(Scored::candidate);
  }

  /** {@code "did you mean 'x'?"}, or an empty text where nothing is close. */
  public static String hint(String name, Collection<String> candidates) {
    return of(name, candidates).map(close -> "did you mean '" + close + "'?").orElse("");
  }

  private static String fold(String name) {
    String folded = name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    return folded.isEmpty() ? name : folded;
  }

  /** Optimal string alignment distance: edits and swaps of neighbors. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
