package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.ListItem;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Printed lines back into headings, paragraphs, list items and tables.
 *
 * <p>A heading is told by its letters (larger than most, or bold and alone) or by its number. A
 * paragraph ends at a gap, at an indent, or at a line that ends a sentence well before the right
 * edge. Lines that return on most pages at the same height are running heads and are left out.
 */
final class LayoutReader {
  private static final Pattern BULLET =
      Pattern.compile("^(?:[•●○■□▪◆◇✓➢►*·]|[-–—]|[(（]?\\d{1,2}[)）]|[(（]?[a-z][)）]|[①-⑳])\\s*\\S.*");

  /** A line of a table of contents: words, a row of dots, a page. */
  private static final Pattern CONTENTS_ENTRY =
      Pattern.compile("[^$%]*\\p{L}[^$%.]*\\s*(?:(?:[.．·•]\\s?){5,}|…{2,})\\s*\\d{1,3}\\s*");

  private static final int SHORTEST_CONTENTS = 4;

  /** In what the table below counts; this stands on many pages and is no running head. */
  private static final Pattern UNIT_LINE =
      Pattern.compile("(?i).*(?:单位\\s*[:：]|\\bin (?:thousands|millions|billions)\\b).*");

  private static final Pattern DIGITS = Pattern.compile("[\\d０-９]+");

  /** The rest of a caption that a page's end has cut is no longer than this. */
  private static final int LONGEST_REST = 12;

  private static final String ENDS_SENTENCE = ".。!！?？:：;；”\"）)";

  private final List<TextLine> lines;
  private final double bodySize;
  private final double bodyRight;
  private final boolean boldIsRare;
  private final List<Block> blocks = new ArrayList<>();
  private StringBuilder paragraph = new StringBuilder();
  private int paragraphPage;
  private boolean listItem;

  private LayoutReader(List<TextLine> lines) {
    this.lines = lines;
    this.bodySize = mostFrequent(lines);
    this.bodyRight = usualRight(lines);
    this.boldIsRare = lines.stream().filter(TextLine::standsOut).count() * 3 < lines.size();
  }

  /** The blocks of a document whose pages are given as lines from top to bottom. */
  static List<Block> read(List<List<TextLine>> pages) {
    List<TextLine> lines = withoutRunningHeads(pages);
    if (lines.isEmpty()) {
      return List.of();
    }
    return new LayoutReader(lines).blocks();
  }

  private List<Block> blocks() {
    int i = 0;
    while (i < lines.size()) {
      if (lines.get(i).table().isPresent()) {
        endParagraph();
        table(lines.get(i).page(), lines.get(i).table().get());
        i++;
        continue;
      }
      Optional<TableFinder.Found> table = TableFinder.at(lines, i);
      if (table.isPresent()) {
        endParagraph();
        blocks.add(new Table(lines.get(i).page(), table.get().rows()));
        i = table.get().to();
      } else {
        line(i);
        i++;
      }
    }
    endParagraph();
    return blocks;
  }

  /** Adds a table; a caption that the end of a page has cut goes back to its row. */
  private void table(int page, List<List<String>> rows) {
    List<String> first = rows.getFirst();
    boolean cut =
        !blocks.isEmpty()
            && blocks.getLast() instanceof Table above
            && above.page() == page - 1
            && CaptionJoiner.wordsOnly(first)
            && first.getFirst().length() <= LONGEST_REST
            && !first.getFirst().matches(".*[:：]")
            && CaptionJoiner.hasValues(above.rows().getLast());
    if (!cut) {
      blocks.add(new Table(page, rows));
      return;
    }
    Table above = (Table) blocks.removeLast();
    List<List<String>> mended = new ArrayList<>(above.rows());
    List<String> last = new ArrayList<>(mended.removeLast());
    last.set(0, joined(last.getFirst(), first.getFirst()));
    mended.add(last);
    blocks.add(new Table(above.page(), mended));
    if (rows.size() > 1) {
      blocks.add(new Table(page, rows.subList(1, rows.size())));
    }
  }

  private void line(int i) {
    TextLine line = lines.get(i);
    String text = line.text().strip();
    OptionalInt level = headingLevel(i);
    if (level.isPresent()) {
      endParagraph();
      heading(line.page(), level.getAsInt(), text, i);
      return;
    }
    boolean bullet = BULLET.matcher(text).matches();
    if (bullet || startsParagraph(i)) {
      endParagraph();
      listItem = bullet;
      paragraphPage = line.page();
    }
    append(text);
  }

  /** Adds a heading, or goes on with one that was too long for its line. */
  private void heading(int page, int level, String text, int i) {
    boolean goesOn =
        i > 0
            && !blocks.isEmpty()
            && blocks.getLast() instanceof Heading above
            && above.page() == page
            && above.level() == level
            && HeadingShape.numbered(text).isEmpty()
            && above.text().length() < 400
            && lines.get(i).top() - lines.get(i - 1).top() < 1.6 * lines.get(i).em()
            && above.text().endsWith(lines.get(i - 1).text().strip());
    if (goesOn) {
      Heading above = (Heading) blocks.removeLast();
      blocks.add(new Heading(page, level, joined(above.text(), text)));
    } else {
      blocks.add(new Heading(page, level, text));
    }
  }

  private OptionalInt headingLevel(int i) {
    TextLine line = lines.get(i);
    String text = line.text().strip();
    if (UNIT_LINE.matcher(text).matches() || TableFinder.period(text)) {
      return OptionalInt.empty();
    }
    boolean large =
        line.em() > 1.15 * bodySize
            && text.length() < 120
            && !text.matches(".*[。；;]")
            && text.chars().anyMatch(Character::isLetter);
    if (large) {
      return OptionalInt.of(line.em() > 1.6 * bodySize ? 1 : 2);
    }
    OptionalInt numbered = HeadingShape.numbered(text);
    if (numbered.isPresent() && (line.standsOut() || !full(line)) && !endsMidSentence(i)) {
      return numbered;
    }
    boolean title = HeadingShape.titleLike(text) && !full(line) && alone(i);
    if (line.standsOut() && (title || boldIsRare && text.length() > 1) || title && leadsProse(i)) {
      return OptionalInt.of(6);
    }
    return OptionalInt.empty();
  }

  /** A short line set apart from the text above, with a full line of running text right below. */
  private boolean leadsProse(int i) {
    if (i + 1 >= lines.size() || !paragraph.isEmpty() && gap(i) < 1.5) {
      return false;
    }
    TextLine below = lines.get(i + 1);
    return full(below)
        && below.segments().size() == 1
        && below.page() == lines.get(i).page()
        && gap(i + 1) < 2.5
        && !Character.isLowerCase(below.text().charAt(0));
  }

  /** The line before runs on into this one, so that this one's number is a coincidence. */
  private boolean endsMidSentence(int i) {
    if (i == 0 || paragraph.isEmpty()) {
      return false;
    }
    TextLine before = lines.get(i - 1);
    return full(before) && !endsSentence(before.text()) && gap(i) < 1.7;
  }

  private boolean alone(int i) {
    boolean above =
        i == 0 || gap(i) > 1.3 || endsSentence(lines.get(i - 1).text()) || paragraph.isEmpty();
    return above || lines.get(i).standsOut() && !lines.get(i - 1).standsOut();
  }

  private boolean startsParagraph(int i) {
    if (paragraph.isEmpty()) {
      return true;
    }
    TextLine line = lines.get(i);
    TextLine before = lines.get(i - 1);
    if (line.page() != before.page()) {
      return endsSentence(before.text());
    }
    boolean ended = endsSentence(before.text());
    return gap(i) > 1.9
        || ended && gap(i) > 1.55
        || ended && !full(before)
        || ended && line.left() > before.left() + 1.5 * line.em();
  }

  /** Distance from the line above, in letter sizes. */
  private double gap(int i) {
    TextLine line = lines.get(i);
    TextLine before = lines.get(i - 1);
    return line.page() != before.page()
        ? Double.MAX_VALUE
        : (line.top() - before.top()) / Math.max(line.em(), before.em());
  }

  /** The line reaches the right edge of the text. */
  private boolean full(TextLine line) {
    return line.right() > bodyRight - 4 * bodySize;
  }

  private static boolean endsSentence(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() || ENDS_SENTENCE.indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
  }

  private void append(String text) {
    if (paragraph.isEmpty()) {
      paragraph.append(text);
    } else {
      paragraph = new StringBuilder(joined(paragraph.toString(), text));
    }
  }

  /** Two parts of a sentence that a line break separated. */
  static String joined(String first, String second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first + second;
    }
    char last = first.charAt(first.length() - 1);
    char next = second.charAt(0);
    if (wide(last) && wide(next)) {
      return first + second;
    }
    if (last == '-'
        && first.length() > 1
        && Character.isLetter(first.charAt(first.length() - 2))
        && Character.isLowerCase(next)) {
      return first.substring(0, first.length() - 1) + second;
    }
    return first + " " + second;
  }

  private static boolean wide(char c) {
    return c >= 0x2E80 && c <= 0xFFEF || c == '“' || c == '”' || c == '…' || c == '—';
  }

  private void endParagraph() {
    if (!paragraph.isEmpty()) {
      String text = paragraph.toString();
      blocks.add(listItem ? new ListItem(paragraphPage, text) : new Paragraph(paragraphPage, text));
    }
    paragraph = new StringBuilder();
    listItem = false;
  }

  /** The size that most letters of the running text have. */
  private static double mostFrequent(List<TextLine> lines) {
    Map<Long, Integer> letters = new HashMap<>();
    for (TextLine line : lines) {
      // Lines of several cells count little: tables are often set smaller than the text.
      int weight = line.segments().size() > 1 ? 1 : line.text().length();
      letters.merge(Math.round(line.em() * 2), weight, Integer::sum);
    }
    return letters.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> entry.getKey() / 2.0)
        .orElse(1.0);
  }

  /** The right edge that the longest tenth of the lines reaches. */
  private static double usualRight(List<TextLine> lines) {
    double[] rights =
        lines.stream()
            .filter(line -> line.table().isEmpty())
            .mapToDouble(TextLine::right)
            .sorted()
            .toArray();
    return rights.length == 0 ? 0 : rights[(int) (rights.length * 0.9)];
  }

  private static List<TextLine> withoutRunningHeads(List<List<TextLine>> pages) {
    Map<String, Integer> seen = new HashMap<>();
    for (List<TextLine> page : pages) {
      for (TextLine line : edges(page)) {
        seen.merge(running(line), 1, Integer::sum);
      }
    }
    int often = Math.max(3, pages.size() / 4);
    List<TextLine> kept = new ArrayList<>();
    for (List<TextLine> page : pages) {
      List<TextLine> edges = edges(page);
      for (TextLine line : page) {
        if (line.table().isPresent()) {
          kept.add(line);
          continue;
        }
        boolean pageNumber =
            edges.contains(line) && running(line).replaceAll("[\\s\\-–—/第页共]", "").equals("#");
        boolean says = UNIT_LINE.matcher(line.text()).matches();
        boolean repeated = edges.contains(line) && seen.getOrDefault(running(line), 0) >= often;
        boolean contents = contents(page, line);
        if (says || !pageNumber && !repeated && !contents) {
          kept.add(line.withSeparateCells());
        }
      }
    }
    return kept;
  }

  /** A line of a table of contents; a row of a statement may look the same, but stands alone. */
  private static boolean contents(List<TextLine> page, TextLine line) {
    return CONTENTS_ENTRY.matcher(line.text()).matches()
        && page.stream().filter(each -> CONTENTS_ENTRY.matcher(each.text()).matches()).count()
            >= SHORTEST_CONTENTS;
  }

  private static List<TextLine> edges(List<TextLine> page) {
    if (page.size() <= 4) {
      return page;
    }
    List<TextLine> edges = new ArrayList<>(page.subList(0, 2));
    edges.addAll(page.subList(page.size() - 2, page.size()));
    return edges;
  }

  private static String running(TextLine line) {
    return DIGITS.matcher(line.text().strip()).replaceAll("#");
  }
}
