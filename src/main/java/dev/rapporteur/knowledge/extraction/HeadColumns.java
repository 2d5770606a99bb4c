package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.extraction.TextLine.Segment;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which columns of a table stand below which words of a line of its head. Words above several
 * columns are set in the middle of them; of all ways to give each piece a run of columns, in their
 * order, the one is taken whose pieces stand nearest to the middle of their columns.
 *
 * @param columns where the numbers stand, from left to right
 * @param heads the words of the line, from left to right, at most as many as columns
 * @param whole whether the line says something of all columns, such as when
 * @param em the size of the letters
 */
record HeadColumns(List<Segment> columns, List<Segment> heads, boolean whole, double em) {

  /** What it costs that a column has no words although the line says something of all of them. */
  private static final double WITHOUT_HEAD = 2;

  /** What it costs that words stand above one column more than they need to. */
  private static final double WIDE = 1.5;

  /** What it costs that one date stands above more columns than another. */
  private static final double UNEVEN = 5;

  private static final Pattern DATED = Pattern.compile("(?i).*(?:(?:19|20)\\d{2}|ended|\\d,).*");

  private static final Pattern DURATION =
      Pattern.compile("(?i).*\\b(?:ended|ending|months|weeks)\\b.*");

  /** For each column the head above it, -1 if there is none. */
  int[] owners() {
    Way best = best(0);
    double least = best.cost + UNEVEN * em;
    for (int each = 1; each * heads.size() <= columns.size() + heads.size(); each++) {
      Way even = best(each);
      if (even.cost < least || even.cost == least && each == 1) {
        best = even;
        least = even.cost;
      }
    }
    return best.owners;
  }

  private record Way(double cost, int[] owners) {}

  /**
   * @param each above how many columns each date stands; 0 if that may differ
   */
  private Way best(int each) {
    int n = columns.size();
    int m = heads.size();
    // least[h][c]: the best that the first h heads can do with the first c columns.
    double[][] least = new double[m + 1][n + 1];
    int[][] from = new int[m + 1][n + 1];
    for (double[] row : least) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    for (int c = 0; c <= n; c++) {
      least[0][c] = c * bare();
    }
    for (int h = 1; h <= m; h++) {
      boolean bound = each > 0 && DATED.matcher(heads.get(h - 1).text()).matches();
      for (int c = h; c <= n; c++) {
        least[h][c] = least[h][c - 1] + bare();
        from[h][c] = -1;
        for (int first = h - 1; first < c; first++) {
          double cost = least[h - 1][first] + cost(heads.get(h - 1), first, c - 1);
          if ((!bound || c - first == each) && cost < least[h][c]) {
            least[h][c] = cost;
            from[h][c] = first;
          }
        }
      }
    }
    int[] owners = new int[n];
    Arrays.fill(owners, -1);
    int c = n;
    int h = m;
    while (h > 0 && least[m][n] < Double.POSITIVE_INFINITY) {
      if (from[h][c] < 0) {
        c--;
      } else {
        Arrays.fill(owners, from[h][c], c, h - 1);
        c = from[h][c];
        h--;
      }
    }
    return new Way(least[m][n], owners);
  }

  private double bare() {
    boolean durations = heads.stream().allMatch(head -> DURATION.matcher(head.text()).matches());
    return !whole ? 0 : durations ? 2 * WITHOUT_HEAD * em : WITHOUT_HEAD * em;
  }

  private double cost(Segment head, int first, int last) {
    double left = columns.get(first).left();
    double right = columns.get(last).right();
    double distance = Math.abs(head.center() - (left + right) / 2);
    if (first == last) {
      boolean inside = head.center() >= left - em && head.center() <= right + em;
      return inside ? distance / 4 : distance;
    }
    boolean says = whole && DATED.matcher(head.text()).matches();
    return distance + (says ? 0 : (last - first) * WIDE * em);
  }
}
