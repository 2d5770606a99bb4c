package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.rendering.Words;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a table in the template's styles: its head repeated on each page, numbers to the right,
 * totals under a rule, and never fewer than three rows alone on a page.
 */
final class TableMarkup {
  /** Rows that are looked at to divide the width among the columns. */
  private static final int SAMPLE = 200;

  /** Tables up to this many rows stay on one page. */
  private static final int KEPT_WHOLE = 8;

  private static final int KEPT_TOGETHER = 2;

  /** Word is slow with tables beyond this; the rest is in the workbook and in the PDF. */
  private static final int MOST_ROWS = 1_000;

  /** Width of a letter in a table, in twentieths of a point, and letters that margins take. */
  private static final int LETTER = 98;

  private static final int CELL_MARGIN = 2;
  private static final int LONGEST_WORD = 24;
  private static final int LONGEST_WANTED = 36;
  private static final String KEEP = "<w:keepNext/>";

  private final XmlOut out;
  private final RunMarkup runs;
  private final Words words;

  TableMarkup(XmlOut out, RunMarkup runs, Words words) {
    this.out = out;
    this.runs = runs;
    this.words = words;
  }

  void write(ReportTable table, int width) {
    if (!table.caption().isBlank()) {
      paragraph("TableCaption", KEEP, "", table.caption());
    }
    int[] widths = widths(table, width);
    out.raw("<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"").raw(width);
    out.raw("\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>");
    out.raw("<w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\"");
    out.raw(" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>");
    for (int column : widths) {
      out.raw("<w:gridCol w:w=\"").raw(column).raw("\"/>");
    }
    out.raw("</w:tblGrid>");
    head(table.columns(), widths);
    int rows = Math.min(table.rows().size(), MOST_ROWS);
    for (int i = 0; i < rows; i++) {
      boolean kept =
          i < rows - 1
              && (rows <= KEPT_WHOLE || i < KEPT_TOGETHER || i >= rows - 1 - KEPT_TOGETHER);
      row(table, table.rows().get(i), widths, kept);
    }
    out.raw("</w:tbl>");
    table.remark(rows, words).ifPresent(remark -> paragraph("TableRemark", "", "", remark));
    out.raw("<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"160\"");
    out.raw(" w:lineRule=\"exact\"/></w:pPr></w:p>");
  }

  private void head(List<ReportTable.Column> columns, int[] widths) {
    out.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (int i = 0; i < widths.length; i++) {
      ReportTable.Column column = columns.get(i);
      cell(widths[i], "<w:vAlign w:val=\"bottom\"/>");
      out.raw("<w:p><w:pPr><w:pStyle w:val=\"TableHead\"/>").raw(KEEP);
      out.raw(column.number() ? "<w:jc w:val=\"right\"/></w:pPr>" : "</w:pPr>");
      runs.words("", column.label());
      if (!column.unit().isBlank()) {
        runs.words("<w:rPr><w:b w:val=\"0\"/><w:bCs w:val=\"0\"/></w:rPr>", "\n" + column.unit());
      }
      out.raw("</w:p></w:tc>");
    }
    out.raw("</w:tr>");
  }

  private void row(ReportTable table, ReportTable.Row row, int[] widths, boolean kept) {
    out.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    String look = row.total() ? "<w:rPr><w:b/><w:bCs/></w:rPr>" : "";
    for (int i = 0; i < widths.length; i++) {
      cell(
          widths[i],
          row.total()
              ? "<w:tcBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\""
                  + " w:color=\"auto\"/></w:tcBorders>"
              : "");
      String style = table.columns().get(i).number() ? "TableNumber" : "TableText";
      out.raw("<w:p><w:pPr><w:pStyle w:val=\"").raw(style).raw("\"/>");
      out.raw(kept ? KEEP : "").raw("</w:pPr>");
      value(row.cells().get(i), look);
      out.raw("</w:p></w:tc>");
    }
    out.raw("</w:tr>");
  }

  private void value(ContentValue value, String look) {
    switch (value) {
      case ContentValue.Number number -> {
        if (number.figureId().isEmpty()) {
          runs.words(look, number.text());
        } else {
          runs.figure(look, number.figureId(), number.text());
        }
      }
      case ContentValue.Text text -> runs.words(look, text.text());
      default -> throw new IllegalArgumentException("a cell holds text or a number");
    }
  }

  private void cell(int width, String more) {
    out.raw("<w:tc><w:tcPr><w:tcW w:w=\"").raw(width).raw("\" w:type=\"dxa\"/>");
    out.raw(more).raw("</w:tcPr>");
  }

  private void paragraph(String style, String more, String look, String text) {
    out.raw("<w:p><w:pPr><w:pStyle w:val=\"").raw(style).raw("\"/>").raw(more).raw("</w:pPr>");
    runs.words(look, text);
    out.raw("</w:p>");
  }

  /**
   * Divides the width: each column gets the room of its longest word, and of its longest number,
   * which must not break; what is left goes to columns with more words, so that long names get it.
   */
  private static int[] widths(ReportTable table, int width) {
    int columns = table.columns().size();
    int[] least = new int[columns];
    int[] wanted = new int[columns];
    for (int i = 0; i < columns; i++) {
      ReportTable.Column column = table.columns().get(i);
      least[i] = Math.max(longestWord(column.label()), longestWord(column.unit()));
      wanted[i] = Math.max(length(column.label()), length(column.unit()));
      for (ReportTable.Row row : table.rows().subList(0, Math.min(SAMPLE, table.rows().size()))) {
        String text = shown(row.cells().get(i));
        least[i] = Math.max(least[i], column.number() ? length(text) : longestWord(text));
        wanted[i] = Math.max(wanted[i], length(text));
      }
      least[i] = Math.clamp(least[i], 4, LONGEST_WORD) + CELL_MARGIN;
      wanted[i] = Math.clamp(wanted[i] + CELL_MARGIN, least[i], LONGEST_WANTED);
    }
    return shared(width, least, wanted);
  }

  private static int[] shared(int width, int[] least, int[] wanted) {
    int leastOfAll = IntStream.of(least).sum();
    int more = IntStream.of(wanted).sum() - leastOfAll;
    double left = Math.max(0, (double) width / LETTER - leastOfAll);
    double share = more == 0 ? 0 : Math.min(1, left / more);
    double[] letters = new double[least.length];
    double all = 0;
    for (int i = 0; i < least.length; i++) {
      letters[i] = least[i] + share * (wanted[i] - least[i]);
      all += letters[i];
    }
    int[] widths = new int[least.length];
    int given = 0;
    for (int i = 0; i < least.length; i++) {
      widths[i] = i == least.length - 1 ? width - given : (int) (width * letters[i] / all);
      given += widths[i];
    }
    return widths;
  }

  private static int longestWord(String text) {
    int longest = 0;
    for (String word : text.split("[\\s-]+")) {
      longest = Math.max(longest, ideographs(word) ? 4 : length(word));
    }
    return longest;
  }

  /** A line may break between ideographs. */
  private static boolean ideographs(String word) {
    return word.chars().anyMatch(c -> c >= 0x2E80);
  }

  private static String shown(ContentValue value) {
    return switch (value) {
      case ContentValue.Number number -> number.text();
      case ContentValue.Text text -> text.text();
      default -> "";
    };
  }

  /** Length in columns of a terminal: an ideograph is as wide as two letters. */
  private static int length(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      length += text.charAt(i) >= 0x2E80 ? 2 : 1;
    }
    return length;
  }
}
