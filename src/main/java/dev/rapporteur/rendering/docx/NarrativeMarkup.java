package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.NarrativeBlock;
import dev.rapporteur.rendering.NarrativeBlock.Paragraph;
import dev.rapporteur.rendering.NarrativeBlock.Piece;

/**
 * Writes a narrative as paragraphs. Each is in a content control that carries the block's name, and
 * a bookmark of the same name spans them all: Word keeps both, other editors one of them, so that
 * the block is found again in an edited document.
 */
final class NarrativeMarkup {
  private final XmlOut out;
  private final RunMarkup runs;
  private final AddedParts added;
  private final WordStyles styles;

  NarrativeMarkup(XmlOut out, RunMarkup runs, AddedParts added, WordStyles styles) {
    this.out = out;
    this.runs = runs;
    this.added = added;
    this.styles = styles;
  }

  void write(NarrativeBlock block, WordLeaf.Alone place) {
    String name = DocumentNames.narrative(block.id());
    int bookmark = added.names().nextNumber();
    int last = block.paragraphs().size() - 1;
    boolean marked = place.around().flow() && last >= 0 && added.narrative(block, name);
    int item = 0;
    for (int i = 0; i <= last; i++) {
      Paragraph paragraph = block.paragraphs().get(i);
      item = paragraph.shape() == NarrativeBlock.Shape.NUMBERED ? item + 1 : 0;
      out.raw("<w:p>").raw(properties(paragraph.shape(), place));
      if (i == 0 && marked) {
        out.raw("<w:bookmarkStart w:id=\"").raw(bookmark);
        out.raw("\" w:name=\"").text(name).raw("\"/>");
      }
      mark(paragraph.shape(), item, place.look());
      runs.openControl("", name);
      for (Piece piece : paragraph.pieces()) {
        piece(piece, place);
      }
      runs.closeControl();
      if (i == last && marked) {
        out.raw("<w:bookmarkEnd w:id=\"").raw(bookmark).raw("\"/>");
      }
      out.raw("</w:p>");
    }
  }

  private String properties(NarrativeBlock.Shape shape, WordLeaf.Alone place) {
    return switch (shape) {
      case TEXT -> place.styled() ? place.paragraphProperties() : style("NarrativeText");
      case BULLET -> style("NarrativeBullet");
      case NUMBERED -> style("NarrativeNumber");
      case NOTE -> style("NarrativeNote");
    };
  }

  private static String style(String id) {
    return "<w:pPr><w:pStyle w:val=\"" + id + "\"/></w:pPr>";
  }

  /** The bullet or number, where the style does not set it. */
  private void mark(NarrativeBlock.Shape shape, int item, RunLook look) {
    if (shape == NarrativeBlock.Shape.BULLET && !styles.isNumbered("NarrativeBullet")) {
      runs.words(look.plain(), "•\t");
    } else if (shape == NarrativeBlock.Shape.NUMBERED) {
      runs.words(look.plain(), item + ".\t");
    }
  }

  private void piece(Piece piece, WordLeaf.Alone place) {
    RunLook look = place.look();
    switch (piece) {
      case Piece.Words words -> runs.words(words.bold() ? look.bold() : look.plain(), words.text());
      case Piece.FigureText figure -> runs.figure(look.plain(), figure.figureId(), figure.text());
      case Piece.CitationMark citation -> citation(citation, place.around().flow());
    }
  }

  private void citation(Piece.CitationMark citation, boolean flow) {
    if (flow && added.hasNotes()) {
      out.raw("<w:r><w:rPr>").raw(styles.noteReference()).raw("</w:rPr>");
      out.raw("<w:footnoteReference w:id=\"").raw(added.note(citation)).raw("\"/></w:r>");
    } else {
      runs.words(
          "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>", "[" + citation.number() + "]");
    }
  }
}
