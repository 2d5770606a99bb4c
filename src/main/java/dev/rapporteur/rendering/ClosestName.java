package dev.rapporteur.rendering;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that was probably meant by one that is not known. */
final class ClosestName {
  private ClosestName() {}

  /** {@code did you mean "title"?}, or the names there are, or an empty text if there are none. */
  static String hint(String unknown, Collection<String> known) {
    return among(unknown, known)
        .map(name -> "did you mean \"" + name + "\"?")
        .orElseGet(() -> known.isEmpty() ? "" : "known here: " + String.join(", ", known));
  }

  private static Optional<String> among(String unknown, Collection<String> known) {
    int allowed = Math.max(1, unknown.length() / 3);
    return known.stream()
        .filter(name -> distance(unknown, name) <= allowed)
        .min(Comparator.comparingInt(name -> distance(unknown, name)));
  }

  /** Letters to insert, delete, replace or swap with their neighbor, without regard to case. */
  private static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int step(int[][] cost, String from, String to, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (same(from, i - 1, to, j - 1) ? 0 : 1);
    int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && same(from, i - 1, to, j - 2) && same(from, i - 2, to, j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }

  private static boolean same(String from, int i, String to, int j) {
    return Character.toLowerCase(from.charAt(i)) == Character.toLowerCase(to.charAt(j));
  }
}
