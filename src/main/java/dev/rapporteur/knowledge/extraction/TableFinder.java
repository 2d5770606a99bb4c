package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.extraction.TextLine.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds tables of numbers on a printed page by how their cells stand below each other.
 *
 * <p>A table is a run of lines of which at least two end in number cells. Its columns are the
 * groups of cells that overlap when looked at from above. A line of words that ends before the
 * first number column belongs to the table: it is a caption without values or the first part of a
 * long one.
 */
final class TableFinder {
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?i).*(?:months|weeks|quarter|year|ended|as of|december|june|march|september"
              + "|年|期|月|20\\d\\d|19\\d\\d).*");

  /** Words that stand above several dates. */
  private static final Pattern DURATION =
      Pattern.compile("(?i).*(?:months|weeks|quarters|years)\\s+(?:ended|ending).*|\\d{1,2},");

  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}年?");

  /** Lines without numbers in a row after which a table has ended. */
  private static final int LONGEST_INTERRUPTION = 6;

  /** Vertical distance, in letter sizes, after which a table has ended. */
  private static final double WIDEST_GAP = 5;

  /** A caption longer than this many letter sizes that ends like a sentence is one. */
  private static final double LONGEST_CAPTION = 32;

  private static final double LONGEST_MIDDLE = 22;

  /** In a line of heads, a piece that begins farther than this from the margin is no caption. */
  private static final double HEAD_INDENT = 4;

  private TableFinder() {}

  /**
   * A run of lines that make a table.
   *
   * @param from index of the first line
   * @param to index after the last line
   * @param rows the grid
   */
  record Found(int from, int to, List<List<String>> rows) {}

  /** The table that begins on the given line, if one does. */
  static Optional<Found> at(List<TextLine> lines, int from) {
    TextLine first = lines.get(from);
    boolean heading = HeadingShape.numbered(first.text()).isPresent();
    if (first.segments().size() < 2 || heading && !body(first.withWholeNumbers())) {
      return Optional.empty();
    }
    int to = end(lines, from);
    while (to < lines.size() && CaptionJoiner.goesOn(lines.get(to - 1), lines.get(to))) {
      to++;
    }
    List<TextLine> region =
        lines.subList(from, to).stream().map(TextLine::withWholeNumbers).toList();
    long bodies = region.stream().filter(TableFinder::body).count();
    if (bodies < 2) {
      return Optional.empty();
    }
    return Optional.of(new Found(from, to, grid(region)));
  }

  private static int end(List<TextLine> lines, int from) {
    int end = from + 1;
    double firstNumber = firstNumber(lines.get(from).withWholeNumbers(), Double.MAX_VALUE);
    for (int i = from + 1; i < lines.size() && i - end < LONGEST_INTERRUPTION; i++) {
      TextLine line = lines.get(i);
      TextLine before = lines.get(i - 1);
      if (line.table().isPresent()
          || line.page() != before.page()
          || line.top() - before.top() > WIDEST_GAP * line.em()) {
        break;
      }
      if (line.segments().size() > 1) {
        firstNumber = Math.min(firstNumber, firstNumber(line.withWholeNumbers(), firstNumber));
        end = i + 1;
      } else if (NumberShape.number(line.text())) {
        end = i + 1;
      } else if (introduces(lines, i) || line.right() > firstNumber && !captionLike(line)) {
        break;
      }
    }
    return end;
  }

  /** Short words in the middle of the line, as they stand above a part of a statement. */
  private static boolean captionLike(TextLine line) {
    return line.right() - line.left() < LONGEST_MIDDLE * line.em()
        && line.text().matches(".*[\\p{Lu}:：]");
  }

  /** A sentence or a numbered heading that leads to what comes after the table. */
  private static boolean introduces(List<TextLine> lines, int i) {
    TextLine line = lines.get(i);
    boolean sentence =
        line.right() - line.left() > LONGEST_CAPTION * line.em()
            && line.text().matches(".*[:：.。]")
            && !(i + 1 < lines.size() && body(lines.get(i + 1).withWholeNumbers()));
    return sentence || line.standsOut() && HeadingShape.numbered(line.text()).isPresent();
  }

  private static double firstNumber(TextLine line, double otherwise) {
    if (!body(line)) {
      return otherwise;
    }
    return line.segments().stream()
        .skip(1)
        .filter(segment -> NumberShape.number(segment.text()))
        .mapToDouble(Segment::left)
        .min()
        .orElse(otherwise);
  }

  /** A line with number cells beside or without a caption. */
  private static boolean body(TextLine line) {
    return line.segments().size() > 1
        && line.segments().stream().skip(1).anyMatch(s -> NumberShape.number(s.text()))
        && !line.segments().stream().allMatch(s -> YEAR.matcher(s.text()).matches());
  }

  private static List<List<String>> grid(List<TextLine> region) {
    List<Segment> columns = columns(region);
    double captionEnd = columns.isEmpty() ? Double.MAX_VALUE : columns.getFirst().left();
    double margin = region.stream().mapToDouble(TextLine::left).min().orElse(0);
    List<List<String>> rows = new ArrayList<>();
    for (TextLine line : region) {
      boolean head = line.segments().size() > 1 && !body(line);
      String[] cells = new String[columns.size() + 1];
      Arrays.fill(cells, "");
      List<Segment> values = new ArrayList<>();
      for (Segment segment : line.segments()) {
        boolean aboveColumns = head && segment.left() > margin + HEAD_INDENT * line.em();
        if (segment.left() < captionEnd
            && values.isEmpty()
            && !aboveColumns
            && !overlapsAny(segment, columns)) {
          cells[0] = cells[0].isEmpty() ? segment.text() : cells[0] + " " + segment.text();
        } else {
          values.add(segment);
        }
      }
      place(values, columns, cells);
      rows.add(List.of(cells));
    }
    return CaptionJoiner.join(region, rows);
  }

  private static boolean overlapsAny(Segment segment, List<Segment> columns) {
    return columns.stream().anyMatch(segment::overlaps)
        && (NumberShape.number(segment.text()) || segment.center() > columns.getFirst().left());
  }

  private static void place(List<Segment> values, List<Segment> columns, String[] cells) {
    boolean dated =
        values.stream().noneMatch(value -> NumberShape.number(value.text()))
            && values.stream()
                .anyMatch(
                    value ->
                        PERIOD.matcher(value.text()).matches()
                            || DURATION.matcher(value.text()).matches());
    boolean spans =
        values.stream().anyMatch(value -> DURATION.matcher(value.text()).matches())
            || values.stream().anyMatch(value -> onOneColumn(value, columns) < 0);
    if (dated && values.size() < columns.size() && spans) {
      for (int i = 0; i < columns.size(); i++) {
        Segment column = columns.get(i);
        cells[i + 1] =
            values.stream()
                .min(Comparator.comparingDouble(v -> Math.abs(v.center() - column.center())))
                .orElseThrow()
                .text();
      }
      return;
    }
    for (Segment value : values) {
      int column = nearest(value, columns) + 1;
      cells[column] = cells[column].isEmpty() ? value.text() : cells[column] + " " + value.text();
    }
  }

  /** The column above which the heading stands, -1 if it stands between or across columns. */
  private static int onOneColumn(Segment value, List<Segment> columns) {
    int nearest = nearest(value, columns);
    Segment column = columns.get(nearest);
    long overlapped = columns.stream().filter(value::overlaps).count();
    boolean inside = value.center() >= column.left() && value.center() <= column.right();
    return overlapped <= 1 && (inside || overlapped == 1) ? nearest : -1;
  }

  private static int nearest(Segment value, List<Segment> columns) {
    int best = 0;
    double bestDistance = Double.MAX_VALUE;
    for (int i = 0; i < columns.size(); i++) {
      Segment column = columns.get(i);
      double distance =
          value.overlaps(column)
              ? -Math.min(value.right(), column.right()) + Math.max(value.left(), column.left())
              : Math.min(
                  Math.abs(value.left() - column.right()), Math.abs(column.left() - value.right()));
      if (distance < bestDistance) {
        best = i;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Groups of value cells that overlap when looked at from above, from left to right. */
  private static List<Segment> columns(List<TextLine> region) {
    List<Segment> cells = new ArrayList<>();
    for (TextLine line : region) {
      if (body(line)) {
        List<Segment> segments = line.segments();
        int first = NumberShape.number(segments.getFirst().text()) ? 0 : 1;
        cells.addAll(segments.subList(first, segments.size()));
      }
    }
    cells.sort(Comparator.comparingDouble(Segment::left));
    List<Segment> columns = new ArrayList<>();
    for (Segment cell : cells) {
      Segment last = columns.isEmpty() ? null : columns.getLast();
      if (last != null && cell.left() < last.right()) {
        columns.set(
            columns.size() - 1, new Segment(last.left(), Math.max(last.right(), cell.right()), ""));
      } else {
        columns.add(new Segment(cell.left(), cell.right(), ""));
      }
    }
    return columns;
  }
}
