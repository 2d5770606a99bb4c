package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.extraction.TextLine.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain text, wrapped at a width or not. Two spaces or a tab separate cells; a form feed ends a
 * page. Places are counted in columns of a terminal, where a Chinese character takes two.
 */
final class PlainTextReader {
  private static final Pattern CELLS = Pattern.compile("\\S+(?: \\S+)*");

  /** A text whose lines are mostly below this width was wrapped at a width. */
  private static final int WIDEST_WRAPPED = 240;

  /** A letter of a Chinese text is two columns wide, and a line a little higher than that. */
  private static final double EM = 2;

  private static final double LINE_HEIGHT = 1.2 * EM;

  private static final Pattern NEXT_CELL =
      Pattern.compile("(?<=[\\d)%—]) (?=[$¥€£](?:\\s|\\d|\\())");

  private static final Pattern NUMBER_AT_END = Pattern.compile("\\s{2}\\S*\\d[.,]\\d+\\S*\\s*$");

  /** Spaces that a change of letters leaves within a date. */
  private static final Pattern BROKEN_DATE = Pattern.compile("((?:19|20)\\d{2})( {1,4})(?=年)");

  private PlainTextReader() {}

  static DocumentContent read(String text) {
    String[] pages = text.replace("\r\n", "\n").replace('\r', '\n').split("\f", -1);
    boolean paged = pages.length > 1;
    boolean wrapped = wrapped(text);
    int wide = widthOfWide(text);
    boolean lost = LinearTables.lost(text);
    List<List<TextLine>> lines = new ArrayList<>();
    for (int i = 0; i < pages.length; i++) {
      int page = paged ? i + 1 : 0;
      lines.add(
          lost ? withTables(pages[i], page, wrapped, wide) : lines(pages[i], page, wrapped, wide));
    }
    List<Block> blocks = LayoutReader.read(lines);
    return new DocumentContent(title(blocks), paged ? pages.length : 0, blocks);
  }

  private static Optional<String> title(List<Block> blocks) {
    return blocks.stream()
        .limit(1)
        .filter(Heading.class::isInstance)
        .map(block -> ((Heading) block).text())
        .findFirst();
  }

  private static boolean wrapped(String text) {
    int[] widths =
        text.lines()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> width(line, 2))
            .sorted()
            .toArray();
    return widths.length > 0 && widths[(int) (widths.length * 0.97)] <= WIDEST_WRAPPED;
  }

  /** A page whose lines have lost their places, with the tables that can still be told. */
  private static List<TextLine> withTables(String text, int page, boolean wrapped, int wide) {
    List<TextLine> lines = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    double top = 0;
    for (LinearTables.Piece piece : LinearTables.of(text.lines().toList())) {
      if (piece.table().isEmpty()) {
        open.append(piece.line()).append('\n');
        continue;
      }
      top = add(lines, lines(open.toString(), page, wrapped, wide), top);
      open.setLength(0);
      lines.add(TextLine.table(page, top, piece.table().get()));
    }
    add(lines, lines(open.toString(), page, wrapped, wide), top);
    return lines;
  }

  private static double add(List<TextLine> lines, List<TextLine> more, double top) {
    double bottom = top;
    for (TextLine line : more) {
      bottom = top + line.top();
      lines.add(new TextLine(line.page(), bottom, line.em(), line.standsOut(), line.segments()));
    }
    return bottom + LINE_HEIGHT;
  }

  private static List<TextLine> lines(String pageText, int page, boolean wrapped, int wide) {
    List<String> raw = pageText.lines().toList();
    List<TextLine> lines = new ArrayList<>();
    double top = 0;
    for (int i = 0; i < raw.size(); i++) {
      String line = expanded(raw.get(i));
      top += wrapped || line.isBlank() ? LINE_HEIGHT : 2 * LINE_HEIGHT;
      if (!line.isBlank()) {
        boolean alone =
            (i == 0 || raw.get(i - 1).isBlank())
                && (i + 1 == raw.size() || raw.get(i + 1).isBlank());
        boolean title = alone && HeadingShape.titleLike(line);
        lines.add(new TextLine(page, top, EM, title, segments(line, wide)));
      }
    }
    return lines;
  }

  private static List<Segment> segments(String line, int wide) {
    List<Segment> segments = new ArrayList<>();
    Matcher cell = CELLS.matcher(line);
    while (cell.find()) {
      double left = width(line.substring(0, cell.start()), wide);
      segments.add(new Segment(left, left + width(cell.group(), wide), cell.group()));
    }
    return segments;
  }

  /** Tabs, wide spaces and the one before a currency sign as two spaces, which separate cells. */
  private static String expanded(String line) {
    String plain = line.replace("\t", "  ").replace("\u3000", "  ").replace('\u00A0', ' ');
    return NEXT_CELL.matcher(BROKEN_DATE.matcher(plain).replaceAll("$2$1")).replaceAll("  ");
  }

  /**
   * How many columns a Chinese character takes: two where somebody wrote the text for a terminal,
   * one where a program counted characters. Told by which of them makes numbers stand below each
   * other.
   */
  private static int widthOfWide(String text) {
    int[] aligned = new int[3];
    for (int wide = 1; wide <= 2; wide++) {
      int before = -1;
      for (String line : text.lines().toList()) {
        boolean number =
            NUMBER_AT_END.matcher(line).find() && line.codePoints().anyMatch(c -> c > 0x2E80);
        int end = number ? width(line.stripTrailing(), wide) : -1;
        aligned[wide] += number && end == before ? 1 : 0;
        before = end;
      }
    }
    return aligned[1] > aligned[2] ? 1 : 2;
  }

  private static int width(String text, int wide) {
    return (int)
        text.chars()
            .map(c -> c >= 0x2E80 && c <= 0xFFEF && !Character.isSurrogate((char) c) ? wide : 1)
            .sum();
  }
}
