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
      Pattern.compile("(?i).*(?:months|weeks|quarters?|years?)\\s+(?:ended|ending).*|\\d{1,2},");

  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}(?:\\s*年(?:度|末|初)?)?");

  private static final Pattern DAY =
      Pattern.compile(
          "(?i)(?:as (?:of|at) )?(?:january|february|march|april|may|june|july|august|september"
              + "|october|november|december)(?: \\d{1,2}(?:, ?(?:\\d{4})?)?)?");

  private static final Pattern CHANGE =
      Pattern.compile(
          "(?i)(?:%|percent|\\$)? ?(?:change|increase|variance).{0,12}|本(?:年|期).{0,6}比上.{0,8}");

  /** What a statement calls itself, also where it says when. */
  private static final Pattern TITLE =
      Pattern.compile(
          "(?i).*(?:statements?|sheets?|report|notes?|schedule)\\b.*|.*(?:报告|报表|摘要).*|.*表");

  /** In what the next table counts. */
  private static final Pattern UNIT_LINE = Pattern.compile("(?:.*[ 　])?(?:金额)?单位\\s*[:：].*");

  /** What stands above the captions and not above a column of numbers. */
  private static final Pattern OF_CAPTIONS =
      Pattern.compile("(?:项|科)\\s*目(?:名称?)?|指标(?:名称)?|主要会计数据|主要财务指标|分(?:行业|产品|地区)|行业|产品|地区");

  private static final int LONGEST_HEAD = 60;

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
    if (first.segments().size() == 1) {
      return aboveAll(lines, from) ? withHead(lines, from) : Optional.empty();
    }
    boolean heading = HeadingShape.numbered(first.text()).isPresent() && !period(first.text());
    if (first.segments().size() < 2 || heading && !body(first.withWholeNumbers())) {
      return Optional.empty();
    }
    return grid(lines, from);
  }

  /** Whether a line says when, as the head of a column does. */
  static boolean period(String text) {
    return DURATION.matcher(text).matches() || DAY.matcher(text.strip()).matches();
  }

  /** A date or a duration, alone in its line, that can stand above the columns of a table. */
  private static boolean aboveAll(List<TextLine> lines, int i) {
    TextLine line = lines.get(i);
    String text = line.text().strip();
    return text.length() <= LONGEST_HEAD
        && (period(text) || CHANGE.matcher(text).matches() || YEAR.matcher(text).matches())
        && !TITLE.matcher(text).matches()
        && i + 1 < lines.size()
        && lines.get(i + 1).page() == line.page()
        && lines.get(i + 1).top() - line.top() < 2.4 * line.em();
  }

  /** The table that begins below such a line, with the line as its first head. */
  private static Optional<Found> withHead(List<TextLine> lines, int from) {
    Optional<Found> below = at(lines, from + 1);
    boolean above =
        below.isPresent()
            && lines.get(from).segments().getFirst().center() > captionEnd(lines, below.get());
    return above ? Optional.of(grid(lines, from, below.get().to())) : Optional.empty();
  }

  private static double captionEnd(List<TextLine> lines, Found found) {
    List<Segment> columns =
        columns(
            lines.subList(found.from(), found.to()).stream()
                .map(TextLine::withWholeNumbers)
                .toList());
    return columns.isEmpty() ? Double.MAX_VALUE : columns.getFirst().left() - 1;
  }

  private static Optional<Found> grid(List<TextLine> lines, int from) {
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

  private static Found grid(List<TextLine> lines, int from, int to) {
    return new Found(
        from, to, grid(lines.subList(from, to).stream().map(TextLine::withWholeNumbers).toList()));
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
      boolean unit = UNIT_LINE.matcher(line.text()).matches();
      if (unit && end < i) {
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
    boolean unitBelow =
        i + 1 < lines.size() && UNIT_LINE.matcher(lines.get(i + 1).text()).matches();
    return sentence
        || (line.standsOut() || unitBelow) && HeadingShape.numbered(line.text()).isPresent();
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
        && line.segments().stream()
            .skip(1)
            .anyMatch(s -> NumberShape.number(s.text()) && !headed(s));
  }

  /** A year, or a sign that says in what the column below counts. */
  private static boolean headed(Segment segment) {
    return YEAR.matcher(segment.text()).matches() || segment.text().matches("[$%]");
  }

  private static List<List<String>> grid(List<TextLine> region) {
    List<Segment> columns = columns(region);
    double captionEnd = columns.isEmpty() ? Double.MAX_VALUE : columns.getFirst().left();
    double margin = region.stream().mapToDouble(TextLine::left).min().orElse(0);
    List<List<String>> rows = new ArrayList<>();
    for (TextLine line : region) {
      boolean head = !body(line) && (line.segments().size() > 1 || aboveColumns(line, captionEnd));
      String[] cells = new String[columns.size() + 1];
      Arrays.fill(cells, "");
      List<Segment> values = new ArrayList<>();
      boolean named =
          head
              && (line.segments().size() == columns.size() + 1
                  || OF_CAPTIONS.matcher(line.segments().getFirst().text()).matches());
      for (Segment segment : line.segments()) {
        boolean aboveColumns = head && !named && segment.left() > margin + HEAD_INDENT * line.em();
        if (segment.left() < captionEnd
            && values.isEmpty()
            && !aboveColumns
            && (named || !overlapsAny(segment, columns))) {
          cells[0] = cells[0].isEmpty() ? segment.text() : cells[0] + " " + segment.text();
        } else {
          values.add(segment);
        }
      }
      place(values, columns, body(line), line.em(), cells);
      rows.add(List.of(cells));
    }
    return CaptionJoiner.join(region, rows);
  }

  /** A single piece that stands above the columns and not where the captions are. */
  private static boolean aboveColumns(TextLine line, double captionEnd) {
    return line.segments().getFirst().center() > captionEnd && period(line.text());
  }

  private static boolean overlapsAny(Segment segment, List<Segment> columns) {
    return columns.stream().anyMatch(segment::overlaps)
        && (NumberShape.number(segment.text()) || segment.center() > columns.getFirst().left());
  }

  private static void place(
      List<Segment> values, List<Segment> columns, boolean body, double em, String[] cells) {
    if (!body && !values.isEmpty() && values.size() <= columns.size()) {
      int[] owners = new HeadColumns(columns, values, spans(values), em).owners();
      for (int i = 0; i < columns.size(); i++) {
        cells[i + 1] = owners[i] < 0 ? "" : values.get(owners[i]).text();
      }
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      Segment value = values.get(i);
      int column = (values.size() == columns.size() ? i : nearest(value, columns)) + 1;
      cells[column] = cells[column].isEmpty() ? value.text() : cells[column] + " " + value.text();
    }
  }

  /** Whether these heads say when, which is said of every column. */
  private static boolean spans(List<Segment> values) {
    return values.stream()
        .map(Segment::text)
        .filter(text -> !CHANGE.matcher(text).matches())
        .anyMatch(text -> period(text) || PERIOD.matcher(text).matches());
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

  /**
   * Where the columns are: groups of value cells that overlap when looked at from above; where
   * cells of two columns overlap, those of the line with most cells.
   */
  private static List<Segment> columns(List<TextLine> region) {
    List<Segment> columns = overlapping(region);
    List<Segment> fullest = List.of();
    for (TextLine line : region) {
      List<Segment> values = body(line) ? values(line) : List.of();
      boolean numbers = values.stream().allMatch(each -> NumberShape.number(each.text()));
      if (numbers && values.size() > fullest.size()) {
        fullest = values;
      }
    }
    return fullest.size() > columns.size() ? fullest : columns;
  }

  private static List<Segment> values(TextLine line) {
    List<Segment> segments = line.segments();
    int first = NumberShape.number(segments.getFirst().text()) ? 0 : 1;
    return segments.subList(first, segments.size());
  }

  private static List<Segment> overlapping(List<TextLine> region) {
    List<Segment> cells = new ArrayList<>();
    for (TextLine line : region) {
      if (body(line)) {
        cells.addAll(values(line));
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
