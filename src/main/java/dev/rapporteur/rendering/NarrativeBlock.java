package dev.rapporteur.rendering;

import java.util.List;

/**
 * The text of one section, which a reviewer may change and which must be found again afterwards.
 *
 * @param id the section's id; the content control, bookmark and custom XML entry carry it
 * @param paragraphs in reading order
 */
public record NarrativeBlock(String id, List<Paragraph> paragraphs) {
  public NarrativeBlock {
    paragraphs = List.copyOf(paragraphs);
  }

  /** How a paragraph stands in the text. */
  public enum Shape {
    TEXT,
    BULLET,
    NUMBERED,
    /** A remark of the system, such as who wrote the section; set apart from the analysis. */
    NOTE
  }

  /**
   * @param shape how it stands
   * @param pieces in reading order
   */
  public record Paragraph(Shape shape, List<Piece> pieces) {
    public Paragraph {
      pieces = List.copyOf(pieces);
    }

    /** The words alone, without citations. */
    public String plainText() {
      StringBuilder text = new StringBuilder();
      for (Piece piece : pieces) {
        switch (piece) {
          case Piece.Words words -> text.append(words.text());
          case Piece.FigureText figure -> text.append(figure.text());
          case Piece.CitationMark ignored -> {}
        }
      }
      return text.toString();
    }
  }

  /** A stretch of a paragraph. */
  public sealed interface Piece {
    /** Words as written. */
    record Words(String text, boolean bold) implements Piece {}

    /**
     * A number that code filled in.
     *
     * @param figureId the figure's id
     * @param text the value as the report's locale writes it
     */
    record FigureText(String figureId, String text) implements Piece {}

    /**
     * A reference to a passage.
     *
     * @param number its number in the report's list of sources, from 1
     * @param source document and heading as shown to a reader
     * @param quote the words of the passage that are referred to
     */
    record CitationMark(int number, String source, String quote) implements Piece {}
  }
}
