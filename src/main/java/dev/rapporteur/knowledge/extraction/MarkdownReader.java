package dev.rapporteur.knowledge.extraction;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.ListItem;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown by its block structure; of inline marks only the words stay. A link becomes its words
 * and an image its description: addresses are no text.
 */
final class MarkdownReader {
  private static final Pattern ATX = Pattern.compile("^ {0,3}(#{1,6})\\s+(.*?)\\s*#*\\s*$");
  private static final Pattern SETEXT = Pattern.compile("^ {0,3}(=+|-{3,})\\s*$");
  private static final Pattern FENCE = Pattern.compile("^\\s*(```+|~~~+).*");
  private static final Pattern ITEM = Pattern.compile("^\\s*(?:[-*+]|\\d{1,3}[.)])\\s+(.*)$");
  private static final Pattern TABLE_RULE =
      Pattern.compile("^\\s*\\|?\\s*:?-+:?\\s*(?:\\|\\s*:?-+:?\\s*)*\\|?\\s*$");
  private static final Pattern RULE =
      Pattern.compile("^ {0,3}(?:(?:-\\s*){3,}|(?:\\*\\s*){3,}|(?:_\\s*){3,})$");
  private static final Pattern LINK =
      Pattern.compile(
          "!?\\[((?:[^\\[\\]]|\\[[^\\]]*\\])*)\\]\\([^)\\s]*(?:\\s+\"[^\"]*\")?\\)(?"
              + ":\\{[^}]*\\})?");
  private static final Pattern NOTE = Pattern.compile("\\[\\^[^\\]]+\\]:?");
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>|<!--.*?-->|\\{:[^}]*\\}");
  private static final Pattern EMPHASIS =
      Pattern.compile("(\\*{1,3}|_{2,3}|~~|`+)(?=\\S)(.+?)(?<=\\S)\\1");
  private static final Pattern TITLE = Pattern.compile("(?m)^title:\\s*[\"']?(.*?)[\"']?\\s*$");

  private final List<String> lines;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();
  private boolean item;

  private MarkdownReader(List<String> lines) {
    this.lines = lines;
  }

  static DocumentContent read(String text) {
    String body = text;
    Optional<String> title = Optional.empty();
    if (text.startsWith("---\n") || text.startsWith("---\r\n")) {
      int end = text.indexOf("\n---", 3);
      if (end > 0) {
        Matcher named = TITLE.matcher(text.substring(0, end));
        title = named.find() ? Optional.of(named.group(1)) : Optional.empty();
        body = text.substring(Math.min(text.length(), end + 4));
      }
    }
    List<Block> blocks = new MarkdownReader(body.lines().toList()).blocks();
    return new DocumentContent(title.or(() -> firstHeading(blocks)), 0, blocks);
  }

  private static Optional<String> firstHeading(List<Block> blocks) {
    return blocks.stream()
        .filter(Heading.class::isInstance)
        .map(block -> ((Heading) block).text())
        .findFirst();
  }

  private List<Block> blocks() {
    int i = 0;
    while (i < lines.size()) {
      i = block(i);
    }
    close();
    return blocks;
  }

  /** Reads what begins on the line and gives the next one. */
  private int block(int i) {
    String line = lines.get(i);
    Matcher atx = ATX.matcher(line);
    Matcher list = ITEM.matcher(line);
    if (line.isBlank()) {
      close();
    } else if (FENCE.matcher(line).matches()) {
      return fenced(i);
    } else if (atx.matches()) {
      close();
      heading(atx.group(1).length(), atx.group(2));
    } else if (SETEXT.matcher(line).matches() && !open.isEmpty() && !item) {
      String text = open.toString();
      open.setLength(0);
      heading(line.contains("=") ? 1 : 2, text);
    } else if (RULE.matcher(line).matches()) {
      close();
    } else if (line.contains("|")
        && i + 1 < lines.size()
        && TABLE_RULE.matcher(lines.get(i + 1)).matches()
        && lines.get(i + 1).contains("-")) {
      return table(i);
    } else if (list.matches()) {
      close();
      item = true;
      open.append(line.strip());
    } else {
      String text = line.strip().replaceFirst("^(?:>\\s?)+", "");
      String before = open.toString();
      open.setLength(0);
      open.append(LayoutReader.joined(before, text));
    }
    return i + 1;
  }

  private int fenced(int i) {
    close();
    String fence = lines.get(i).strip().substring(0, 3);
    int end = i + 1;
    while (end < lines.size() && !lines.get(end).strip().startsWith(fence)) {
      end++;
    }
    String code = String.join("\n", lines.subList(i + 1, end));
    if (!code.isBlank()) {
      blocks.add(new Paragraph(0, code));
    }
    return end + 1;
  }

  private int table(int i) {
    close();
    List<List<String>> rows = new ArrayList<>();
    rows.add(cells(lines.get(i)));
    int columns = rows.getFirst().size();
    int end = i + 2;
    while (end < lines.size() && lines.get(end).contains("|")) {
      List<String> cells = new ArrayList<>(cells(lines.get(end)));
      while (cells.size() < columns) {
        cells.add("");
      }
      rows.add(cells.subList(0, columns));
      end++;
    }
    blocks.add(new Table(0, rows));
    return end;
  }

  private static List<String> cells(String line) {
    String row = line.strip();
    row = row.startsWith("|") ? row.substring(1) : row;
    row = row.endsWith("|") && !row.endsWith("\\|") ? row.substring(0, row.length() - 1) : row;
    List<String> cells = new ArrayList<>();
    for (String cell : row.split("(?<!\\\\)\\|", -1)) {
      cells.add(inline(cell.strip().replace("\\|", "|")));
    }
    return cells;
  }

  private void heading(int level, String text) {
    String words = inline(text);
    if (!words.isBlank()) {
      blocks.add(new Heading(0, level, words));
    }
  }

  private void close() {
    String text = inline(open.toString());
    if (!text.isBlank()) {
      blocks.add(item ? new ListItem(0, text) : new Paragraph(0, text));
    }
    open.setLength(0);
    item = false;
  }

  private static String inline(String text) {
    String words = text;
    for (int depth = 0; depth < 3; depth++) {
      words = LINK.matcher(words).replaceAll("$1");
    }
    words = NOTE.matcher(words).replaceAll("");
    words = TAG.matcher(words).replaceAll(" ");
    for (int depth = 0; depth < 3; depth++) {
      words = EMPHASIS.matcher(words).replaceAll("$2");
    }
    return words
        .replaceAll("\\\\([\\\\`*_{}\\[\\]()#+.!|>-])", "$1")
        .replaceAll(" {2,}", " ")
        .strip();
  }
}
