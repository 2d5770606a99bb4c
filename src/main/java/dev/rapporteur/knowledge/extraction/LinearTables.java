package dev.rapporteur.knowledge.extraction;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tables in text that has lost its layout, as {@code pdftotext} and others write it: either a row
 * with its numbers in each line, or all captions and then column after column of numbers.
 *
 * <p>Nothing but order tells here what belongs together, so a table is taken only where everything
 * fits: as many numbers in each row as the heads name periods, as many rows in each column as there
 * are captions, and sums that come out.
 */
final class LinearTables {
  private static final Pattern FOOTER =
      Pattern.compile(
          "(?i)\\s*(?:.{0,60}\\|\\s*)?(?:page\\s*)?[-–—]?\\s*\\d{1,3}\\s*[-–—]?|.*Form 10-[QK] \\| \\d+|第?\\s*\\d+\\s*页.*");
  private static final Pattern TITLE =
      Pattern.compile(
          "(?i).*(?:\\bstatements? of\\b|balance sheets?|\\bnote \\d+\\b|\\bitem \\d).*|\\(?(?:dollars |amounts )?in (?:thousands|millions|billions).*"
              + "|.*单位[:：].*|.*(?:资产负债表|利润表|现金流量表).*");
  private static final Pattern WITHOUT_VALUE =
      Pattern.compile(
          "(?i).*[:：]|[^\\p{Ll}]*\\p{Lu}{3}[^\\p{Ll}]*|commitments and contingencies.*|(?:current |non-?current )?(?:assets|liabilities)"
              + "|(?:share|stock)holders?[’'] equity|see accompanying.*|\\(unaudited\\)|分(?:行业|产品|地区)");
  private static final Pattern TOTAL = Pattern.compile("(?i)total\\b.*|.*(?:合计|总计|小计)");
  private static final Pattern POINTS = Pattern.compile("(?:增加|减少|上升|下降)[\\d.]+个?百分点");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");
  private static final Pattern NOTE =
      Pattern.compile("(?:[一二三四五六七八九十]{1,3}[、.（(]\\s*)\\d{1,3}[)）]?|[（(]\\d{1,2}[)）]");
  private static final int LONGEST_CAPTION = 130;
  private static final int FARTHEST_ROW = 7;
  private static final int MOST_HEAD_LINES = 16;

  private LinearTables() {}

  /** A line of text, or a table in its place. */
  record Piece(String line, Optional<List<List<String>>> table) {

    static Piece of(String line) {
      return new Piece(line, Optional.empty());
    }

    static Piece of(List<List<String>> rows) {
      return new Piece("", Optional.of(rows));
    }
  }

  /** Whether the lines of a text have lost their places. */
  static boolean lost(String text) {
    long placed = text.lines().filter(line -> line.matches(".*\\S {2,}\\S.*\\d.*")).count();
    long lines = text.lines().filter(line -> !line.isBlank()).count();
    return placed * 50 < lines;
  }

  /** The lines of a page, with its tables in their places. */
  static List<Piece> of(List<String> lines) {
    List<Piece> pieces = new ArrayList<>();
    int i = 0;
    while (i < lines.size()) {
      int at = i;
      Optional<Taken> rows = byRow(lines, at).or(() -> byColumn(lines, at));
      if (rows.isPresent()) {
        pieces.add(Piece.of(rows.get().rows));
        i = rows.get().to;
      } else {
        pieces.add(Piece.of(lines.get(i)));
        i++;
      }
    }
    return pieces;
  }

  private record Taken(int to, List<List<String>> rows) {}

  /** A caption and the numbers that end its line. */
  private record Row(String caption, List<String> numbers) {

    static Row of(String line) {
      List<String> tokens = new ArrayList<>(List.of(line.strip().split("\\s+")));
      List<String> numbers = new ArrayList<>();
      while (!tokens.isEmpty()) {
        String last = tokens.getLast();
        if (NumberShape.opens(last) && !numbers.isEmpty()) {
          numbers.set(0, last + numbers.getFirst());
        } else if (last.matches("[)%）％]") && tokens.size() > 1) {
          tokens.removeLast();
          tokens.set(tokens.size() - 1, tokens.getLast() + last);
          continue;
        } else if (NumberShape.number(last) && !NumberShape.opens(last)
            || POINTS.matcher(last).matches()) {
          numbers.addFirst(last);
        } else {
          break;
        }
        tokens.removeLast();
      }
      if (tokens.size() > 1 && NOTE.matcher(tokens.getLast()).matches()) {
        tokens.removeLast();
      }
      return new Row(String.join(" ", tokens), numbers);
    }

    boolean years() {
      return numbers.stream().allMatch(number -> YEAR.matcher(number).matches());
    }
  }

  /** A table with a row in each line, whose heads begin on the given line. */
  private static Optional<Taken> byRow(List<String> lines, int from) {
    if (!LinearHeads.head(lines.get(from))) {
      return Optional.empty();
    }
    List<String> heads = new ArrayList<>();
    int i = from;
    while (i < lines.size() && i - from < MOST_HEAD_LINES) {
      String line = lines.get(i).strip();
      if (LinearHeads.head(line)) {
        heads.add(line);
      } else if (!line.isEmpty()) {
        break;
      }
      i++;
    }
    Optional<List<String>> columns = LinearHeads.of(heads);
    if (columns.isEmpty() || columns.get().size() < 2) {
      return Optional.empty();
    }
    int width = columns.get().size();
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("", columns.get()));
    int to = i;
    int found = 0;
    String open = "";
    for (; i < lines.size() && i - to < FARTHEST_ROW; i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || FOOTER.matcher(line).matches() && !line.matches("[(（]?\\d.*[,.].*")) {
        continue;
      }
      Row row = Row.of(line);
      boolean numbers = row.numbers.size() == width && !row.years();
      if (numbers) {
        String caption = together(open, row.caption);
        if (!caption.isEmpty()) {
          rows.add(row(caption, row.numbers));
          found++;
        }
        open = "";
        to = i + 1;
      } else if (LinearHeads.head(line)
          || TITLE.matcher(line).matches()
          || line.length() > LONGEST_CAPTION) {
        break;
      } else if (row.numbers.isEmpty()) {
        if (WITHOUT_VALUE.matcher(line).matches()) {
          rows.add(row(line, List.of(), width));
          open = "";
        } else {
          open = together(open, line);
        }
      } else {
        open = "";
      }
    }
    return found >= 2 ? Optional.of(new Taken(to, rows)) : Optional.empty();
  }

  /** A caption's parts; a part that begins with a capital is a caption of its own. */
  private static String together(String open, String caption) {
    if (open.isEmpty() || caption.isEmpty()) {
      return open + caption;
    }
    if (HeadingShape.chinese(open)) {
      return caption.length() <= 8 || open.length() <= 8 ? open + caption : caption;
    }
    return Character.isLowerCase(caption.charAt(0)) ? open + " " + caption : caption;
  }

  /** A table written column after column, whose first head stands on the given line. */
  private static Optional<Taken> byColumn(List<String> lines, int from) {
    if (!LinearHeads.head(lines.get(from))) {
      return Optional.empty();
    }
    List<String> heads = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    List<List<String>> blocks = new ArrayList<>();
    List<String> block = new ArrayList<>();
    int known = 0;
    int i = from;
    for (; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      String number = line.replaceAll("^[$¥€£]\\s*(?=[\\d(—–-])|\\s*[$¥€£]$", "");
      if (NumberShape.opens(line)) {
        continue;
      }
      if (!line.isEmpty() && NumberShape.number(number) && !YEAR.matcher(line).matches()) {
        block.add(number);
        continue;
      }
      if (!block.isEmpty()) {
        blocks.add(List.copyOf(block));
        block.clear();
      }
      if (line.isEmpty()) {
        known = captions.size();
        continue;
      }
      boolean prose = line.length() > LONGEST_CAPTION || line.length() > 70 && line.endsWith(".");
      if (prose || TITLE.matcher(line).matches()) {
        // What stands right above a title, such as the company's name, is no caption.
        captions.subList(known, captions.size()).clear();
        break;
      }
      if (LinearHeads.head(line)) {
        heads.add(line);
      } else if (!FOOTER.matcher(line).matches() && !line.matches("(?i)see accompanying.*")) {
        boolean rest = !captions.isEmpty() && Character.isLowerCase(line.charAt(0));
        if (rest) {
          captions.set(captions.size() - 1, captions.getLast() + " " + line);
        } else {
          captions.add(line);
        }
      }
    }
    if (!block.isEmpty()) {
      blocks.add(List.copyOf(block));
    }
    Optional<List<String>> columns = LinearHeads.of(heads);
    if (columns.isEmpty() || columns.get().size() < 2 || blocks.isEmpty()) {
      return Optional.empty();
    }
    int end = i;
    return rows(columns.get(), captions, blocks)
        .filter(LinearTables::addsUp)
        .map(rows -> new Taken(end, rows));
  }

  private static Optional<List<List<String>>> rows(
      List<String> columns, List<String> captions, List<List<String>> blocks) {
    int width = columns.size();
    List<List<String>> values = new ArrayList<>();
    if (blocks.size() % width != 0) {
      return Optional.empty();
    }
    for (int first = 0; first < blocks.size(); first += width) {
      int height = blocks.get(first).size();
      for (int row = 0; row < height; row++) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < width; column++) {
          if (blocks.get(first + column).size() != height) {
            return Optional.empty();
          }
          cells.add(blocks.get(first + column).get(row));
        }
        values.add(cells);
      }
    }
    long named = captions.stream().filter(each -> !WITHOUT_VALUE.matcher(each).matches()).count();
    if (named != values.size()) {
      return Optional.empty();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("", columns));
    int next = 0;
    for (String caption : captions) {
      boolean section = WITHOUT_VALUE.matcher(caption).matches();
      rows.add(section ? row(caption, List.of(), width) : row(caption, values.get(next)));
      next += section ? 0 : 1;
    }
    return Optional.of(rows);
  }

  /**
   * Whether the totals are sums of what stands above them, in every column. A total takes the place
   * of its parts, so that it can be part of the next one.
   */
  private static boolean addsUp(List<List<String>> rows) {
    int totals = 0;
    int right = 0;
    List<List<String>> parts = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      if (row.get(1).isEmpty()) {
        continue;
      }
      if (TOTAL.matcher(row.getFirst()).matches()) {
        totals++;
        int first = firstPart(parts, row);
        if (first >= 0) {
          right++;
          parts.subList(first, parts.size()).clear();
        }
      }
      parts.add(row);
    }
    return totals > 0 && right * 5 >= totals * 4;
  }

  /** Index of the first of the last parts whose sum is the total; -1 if there is none. */
  private static int firstPart(List<List<String>> parts, List<String> total) {
    BigDecimal[] sums = new BigDecimal[total.size()];
    Arrays.fill(sums, BigDecimal.ZERO);
    for (int i = parts.size() - 1; i >= 0; i--) {
      boolean equal = true;
      for (int column = 1; column < sums.length; column++) {
        sums[column] = sums[column].add(value(parts.get(i).get(column)));
        equal &= sums[column].compareTo(value(total.get(column))) == 0;
      }
      if (equal) {
        return i;
      }
    }
    return -1;
  }

  private static BigDecimal value(String cell) {
    String digits = cell.replaceAll("[^\\d.]", "");
    if (!digits.matches("\\d+(?:\\.\\d+)?")) {
      return BigDecimal.ZERO;
    }
    boolean negative = cell.contains("(") || cell.matches("[-−–].*");
    return negative ? new BigDecimal(digits).negate() : new BigDecimal(digits);
  }

  private static List<String> row(String caption, List<String> cells) {
    List<String> row = new ArrayList<>();
    row.add(caption);
    row.addAll(cells);
    return row;
  }

  private static List<String> row(String caption, List<String> cells, int width) {
    List<String> row = row(caption, cells);
    while (row.size() <= width) {
      row.add("");
    }
    return row;
  }
}
