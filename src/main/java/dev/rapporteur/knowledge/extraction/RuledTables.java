package dev.rapporteur.knowledge.extraction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tables whose cells are drawn. Lines that touch each other make a grid; where a line is missing
 * between two fields of the grid, they are one cell.
 */
final class RuledTables {
  /** Lines closer than this many points are one. */
  private static final double SAME = 3;

  private static final double SHORTEST = 6;
  private static final int MOST_RULES = 4000;

  private RuledTables() {}

  /**
   * A horizontal or vertical line.
   *
   * @param at its height, or its distance from the left edge if vertical
   * @param from left or upper end
   * @param to right or lower end
   */
  record Rule(boolean horizontal, double at, double from, double to) {

    /** The rule between two points, if it is long enough and not slanted. */
    static Optional<Rule> of(double x1, double y1, double x2, double y2) {
      double width = Math.abs(x1 - x2);
      double height = Math.abs(y1 - y2);
      if (height < 1 && width > SHORTEST) {
        return Optional.of(new Rule(true, (y1 + y2) / 2, Math.min(x1, x2), Math.max(x1, x2)));
      }
      if (width < 1 && height > SHORTEST) {
        return Optional.of(new Rule(false, (x1 + x2) / 2, Math.min(y1, y2), Math.max(y1, y2)));
      }
      return Optional.empty();
    }

    boolean touches(Rule other) {
      if (horizontal == other.horizontal) {
        return Math.abs(at - other.at) < SAME && from < other.to + SAME && other.from < to + SAME;
      }
      return at > other.from - SAME
          && at < other.to + SAME
          && other.at > from - SAME
          && other.at < to + SAME;
    }

    boolean covers(double point) {
      return from - SAME < point && point < to + SAME;
    }
  }

  /** The grids on a page, from top to bottom. */
  static List<Grid> of(List<Rule> rules) {
    if (rules.size() > MOST_RULES) {
      return List.of();
    }
    List<Rule> joined = joined(rules);
    int[] group = new int[joined.size()];
    Arrays.setAll(group, i -> i);
    for (int i = 0; i < joined.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (joined.get(i).touches(joined.get(j))) {
          group[root(group, i)] = root(group, j);
        }
      }
    }
    Map<Integer, List<Rule>> groups = new TreeMap<>();
    for (int i = 0; i < joined.size(); i++) {
      groups.computeIfAbsent(root(group, i), key -> new ArrayList<>()).add(joined.get(i));
    }
    return groups.values().stream()
        .map(Grid::of)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingDouble(Grid::top))
        .toList();
  }

  /** Programs draw the border of each cell by itself; here they become whole lines again. */
  private static List<Rule> joined(List<Rule> rules) {
    List<Rule> sorted = new ArrayList<>(rules);
    sorted.sort(
        Comparator.comparing(Rule::horizontal)
            .thenComparingDouble(rule -> Math.round(rule.at()))
            .thenComparingDouble(Rule::from));
    List<Rule> joined = new ArrayList<>();
    for (Rule rule : sorted) {
      Rule last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.horizontal == rule.horizontal && last.touches(rule)) {
        joined.set(
            joined.size() - 1,
            new Rule(
                rule.horizontal,
                last.at,
                Math.min(last.from, rule.from),
                Math.max(last.to, rule.to)));
      } else {
        joined.add(rule);
      }
    }
    return joined;
  }

  private static int root(int[] group, int i) {
    int at = i;
    while (group[at] != at) {
      at = group[at];
    }
    return at;
  }

  /** Columns and rows between lines. */
  static final class Grid {
    private final double[] columns;
    private final double[] rows;
    private final int[] cell;
    private final Map<Integer, StringBuilder> texts = new HashMap<>();

    private Grid(double[] columns, double[] rows, List<Rule> rules) {
      this.columns = columns;
      this.rows = rows;
      this.cell = new int[(columns.length - 1) * (rows.length - 1)];
      Arrays.setAll(cell, i -> i);
      for (int row = 0; row < rows.length - 1; row++) {
        for (int column = 0; column < columns.length - 1; column++) {
          if (column > 0 && open(rules, false, columns[column], middle(rows, row))) {
            cell[root(cell, index(row, column))] = root(cell, index(row, column - 1));
          }
          if (row > 0 && open(rules, true, rows[row], middle(columns, column))) {
            cell[root(cell, index(row, column))] = root(cell, index(row - 1, column));
          }
        }
      }
    }

    static Optional<Grid> of(List<Rule> rules) {
      double[] columns = places(rules, false);
      double[] rows = places(rules, true);
      boolean table =
          columns.length >= 3 && rows.length >= 3 || columns.length >= 4 && rows.length == 2;
      return table ? Optional.of(new Grid(columns, rows, rules)) : Optional.empty();
    }

    double top() {
      return rows[0];
    }

    boolean contains(double x, double y) {
      return x > columns[0] - 1
          && x < columns[columns.length - 1] + 1
          && y > rows[0] - 1
          && y < rows[rows.length - 1] + 1;
    }

    /**
     * A number for the cell at a point of the grid; cells to the left and above have smaller ones.
     */
    int field(double x, double y) {
      return root(cell, index(between(rows, y), between(columns, x)));
    }

    /** Puts a piece of text, which lies in the grid, into its cell. */
    void add(double x, double y, String text) {
      StringBuilder words = texts.computeIfAbsent(field(x, y), key -> new StringBuilder());
      String before = words.toString();
      words.setLength(0);
      words.append(
          NumberShape.broken(before, text) ? before + text : LayoutReader.joined(before, text));
    }

    /**
     * The cells; one that spans columns stands in each of them, one that spans rows in the first.
     */
    List<List<String>> cells() {
      List<List<String>> table = new ArrayList<>();
      for (int row = 0; row < rows.length - 1; row++) {
        List<String> line = new ArrayList<>();
        for (int column = 0; column < columns.length - 1; column++) {
          int root = root(cell, index(row, column));
          boolean first = row == 0 || root(cell, index(row - 1, column)) != root;
          line.add(first ? texts.getOrDefault(root, new StringBuilder()).toString() : "");
        }
        table.add(line);
      }
      return withoutEmpty(table);
    }

    private static List<List<String>> withoutEmpty(List<List<String>> table) {
      List<List<String>> rows = new ArrayList<>(table);
      rows.removeIf(row -> row.stream().allMatch(String::isBlank));
      int width = table.getFirst().size();
      List<Integer> kept = new ArrayList<>();
      for (int column = 0; column < width; column++) {
        int at = column;
        if (rows.stream().anyMatch(row -> !row.get(at).isBlank())) {
          kept.add(column);
        }
      }
      return rows.stream().map(row -> kept.stream().map(row::get).toList()).toList();
    }

    private int index(int row, int column) {
      return row * (columns.length - 1) + column;
    }

    private static boolean open(List<Rule> rules, boolean horizontal, double at, double point) {
      return rules.stream()
          .noneMatch(
              rule ->
                  rule.horizontal == horizontal
                      && Math.abs(rule.at - at) < SAME
                      && rule.covers(point));
    }

    private static double middle(double[] places, int i) {
      return (places[i] + places[i + 1]) / 2;
    }

    private static int between(double[] places, double point) {
      int i = 0;
      while (i < places.length - 2 && point > places[i + 1]) {
        i++;
      }
      return i;
    }

    private static double[] places(List<Rule> rules, boolean horizontal) {
      double[] sorted =
          rules.stream()
              .filter(rule -> rule.horizontal == horizontal)
              .mapToDouble(Rule::at)
              .sorted()
              .toArray();
      List<Double> places = new ArrayList<>();
      for (double at : sorted) {
        if (places.isEmpty() || at - places.getLast() > SAME) {
          places.add(at);
        }
      }
      return places.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
