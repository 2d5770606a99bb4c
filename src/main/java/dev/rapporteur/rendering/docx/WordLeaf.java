package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.TagTree;
import dev.rapporteur.rendering.TemplateTag;
import java.util.List;

/** What a compiled part of a template is made of, beside its loops and conditions. */
sealed interface WordLeaf {

  /**
   * What is copied.
   *
   * @param utf8 markup
   * @param words the characters it shows, for the table of contents
   */
  record Markup(byte[] utf8, String words) implements WordLeaf {}

  /**
   * A tag among words.
   *
   * @param look of the tag's first character
   */
  record Inline(TemplateTag.Value tag, RunLook look, Surroundings around) implements WordLeaf {}

  /**
   * A tag that is all a paragraph holds.
   *
   * @param paragraphProperties the {@code w:pPr} of the paragraph, or an empty text
   * @param styled whether the paragraph has a style of its own, which then is taken for narratives
   */
  record Alone(
      TemplateTag.Value tag,
      String paragraphProperties,
      boolean styled,
      RunLook look,
      Surroundings around)
      implements WordLeaf {}

  /**
   * A heading, which the table of contents lists.
   *
   * @param level from 1
   * @param properties its {@code w:pPr}
   * @param words what is in it
   */
  record Heading(int level, byte[] properties, List<TagTree<WordLeaf>> words) implements WordLeaf {
    public Heading {
      words = List.copyOf(words);
    }
  }

  /**
   * A table of contents.
   *
   * @param instruction its field code
   * @param levels how many levels of headings it lists
   * @param width from margin to margin, in twentieths of a point
   */
  record Contents(String instruction, int levels, int width) implements WordLeaf {}

  /** Where a table starts that may turn out to have no rows, and then is left out. */
  record TableStart(byte[] utf8) implements WordLeaf {}

  /** Where such a table ends. */
  record TableEnd(byte[] utf8) implements WordLeaf {}

  /** The end of something that must not be without a last paragraph. */
  record LastParagraph() implements WordLeaf {}

  /** The number of a drawing, unique in the document. */
  record DrawingNumber() implements WordLeaf {}

  /**
   * A drawing with a chart of the template that is filled from a report.
   *
   * @param tag which the chart's alternative text holds
   * @param pieces markup of the drawing around the holes
   * @param holes what goes between them
   */
  record Drawn(TemplateTag.Value tag, OwnChart chart, List<byte[]> pieces, List<Hole> holes)
      implements WordLeaf {
    public Drawn {
      pieces = List.copyOf(pieces);
      holes = List.copyOf(holes);
    }

    /** What a document puts into a drawing. */
    enum Hole {
      NUMBER,
      ALTERNATIVE_TEXT,
      RELATION
    }
  }

  /** The watermark, while there is one. */
  record Watermark() implements WordLeaf {}

  /** Where notes of citations are added. */
  record Notes() implements WordLeaf {}

  /**
   * What a tag stands in.
   *
   * @param kind of its part
   * @param textBox whether it stands in a text box
   * @param plainControl whether it stands in a content control that takes plain text only
   * @param width from margin to margin of the page or the cell, in twentieths of a point
   */
  record Surroundings(Kind kind, boolean textBox, boolean plainControl, int width) {
    enum Kind {
      BODY,
      HEADER_OR_FOOTER,
      NOTES
    }

    /** Whether footnotes, charts and bookmarks may stand here. */
    boolean flow() {
      return kind == Kind.BODY && !textBox;
    }
  }
}
