package dev.rapporteur.knowledge.extraction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cells that span columns and rows, laid out on a grid. Columns that hold nothing, or only a
 * currency or percent sign that belongs to the number beside it, are joined away.
 */
final class TableGrid {
  private final List<List<String>> rows = new ArrayList<>();

  /** What cells of earlier rows put into columns of the row that is being filled, and how often. */
  private final Map<Integer, Hanging> hanging = new HashMap<>();

  private record Hanging(String text, int rowsLeft) {}

  void row() {
    finishRow();
    rows.add(new ArrayList<>());
  }

  void cell(String text, int columns, int rowCount) {
    fillHanging();
    List<String> row = rows.getLast();
    for (int i = 0; i < columns; i++) {
      if (rowCount > 1) {
        hanging.put(row.size(), new Hanging(text, rowCount));
      }
      row.add(text.strip());
    }
  }

  List<List<String>> rows() {
    finishRow();
    int width = rows.stream().mapToInt(List::size).max().orElse(0);
    rows.forEach(
        row -> {
          while (row.size() < width) {
            row.add("");
          }
        });
    rows.removeIf(row -> row.stream().allMatch(String::isBlank));
    return withoutSignColumns(rows, width);
  }

  private void finishRow() {
    if (rows.isEmpty()) {
      return;
    }
    fillHanging();
    hanging.replaceAll((column, cell) -> new Hanging(cell.text(), cell.rowsLeft() - 1));
    hanging.values().removeIf(cell -> cell.rowsLeft() == 0);
  }

  private void fillHanging() {
    List<String> row = rows.getLast();
    while (hanging.containsKey(row.size())) {
      row.add(hanging.get(row.size()).text().strip());
    }
  }

  private static List<List<String>> withoutSignColumns(List<List<String>> rows, int width) {
    List<List<String>> kept = new ArrayList<>();
    rows.forEach(row -> kept.add(new ArrayList<>(row)));
    for (int column = width - 1; column >= 0; column--) {
      int at = column;
      boolean opening =
          kept.stream()
              .allMatch(
                  row ->
                      row.get(at).isEmpty()
                          || NumberShape.opens(row.get(at))
                          || same(row, at, at + 1));
      boolean closing =
          kept.stream()
              .allMatch(
                  row ->
                      row.get(at).isEmpty()
                          || NumberShape.closes(row.get(at))
                          || same(row, at, at - 1));
      if (opening && at + 1 < kept.getFirst().size()) {
        kept.forEach(row -> joinInto(row, at, at + 1));
      } else if (closing && at > 0) {
        kept.forEach(row -> joinInto(row, at, at - 1));
      }
    }
    return kept;
  }

  private static boolean same(List<String> row, int column, int other) {
    return other >= 0 && other < row.size() && row.get(column).equals(row.get(other));
  }

  private static void joinInto(List<String> row, int column, int target) {
    String sign = row.get(column);
    String value = row.get(target);
    if (!sign.isEmpty() && !sign.equals(value)) {
      row.set(target, target > column ? sign + value : value + sign);
    }
    row.remove(column);
  }
}
