package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.ListItem;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The body of a Word document. Deleted text, field codes and the fallback half of alternative
 * content are left out. Pages are those that Word last laid out, where it noted them.
 */
final class WordReader {
  private static final Pattern HEADING_NAME = Pattern.compile("(?:heading|标题) ?(\\d)");

  private static final int LONGEST_HEADING = 300;

  /** A bold paragraph is a heading below those that say that they are headings. */
  private static final int UNSTYLED_LEVEL = 9;

  private final Map<String, Integer> headingStyles;
  private final List<Block> blocks = new ArrayList<>();
  private final Deque<TableGrid> tables = new ArrayDeque<>();
  private final Deque<Cell> cells = new ArrayDeque<>();
  private boolean pagesKnown;
  private int page = 1;
  private StringBuilder text = new StringBuilder();
  private int level;
  private boolean listItem;
  private boolean boldRun;
  private int boldLetters;

  /** A table cell that is being read. */
  private static final class Cell {
    final StringBuilder text = new StringBuilder();
    int columns = 1;
    boolean continuesAbove;
  }

  private WordReader(Map<String, Integer> headingStyles) {
    this.headingStyles = headingStyles;
  }

  static DocumentContent read(Path file) throws IOException {
    try (OfficePackage word = new OfficePackage(file)) {
      WordReader reader = new WordReader(headingStyles(word));
      reader.body(word.part("word/document.xml"));
      List<Block> blocks = reader.pagesKnown ? reader.blocks : withoutPages(reader.blocks);
      return new DocumentContent(word.title(), reader.pagesKnown ? reader.page : 0, blocks);
    } catch (XMLStreamException e) {
      throw new IOException("its XML is damaged: " + e.getMessage(), e);
    }
  }

  private void body(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(xml);
        case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
        default -> {}
      }
    }
  }

  private void start(XMLStreamReader xml) throws XMLStreamException {
    switch (xml.getLocalName()) {
      case "p" -> startParagraph();
      case "pStyle" -> level = headingStyles.getOrDefault(value(xml), level);
      case "outlineLvl" -> level = outlineLevel(value(xml));
      case "numPr" -> listItem = true;
      case "r" -> boldRun = false;
      case "b" -> boldRun = !value(xml).matches("0|false|off");
      case "t" -> {
        String words = xml.getElementText();
        text.append(words);
        boldLetters += boldRun ? words.length() : 0;
      }
      case "tab" -> text.append(text.isEmpty() ? "" : " ");
      case "br" -> lineBreak(xml);
      case "lastRenderedPageBreak" -> {
        pagesKnown = true;
        page++;
      }
      case "noBreakHyphen" -> text.append('-');
      case "tbl" -> {
        tables.push(new TableGrid());
      }
      case "tr" -> tables.element().row();
      case "tc" -> cells.push(new Cell());
      case "gridSpan" -> cells.element().columns = number(value(xml));
      case "vMerge" -> cells.element().continuesAbove = !"restart".equals(value(xml));
      case "del", "Fallback", "sectPr", "instrText", "pPrChange", "rPrChange", "moveFrom" ->
          skip(xml);
      default -> {}
    }
  }

  private void end(String name) {
    switch (name) {
      case "p" -> endParagraph();
      case "tc" -> endCell();
      case "tbl" -> endTable();
      default -> {}
    }
  }

  private void startParagraph() {
    flush();
    level = 0;
    listItem = false;
  }

  private void endParagraph() {
    flush();
    level = 0;
    listItem = false;
  }

  private void flush() {
    String words = text.toString().strip();
    boolean bold = boldLetters >= words.length() && words.length() <= LONGEST_HEADING;
    text = new StringBuilder();
    boldLetters = 0;
    if (words.isEmpty()) {
      return;
    }
    if (!cells.isEmpty()) {
      StringBuilder cell = cells.element().text;
      String before = cell.toString();
      cell.setLength(0);
      cell.append(LayoutReader.joined(before, words));
      return;
    }
    OptionalInt byShape = level == 0 ? HeadingShape.numbered(words) : OptionalInt.empty();
    if (level > 0) {
      blocks.add(new Heading(page, level, words));
    } else if (byShape.isPresent() && !listItem) {
      blocks.add(new Heading(page, byShape.getAsInt() + 3, words));
    } else if (bold && !listItem) {
      blocks.add(new Heading(page, UNSTYLED_LEVEL, words));
    } else if (listItem) {
      blocks.add(new ListItem(page, "- " + words));
    } else {
      blocks.add(new Paragraph(page, words));
    }
  }

  private void endCell() {
    Cell cell = cells.pop();
    tables.element().cell(cell.continuesAbove ? "" : cell.text.toString(), cell.columns, 1);
  }

  private void endTable() {
    List<List<String>> rows = tables.pop().rows();
    if (rows.isEmpty()) {
      return;
    }
    if (cells.isEmpty()) {
      blocks.add(new Table(page, rows));
    } else {
      rows.forEach(row -> cells.element().text.append(' ').append(String.join(" ", row)));
    }
  }

  private void lineBreak(XMLStreamReader xml) {
    if (OfficePackage.attribute(xml, "type").filter("page"::equals).isPresent()) {
      // Word notes the page that follows by a lastRenderedPageBreak of its own.
      return;
    }
    text.append('\n');
  }

  private static List<Block> withoutPages(List<Block> blocks) {
    List<Block> unpaged = new ArrayList<>();
    for (Block block : blocks) {
      unpaged.add(
          switch (block) {
            case Heading h -> new Heading(0, h.level(), h.text());
            case Paragraph p -> new Paragraph(0, p.text());
            case ListItem i -> new ListItem(0, i.text());
            case Table t -> new Table(0, t.rows());
          });
    }
    return unpaged;
  }

  /**
   * Style ids that stand for headings, with their level; a style takes after the one it is based
   * on.
   */
  private static Map<String, Integer> headingStyles(OfficePackage word)
      throws IOException, XMLStreamException {
    Map<String, Integer> levels = new HashMap<>();
    if (!word.has("word/styles.xml")) {
      return levels;
    }
    Map<String, String> basedOn = new HashMap<>();
    String style = "";
    XMLStreamReader xml = word.part("word/styles.xml");
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "style" -> style = OfficePackage.attribute(xml, "styleId").orElse("");
        case "name" -> {
          Matcher heading = HEADING_NAME.matcher(value(xml).toLowerCase(Locale.ROOT));
          if (heading.matches()) {
            levels.put(style, number(heading.group(1)));
          } else if (value(xml).equalsIgnoreCase("title")) {
            levels.put(style, 1);
          }
        }
        case "basedOn" -> basedOn.put(style, value(xml));
        case "outlineLvl" -> {
          int level = outlineLevel(value(xml));
          if (level > 0) {
            levels.put(style, level);
          }
        }
        default -> {}
      }
    }
    basedOn.forEach(
        (child, parent) ->
            Optional.ofNullable(levels.get(parent))
                .ifPresent(level -> levels.putIfAbsent(child, level)));
    return levels;
  }

  private static void skip(XMLStreamReader xml) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = xml.next();
      depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
      depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
    }
  }

  private static String value(XMLStreamReader xml) {
    return OfficePackage.attribute(xml, "val").orElse("");
  }

  /** Word counts outline levels from 0; 9 is body text. */
  private static int outlineLevel(String value) {
    int level = value.isEmpty() ? 0 : number(value) + 1;
    return level > 9 ? 0 : level;
  }

  private static int number(String value) {
    return value.matches("\\d{1,3}") ? Integer.parseInt(value) : 1;
  }
}
