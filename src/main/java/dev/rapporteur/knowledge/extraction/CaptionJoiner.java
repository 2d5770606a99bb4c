package dev.rapporteur.knowledge.extraction;

import java.util.ArrayList;
import java.util.List;

/** Puts captions that were broken over several lines together again. */
final class CaptionJoiner {

  /** Lines nearer than this many letter sizes can be parts of one cell. */
  private static final double SAME_CELL = 1.9;

  private static final int LONGEST_CHINESE_REST = 10;

  /** A column of captions with more characters than this is not narrow. */
  private static final int WIDEST_NARROW = 12;

  private CaptionJoiner() {}

  /** The rows, with each broken caption in the row that has its values. */
  static List<List<String>> join(List<TextLine> lines, List<List<String>> rows) {
    int widest = rows.stream().mapToInt(row -> row.getFirst().length()).max().orElse(0);
    List<List<String>> joined = new ArrayList<>();
    boolean[] used = new boolean[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      if (used[i]) {
        continue;
      }
      List<String> row = rows.get(i);
      if (hasValues(row) && row.getFirst().isEmpty()) {
        String above =
            i > 0 && wordsOnly(rows.get(i - 1)) && near(lines, i - 1, i)
                ? rows.get(i - 1).getFirst()
                : "";
        String below = "";
        if (!above.isEmpty()) {
          joined.removeLast();
          if (i + 1 < rows.size() && wordsOnly(rows.get(i + 1)) && near(lines, i, i + 1)) {
            below = rows.get(i + 1).getFirst();
            used[i + 1] = true;
          }
        }
        joined.add(withCaption(row, together(above, below)));
      } else if (hasValues(row)
          && i > 0
          && continues(row.getFirst(), rows.get(i - 1))
          && near(lines, i - 1, i)) {
        joined.add(withCaption(row, together(joined.removeLast().getFirst(), row.getFirst())));
      } else if (i > 0
          && !joined.isEmpty()
          && wordsOnly(joined.getLast())
          && goesOnInChinese(rows.get(i - 1).getFirst(), row.getFirst(), widest)
          && near(lines, i - 1, i)) {
        joined.add(withCaption(row, together(joined.removeLast().getFirst(), row.getFirst())));
      } else if (i > 0
          && wordsOnly(row)
          && hasValues(rows.get(i - 1))
          && near(lines, i - 1, i)
          && (restInSmallLetters(rows, i) || restInChinese(lines, row.getFirst(), i))) {
        List<String> above = joined.removeLast();
        joined.add(withCaption(above, together(above.getFirst(), row.getFirst())));
      } else {
        joined.add(row);
      }
    }
    return joined;
  }

  private static boolean restInSmallLetters(List<List<String>> rows, int i) {
    String words = rows.get(i).getFirst();
    boolean leadsToNext = i + 1 < rows.size() && continues(rows.get(i + 1).getFirst(), rows.get(i));
    return Character.isLowerCase(words.charAt(0)) && !leadsToNext;
  }

  /**
   * Chinese has no small letters; the rest of a cell stands nearer to it than the next row does.
   */
  private static boolean restInChinese(List<TextLine> lines, String words, int i) {
    double above = lines.get(i).top() - lines.get(i - 1).top();
    boolean nearer =
        i + 1 == lines.size() || above < 0.8 * (lines.get(i + 1).top() - lines.get(i).top());
    return HeadingShape.chinese(words) && nearer && !words.matches(".*[:：]|.*[一二三四五六七八九十]、.*");
  }

  /**
   * A narrow column of captions that the line above fills, or the unit that a caption ends with.
   */
  private static boolean goesOnInChinese(String above, String caption, int widest) {
    boolean full = widest <= WIDEST_NARROW && above.length() >= widest && widest > 2;
    boolean unit = caption.matches("[（(](?:[百千万亿]*元(?:[/／]股)?|%|％|股)[)）]");
    return HeadingShape.chinese(above)
        && (full || unit)
        && !above.matches(".*[:：]")
        && !caption.isEmpty()
        && !caption.matches("(?:其中|加|减|[一二三四五六七八九十\\d]+[、.]|[（(][一二三四五六七八九十\\d]+[)）]).*");
  }

  /** Whether a line below a table's last row is the rest of that row's caption. */
  static boolean goesOn(TextLine row, TextLine below) {
    String words = below.text();
    boolean chinese =
        HeadingShape.chinese(words)
            && words.length() <= LONGEST_CHINESE_REST
            && HeadingShape.numbered(words).isEmpty()
            && !words.matches(".*[:：。].*")
            && below.top() - row.top() < 1.6 * below.em();
    return below.segments().size() == 1
        && (chinese || Character.isLowerCase(words.charAt(0)))
        && below.page() == row.page()
        && below.left() < row.segments().getFirst().right()
        && below.right() < row.segments().getLast().left()
        && below.top() - row.top() < SAME_CELL * below.em();
  }

  /** An English caption that begins with a small letter goes on from the line above. */
  private static boolean continues(String caption, List<String> above) {
    return !caption.isEmpty()
        && Character.isLowerCase(caption.charAt(0))
        && wordsOnly(above)
        && !above.getFirst().endsWith(":");
  }

  static boolean hasValues(List<String> row) {
    return row.stream().skip(1).anyMatch(NumberShape::number);
  }

  static boolean wordsOnly(List<String> row) {
    return !row.getFirst().isEmpty() && row.stream().skip(1).allMatch(String::isEmpty);
  }

  private static boolean near(List<TextLine> lines, int upper, int lower) {
    return lines.get(lower).top() - lines.get(upper).top() < SAME_CELL * lines.get(lower).em();
  }

  private static String together(String first, String second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first + second;
    }
    return HeadingShape.chinese(first) ? first + second : first + " " + second;
  }

  private static List<String> withCaption(List<String> row, String caption) {
    List<String> changed = new ArrayList<>(row);
    changed.set(0, caption);
    return changed;
  }
}
