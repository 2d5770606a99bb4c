package dev.rapporteur.rendering.docx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reckons on which page each heading comes to stand, for the page numbers that a table of contents
 * shows until Word counts itself. It knows heights of lines, spaces, rows and drawings, widths of
 * letters only roughly; a long report can be a page off.
 */
final class PageEstimate {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
  private static final int CELL_MARGINS = 170;
  private static final int EMU_PER_TWIP = 635;
  private static final int NOTE_LINE = 240;

  private final Map<String, StyleMetrics> styles;
  private final Map<String, Integer> pages = new HashMap<>();
  private final List<Integer> notes;
  private final int width;
  private final int height;
  private final List<Block> kept = new ArrayList<>();
  private int page = 1;
  private int used;
  private int lastAfter;
  private int note;

  /** A paragraph or a row, measured. */
  private record Block(
      int height,
      int before,
      int after,
      boolean keepNext,
      boolean startsPage,
      int notes,
      List<String> bookmarks,
      int repeatedHead) {}

  private PageEstimate(
      Map<String, StyleMetrics> styles, XmlNode.Element section, List<Integer> notes) {
    this.styles = styles;
    this.notes = notes;
    this.width =
        size(section, "pgSz", "w", 11_906)
            - size(section, "pgMar", "left", 1_440)
            - size(section, "pgMar", "right", 1_440);
    this.height =
        size(section, "pgSz", "h", 16_838)
            - size(section, "pgMar", "top", 1_440)
            - size(section, "pgMar", "bottom", 1_440);
  }

  /**
   * The page of each bookmark that starts in a paragraph of the body.
   *
   * @param notes lengths of the added footnotes, in letters
   */
  static Map<String, Integer> of(
      XmlNode.Element document, Map<String, StyleMetrics> styles, List<Integer> notes) {
    XmlNode.Element body = document.wordChild("body").orElseThrow();
    XmlNode.Element section =
        body.elements().filter(e -> e.isWord("sectPr")).findFirst().orElse(body);
    PageEstimate estimate = new PageEstimate(styles, section, notes);
    estimate.container(body);
    estimate.place();
    return estimate.pages;
  }

  private void container(XmlNode.Element container) {
    for (XmlNode.Element child : container.elements().toList()) {
      if (child.isWord("p")) {
        add(paragraph(child, width));
      } else if (child.isWord("tbl")) {
        table(child);
      } else if (child.isWord("sdt")) {
        child.wordChild("sdtContent").ifPresent(this::container);
      }
    }
  }

  private Block paragraph(XmlNode.Element paragraph, int available) {
    StyleMetrics metrics = metrics(paragraph);
    int drawn = 0;
    int references = 0;
    List<String> bookmarks = new ArrayList<>();
    boolean breaks = metrics.pageBreakBefore();
    for (XmlNode.Element element : paragraph.all().toList()) {
      switch (element.local()) {
        case "extent" ->
            drawn =
                Math.max(
                    drawn,
                    Integer.parseInt(element.attribute("", "cy").orElse("0")) / EMU_PER_TWIP);
        case "footnoteReference" -> references++;
        case "bookmarkStart" -> element.word("name").ifPresent(bookmarks::add);
        case "br" -> breaks |= element.word("type").orElse("").equals("page");
        default -> {}
      }
    }
    int lines = lines(ParagraphText.of(paragraph).text(), metrics, available);
    return new Block(
        Math.max(lines * metrics.line(), drawn),
        metrics.before(),
        metrics.after(),
        metrics.keepNext(),
        breaks,
        references,
        bookmarks,
        0);
  }

  private StyleMetrics metrics(XmlNode.Element paragraph) {
    var properties = paragraph.wordChild("pPr");
    var style = properties.flatMap(p -> p.wordChild("pStyle"));
    StyleMetrics named =
        styles.getOrDefault(style.flatMap(s -> s.word("val")).orElse(""), styles.get(""));
    var run = paragraph.wordChild("r").flatMap(r -> r.wordChild("rPr"));
    boolean nothingMore =
        run.isEmpty()
            && properties.filter(p -> p.children().size() > (style.isEmpty() ? 0 : 1)).isEmpty();
    return nothingMore ? named : named.with(properties, run);
  }

  private static int lines(String text, StyleMetrics metrics, int available) {
    double room = Math.max(1, available - metrics.indent()) / (double) metrics.fontSize();
    int lines = 0;
    for (String line : text.split("\n", -1)) {
      lines += wrapped(line, room);
    }
    return lines;
  }

  /** Lines of a text of words that stay whole; an ideograph is a word by itself. */
  private static int wrapped(String text, double room) {
    int lines = 1;
    double filled = 0;
    double word = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      word += letter(c);
      boolean ends = c == ' ' || c == '-' || c >= 0x2E80 || i == text.length() - 1;
      if (ends) {
        double visible = c == ' ' ? word - letter(c) : word;
        if (filled > 0 && filled + visible > room) {
          lines++;
          filled = 0;
        }
        filled += word;
        word = 0;
      }
    }
    return lines;
  }

  /** Width of a letter per unit of its size, as in common sans-serif families. */
  private static double letter(char c) {
    if (c >= 0x2E80) {
      return 1;
    }
    if (c == ' ' || "il.,:;'|!()[]jtf".indexOf(c) >= 0) {
      return 0.29;
    }
    return Character.isUpperCase(c) || c == 'm' || c == 'w' ? 0.70 : 0.56;
  }

  private void table(XmlNode.Element table) {
    int head = 0;
    for (XmlNode.Element row : table.elements().filter(e -> e.isWord("tr")).toList()) {
      boolean isHead = row.wordChild("trPr").flatMap(p -> p.wordChild("tblHeader")).isPresent();
      Block measured = row(row, head);
      if (isHead) {
        head += measured.height();
      }
      add(measured);
    }
  }

  private Block row(XmlNode.Element row, int head) {
    int tallest = 0;
    boolean keepNext = false;
    int references = 0;
    for (XmlNode.Element cell : row.elements().filter(e -> e.isWord("tc")).toList()) {
      int room =
          cell.wordChild("tcPr")
                  .flatMap(p -> p.wordChild("tcW"))
                  .flatMap(w -> w.word("w"))
                  .filter(value -> NUMBER.matcher(value).matches())
                  .map(Integer::parseInt)
                  .orElse(width / 2)
              - CELL_MARGINS;
      int cellHeight = 0;
      for (XmlNode.Element child : cell.elements().filter(e -> e.isWord("p")).toList()) {
        Block inner = paragraph(child, room);
        cellHeight += inner.before() + inner.height() + inner.after();
        keepNext |= inner.keepNext();
        references += inner.notes();
      }
      tallest = Math.max(tallest, cellHeight);
    }
    return new Block(tallest + 10, 0, 0, keepNext, false, references, List.of(), head);
  }

  /** What has to stay with what follows waits for it. */
  private void add(Block block) {
    kept.add(block);
    if (!block.keepNext()) {
      place();
    }
  }

  private void place() {
    int needed = 0;
    int after = lastAfter;
    for (Block block : kept) {
      needed += Math.max(0, block.before() - after) + block.height();
      needed += block == kept.getLast() ? 0 : block.after();
      after = block.after();
    }
    if (needed <= height && used + needed > height) {
      nextPage(kept.getFirst().repeatedHead());
    }
    for (Block block : kept) {
      place(block);
    }
    kept.clear();
  }

  private void place(Block block) {
    if (block.startsPage() && used > 0) {
      nextPage(0);
    }
    int gap = used == 0 ? 0 : Math.max(0, block.before() - lastAfter);
    int references = notes(block.notes());
    if (used + gap + block.height() + references > height && used > 0) {
      nextPage(block.repeatedHead());
      gap = 0;
    }
    block.bookmarks().forEach(name -> pages.putIfAbsent(name, page));
    used += gap + block.height() + block.after() + references;
    while (used - block.after() > height) {
      page++;
      used -= height;
    }
    lastAfter = block.after();
  }

  private void nextPage(int head) {
    page++;
    used = head;
    lastAfter = 0;
  }

  private int notes(int references) {
    int taken = 0;
    for (int i = 0; i < references && note < notes.size(); i++) {
      taken += NOTE_LINE * (1 + notes.get(note++) * 90 / width);
    }
    return taken;
  }

  private static int size(XmlNode.Element section, String child, String attribute, int standard) {
    return section
        .wordChild(child)
        .flatMap(e -> e.word(attribute))
        .filter(value -> NUMBER.matcher(value).matches())
        .map(Integer::parseInt)
        .orElse(standard);
  }
}
