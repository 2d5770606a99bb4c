package dev.rapporteur.rendering.docx;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a table of contents with its entries filled in, so that it is right before Word updates
 * it. Each entry links to its heading; its page number is a field that Word updates when the
 * document is printed or the table is refreshed, and shows an estimate until then.
 */
final class ContentsMarkup {

  /**
   * A heading of the document.
   *
   * @param level from 1
   * @param words its text
   * @param bookmark around it
   */
  record Entry(int level, String words, String bookmark) {}

  /** A place in the part where the page number of an entry is to be filled in. */
  record PageNumber(long position, String bookmark) {}

  private ContentsMarkup() {}

  /** Writes the table and gives the places of its page numbers, which it leaves empty. */
  static List<PageNumber> write(
      XmlOut out, WordLeaf.Contents contents, List<Entry> entries, WordStyles styles) {
    List<PageNumber> numbers = new ArrayList<>();
    List<Entry> shown = entries.stream().filter(e -> e.level() <= contents.levels()).toList();
    String begin = field("begin") + code(contents.instruction()) + field("separate");
    for (int i = 0; i < shown.size(); i++) {
      Entry entry = shown.get(i);
      out.raw("<w:p><w:pPr><w:pStyle w:val=\"").text(styles.contentsStyle(entry.level()));
      out.raw("\"/><w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"");
      out.raw(contents.width()).raw("\"/></w:tabs></w:pPr>").raw(i == 0 ? begin : "");
      out.raw("<w:hyperlink w:anchor=\"").text(entry.bookmark()).raw("\" w:history=\"1\">");
      out.raw("<w:r><w:t xml:space=\"preserve\">").text(entry.words()).raw("</w:t></w:r>");
      out.raw("<w:r><w:tab/></w:r>").raw(field("begin"));
      out.raw(code("PAGEREF " + entry.bookmark() + " \\h")).raw(field("separate"));
      out.raw("<w:r><w:t>");
      numbers.add(new PageNumber(out.position(), entry.bookmark()));
      out.raw("</w:t></w:r>").raw(field("end"));
      out.raw("</w:hyperlink></w:p>");
    }
    out.raw("<w:p>").raw(shown.isEmpty() ? begin : "").raw(field("end")).raw("</w:p>");
    return numbers;
  }

  private static String field(String type) {
    return "<w:r><w:fldChar w:fldCharType=\"" + type + "\"/></w:r>";
  }

  private static String code(String instruction) {
    StringBuilder escaped = new StringBuilder();
    Markup.escape(instruction, escaped);
    return "<w:r><w:instrText xml:space=\"preserve\"> " + escaped + " </w:instrText></w:r>";
  }
}
