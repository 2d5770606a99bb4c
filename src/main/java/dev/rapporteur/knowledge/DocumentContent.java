package dev.rapporteur.knowledge;

import java.util.List;
import java.util.Optional;

/**
 * What stands in a document, in reading order, without anything that a reader cannot see.
 *
 * @param title the title that the document gives itself
 * @param pages number of pages; 0 where the format has none
 * @param blocks headings, paragraphs, list items and tables
 */
public record DocumentContent(Optional<String> title, int pages, List<Block> blocks) {

  public DocumentContent {
    title = title.map(InertText::of).filter(text -> !text.isEmpty());
    blocks = List.copyOf(blocks);
  }

  /** A piece of a document's structure. */
  public sealed interface Block {

    /** The page it begins on, counted from 1; 0 where the format has no pages. */
    int page();
  }

  /** A heading; level 1 is the outermost. */
  public record Heading(int page, int level, String text) implements Block {

    public Heading {
      text = InertText.of(text).replace('\n', ' ');
    }
  }

  /** Running text. */
  public record Paragraph(int page, String text) implements Block {

    public Paragraph {
      text = InertText.of(text);
    }
  }

  /** One item of a list, with the mark or number it carries in the document. */
  public record ListItem(int page, String text) implements Block {

    public ListItem {
      text = InertText.of(text);
    }
  }

  /**
   * A table as a grid: all rows have the same number of cells, an empty cell is {@code ""}, and a
   * cell that spans several columns stands in each of them.
   */
  public record Table(int page, List<List<String>> rows) implements Block {

    public Table {
      rows = rows.stream().map(row -> row.stream().map(InertText::of).toList()).toList();
    }
  }
}
