package dev.rapporteur.rendering.docx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The characters that a paragraph shows, over all its runs, and where each of them stands. Text
 * boxes in it have paragraphs of their own; what is marked as deleted is not shown.
 *
 * @param text the characters
 * @param pieces the text elements they come from, in order
 * @param onlyText whether there is nothing else to see, such as a picture, a field or a break
 */
record ParagraphText(String text, List<Piece> pieces, boolean onlyText) {

  /** Elements that hold runs beside the paragraph itself. */
  private static final Set<String> HOLDERS =
      Set.of("hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "customXml", "dir", "bdo");

  /** Elements of a paragraph or a run that show nothing. */
  private static final Set<String> UNSEEN =
      Set.of(
          "pPr",
          "rPr",
          "proofErr",
          "bookmarkStart",
          "bookmarkEnd",
          "lastRenderedPageBreak",
          "permStart",
          "permEnd",
          "commentRangeStart",
          "commentRangeEnd",
          "del",
          "moveFrom");

  /**
   * One text element.
   *
   * @param element the {@code w:t}
   * @param run the run it is in
   * @param holder the element whose child the run is
   * @param start offset of its first character in the text of the paragraph
   * @param end offset behind its last character
   */
  record Piece(
      XmlNode.Element element, XmlNode.Element run, XmlNode.Element holder, int start, int end) {}

  static ParagraphText of(XmlNode.Element paragraph) {
    Collector collector = new Collector();
    collector.holder(paragraph);
    return new ParagraphText(
        collector.text.toString(), List.copyOf(collector.pieces), collector.onlyText);
  }

  /** The piece that holds the character at that offset. */
  Piece pieceAt(int offset) {
    for (Piece piece : pieces) {
      if (offset >= piece.start() && offset < piece.end()) {
        return piece;
      }
    }
    throw new IllegalArgumentException("no text at " + offset);
  }

  private static final class Collector {
    final StringBuilder text = new StringBuilder();
    final List<Piece> pieces = new ArrayList<>();
    boolean onlyText = true;

    void holder(XmlNode.Element holder) {
      holder
          .elements()
          .forEach(
              child -> {
                if (child.isWord("r")) {
                  run(child, holder);
                } else if (child.isWord("sdt")) {
                  child.wordChild("sdtContent").ifPresent(this::holder);
                } else if (child.namespace().equals(Ooxml.W) && HOLDERS.contains(child.local())) {
                  onlyText &= !child.local().equals("fldSimple");
                  holder(child);
                } else if (!UNSEEN.contains(child.local())) {
                  onlyText = false;
                }
              });
    }

    private void run(XmlNode.Element run, XmlNode.Element holder) {
      run.elements()
          .forEach(
              child -> {
                if (child.isWord("t")) {
                  int start = text.length();
                  text.append(child.text());
                  pieces.add(new Piece(child, run, holder, start, text.length()));
                } else if (child.isWord("tab")) {
                  text.append('\t');
                } else if (child.isWord("br") && child.word("type").isEmpty()) {
                  text.append('\n');
                } else if (child.isWord("noBreakHyphen")) {
                  text.append('\u2011');
                } else if (!UNSEEN.contains(child.local())) {
                  onlyText = false;
                }
              });
    }
  }
}
