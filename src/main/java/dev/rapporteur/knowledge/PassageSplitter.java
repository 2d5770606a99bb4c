package dev.rapporteur.knowledge;

import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.ListItem;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a document into passages along its headings.
 *
 * <p>A section of up to one and a half times the size is one passage; very short neighbors are read
 * together. Only a section that is longer than a passage is cut, between paragraphs where possible,
 * and its parts overlap by a sentence. A table stays whole up to twice the size of a passage and
 * repeats its head beyond that. A list never loses the sentence that leads to it.
 *
 * @param size tokens of a passage, as {@link TokenEstimate} counts them
 * @param small a section below this size is read together with the one after it
 */
public record PassageSplitter(int size, int small) {

  /** Sizes that did best on our question sets; see docs/knowledge.md. */
  public static final PassageSplitter USUAL = new PassageSplitter(600, 80);

  private static final Pattern SENTENCE =
      Pattern.compile(".+?(?:[。！？!?；;…]+[”’」』）)\"]*|[.](?=\\s|$)|\\n|$)", Pattern.DOTALL);

  public PassageSplitter {
    if (small < 0 || size < 50 || small > size) {
      throw new IllegalArgumentException("sizes " + size + " and " + small + " make no passages");
    }
  }

  /** The passages of a document in reading order. */
  public List<Passage> split(StrategyDocument document, DocumentContent content) {
    List<Passage> passages = new ArrayList<>();
    for (Section section : merged(sections(content.blocks()))) {
      for (Piece piece : pieces(section.pieces)) {
        passages.add(
            Passage.of(
                document,
                section.headings,
                piece.page > 0 ? OptionalInt.of(piece.page) : OptionalInt.empty(),
                piece.text));
      }
    }
    return passages;
  }

  /**
   * Text that is better not cut.
   *
   * @param leads whether it ends with a colon and makes no sense without what follows
   * @param led whether it makes no sense without the sentence that leads to it
   */
  private record Piece(int page, String text, boolean leads, boolean led) {

    int tokens() {
      return TokenEstimate.of(text);
    }
  }

  private record Section(List<String> headings, List<Piece> pieces) {

    int tokens() {
      return pieces.stream().mapToInt(Piece::tokens).sum();
    }
  }

  private List<Section> sections(List<Block> blocks) {
    List<Section> sections = new ArrayList<>();
    List<Heading> path = new ArrayList<>();
    Section open = new Section(List.of(), new ArrayList<>());
    for (Block block : blocks) {
      if (block instanceof Heading heading) {
        close(sections, open);
        path.removeIf(above -> above.level() >= heading.level());
        path.add(heading);
        open = new Section(path.stream().map(Heading::text).toList(), new ArrayList<>());
      } else {
        open.pieces.addAll(pieces(block));
      }
    }
    close(sections, open);
    return sections.isEmpty() ? headingsOnly(path) : sections;
  }

  private static void close(List<Section> sections, Section section) {
    if (!section.pieces.isEmpty()) {
      sections.add(section);
    }
  }

  private static List<Section> headingsOnly(List<Heading> path) {
    return path.stream()
        .map(
            heading ->
                new Section(
                    List.of(heading.text()),
                    List.of(new Piece(heading.page(), heading.text(), false, false))))
        .toList();
  }

  private List<Piece> pieces(Block block) {
    return switch (block) {
      case Heading heading -> throw new IllegalArgumentException("a heading is no piece of text");
      case Paragraph paragraph -> sentences(paragraph.page(), paragraph.text(), false);
      case ListItem item -> sentences(item.page(), item.text(), true);
      case Table table -> rows(table);
    };
  }

  /** The whole text, or sentences of it where it alone is longer than a passage. */
  private List<Piece> sentences(int page, String text, boolean led) {
    if (text.isBlank()) {
      return List.of();
    }
    boolean leads = text.endsWith(":") || text.endsWith("：");
    if (TokenEstimate.of(text) <= size) {
      return List.of(new Piece(page, text, leads, led));
    }
    List<Piece> pieces = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    Matcher sentence = SENTENCE.matcher(text);
    while (sentence.find()) {
      for (String part : bounded(sentence.group())) {
        if (!open.isEmpty() && TokenEstimate.of(open) + TokenEstimate.of(part) > size / 3) {
          addSentences(pieces, page, open, led);
        }
        open.append(part);
      }
    }
    addSentences(pieces, page, open, led);
    return pieces;
  }

  private static void addSentences(List<Piece> pieces, int page, StringBuilder open, boolean led) {
    String text = open.toString().strip();
    if (!text.isEmpty()) {
      pieces.add(new Piece(page, text, false, led && pieces.isEmpty()));
    }
    open.setLength(0);
  }

  /** A "sentence" longer than a passage is no sentence and is cut anywhere. */
  private List<String> bounded(String sentence) {
    List<String> parts = new ArrayList<>();
    int length = size * 3;
    int from = 0;
    while (from < sentence.length()) {
      int to = Math.min(sentence.length(), from + length);
      while (TokenEstimate.of(sentence.substring(from, to)) > size) {
        to = from + (to - from) / 2;
      }
      if (to < sentence.length() && Character.isHighSurrogate(sentence.charAt(to - 1))) {
        to--;
      }
      parts.add(sentence.substring(from, to));
      from = to;
    }
    return parts;
  }

  private List<Piece> rows(Table table) {
    List<String> lines = table.rows().stream().map(PassageSplitter::line).toList();
    List<Piece> pieces = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int limit = TokenEstimate.of(String.join("\n", lines)) <= 2 * size ? 2 * size : size;
    for (String line : lines) {
      if (line.isBlank()) {
        continue;
      }
      if (!open.isEmpty() && TokenEstimate.of(open) + TokenEstimate.of(line) > limit) {
        pieces.add(new Piece(table.page(), open.toString(), false, pieces.isEmpty()));
        open.setLength(0);
        open.append(lines.getFirst());
      }
      open.append(open.isEmpty() ? "" : "\n").append(line);
    }
    if (!open.isEmpty()) {
      pieces.add(new Piece(table.page(), open.toString(), false, pieces.isEmpty()));
    }
    return pieces;
  }

  /** A row as a reader takes it in: empty cells left out, a cell that spans columns said once. */
  private static String line(List<String> row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i).replace('\n', ' ');
      boolean spans = i > 0 && cell.equals(row.get(i - 1)) && !cell.matches("[\\d.,%()$-]*");
      if (!cell.isEmpty() && !spans) {
        cells.add(cell);
      }
    }
    return String.join(" | ", cells);
  }

  /** Sections, with very short ones joined to the next, if both have the same heading above. */
  private List<Section> merged(List<Section> sections) {
    List<Section> merged = new ArrayList<>();
    for (Section section : sections) {
      Section last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && together(last, section)) {
        merged.set(merged.size() - 1, joined(last, section));
      } else {
        merged.add(section);
      }
    }
    return merged;
  }

  private boolean together(Section first, Section second) {
    int common = common(first.headings, second.headings);
    boolean neighbors = common >= first.headings.size() - 1 && common >= second.headings.size() - 1;
    return neighbors && first.tokens() < small && first.tokens() + second.tokens() <= size;
  }

  private static Section joined(Section first, Section second) {
    List<Piece> pieces = new ArrayList<>();
    if (first.headings.isEmpty()) {
      // A title that is not marked as one, or a line before the first heading.
      pieces.addAll(first.pieces);
      pieces.addAll(second.pieces);
      return new Section(second.headings, pieces);
    }
    int common = common(first.headings, second.headings);
    pieces.addAll(withHeadings(first, common));
    pieces.addAll(withHeadings(second, common));
    return new Section(first.headings.subList(0, common), pieces);
  }

  /** The section's pieces, the first one led by those of its headings that are given up. */
  private static List<Piece> withHeadings(Section section, int kept) {
    if (section.headings.size() == kept) {
      return section.pieces;
    }
    String headings = String.join("\n", section.headings.subList(kept, section.headings.size()));
    Piece first = section.pieces.getFirst();
    List<Piece> pieces = new ArrayList<>(section.pieces);
    pieces.set(0, new Piece(first.page, headings + "\n" + first.text, first.leads, first.led));
    return pieces;
  }

  private static int common(List<String> first, List<String> second) {
    int common = 0;
    while (common < Math.min(first.size(), second.size())
        && first.get(common).equals(second.get(common))) {
      common++;
    }
    return common;
  }

  /** Packs pieces into passages. */
  private List<Piece> pieces(List<Piece> pieces) {
    List<Piece> packed = new ArrayList<>();
    List<Piece> open = new ArrayList<>();
    int tokens = 0;
    if (pieces.stream().mapToInt(Piece::tokens).sum() <= size + size / 2) {
      add(packed, pieces);
      return packed;
    }
    for (Piece piece : pieces) {
      if (!open.isEmpty() && tokens + piece.tokens() > size) {
        List<Piece> next = carriedOver(open, piece);
        add(packed, open);
        open = next;
        tokens = open.stream().mapToInt(Piece::tokens).sum();
      }
      open.add(piece);
      tokens += piece.tokens();
    }
    add(packed, open);
    return packed;
  }

  /**
   * What the next passage repeats of the one before: the sentence that leads to it, or the last.
   */
  private List<Piece> carriedOver(List<Piece> open, Piece next) {
    List<Piece> carried = new ArrayList<>();
    if (next.led) {
      for (int i = open.size() - 1; i >= 0 && (open.get(i).led || open.get(i).leads); i--) {
        if (open.get(i).leads && open.get(i).tokens() < size / 4) {
          carried.add(open.get(i));
          if (i == open.size() - 1 && open.size() > 1) {
            open.remove(i);
          }
          return carried;
        }
      }
    }
    String last = lastSentence(open.getLast().text);
    if (TokenEstimate.of(last) < size / 6
        && !last.isBlank()
        && !open.getLast().text.contains(" | ")) {
      carried.add(new Piece(open.getLast().page, last, false, false));
    }
    return carried;
  }

  private static String lastSentence(String text) {
    Matcher sentence = SENTENCE.matcher(text);
    String last = "";
    while (sentence.find()) {
      if (!sentence.group().isBlank()) {
        last = sentence.group().strip();
      }
    }
    return last;
  }

  private static void add(List<Piece> packed, List<Piece> open) {
    if (!open.isEmpty()) {
      String text = String.join("\n", open.stream().map(Piece::text).toList());
      packed.add(new Piece(open.getFirst().page, text, false, false));
    }
  }
}
