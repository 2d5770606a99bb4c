package dev.rapporteur.rendering.sheet;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.rendering.html.SafeText;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes one workbook (ECMA-376, SpreadsheetML). Texts are inline strings, so that no cell can be a
 * formula; those that begin like one also carry the mark that Excel sets for a leading apostrophe,
 * so that they stay texts when somebody edits them.
 */
final class Workbook {
  private static final String XML =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

  private static final int LONGEST_NAME = 31;
  private static final int LONGEST_TEXT = 32_767;
  private static final int MOST_ROWS = 1_048_576;

  /** Digits that a spreadsheet keeps of a number. */
  private static final int DIGITS = 15;

  private static final int HEAD = 1;
  private static final int HEAD_OF_NUMBERS = 2;
  private static final int TEXT = 3;
  private static final int QUOTED = 4;
  private static final int DECIMAL = 5;
  private static final int WHOLE = 6;
  private static final int RATE = 7;

  /** What a style of a total row is above that of a plain one. */
  private static final int TOTAL = 5;

  private final ZipOutputStream zip;
  private final Writer out;
  private final ReportContent content;

  Workbook(OutputStream file, ReportContent content) {
    this.zip = new ZipOutputStream(file, StandardCharsets.UTF_8);
    this.out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 15);
    this.content = content;
  }

  void write(List<ReportTable> tables) throws IOException {
    List<String> names = names(tables);
    part("[Content_Types].xml", contentTypes(tables.size()));
    part(
        "_rels/.rels",
        relationships(
            List.of(
                new String[] {OFFICE + "/officeDocument", "xl/workbook.xml"},
                new String[] {
                  PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml"
                })));
    part("docProps/core.xml", properties());
    part("xl/workbook.xml", workbook(names));
    List<String[]> parts = new ArrayList<>();
    for (int i = 1; i <= tables.size(); i++) {
      parts.add(new String[] {OFFICE + "/worksheet", "worksheets/sheet" + i + ".xml"});
    }
    parts.add(new String[] {OFFICE + "/styles", "styles.xml"});
    part("xl/_rels/workbook.xml.rels", relationships(parts));
    part("xl/styles.xml", styles());
    for (int i = 0; i < tables.size(); i++) {
      open("xl/worksheets/sheet" + (i + 1) + ".xml");
      sheet(tables.get(i));
      close();
    }
    zip.finish();
  }

  private void sheet(ReportTable table) throws IOException {
    List<ReportTable.Column> columns = table.columns();
    out.write(
        XML
            + "<worksheet xmlns=\""
            + MAIN
            + "\"><sheetViews><sheetView workbookViewId=\"0\">"
            + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
            + "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>");
    for (int i = 0; i < columns.size(); i++) {
      out.write(
          "<col min=\""
              + (i + 1)
              + "\" max=\""
              + (i + 1)
              + "\" width=\""
              + width(table, i)
              + "\" customWidth=\"1\"/>");
    }
    out.write("</cols><sheetData><row r=\"1\">");
    for (int i = 0; i < columns.size(); i++) {
      ReportTable.Column column = columns.get(i);
      String label =
          column.unit().isBlank() ? column.label() : column.label() + " (" + column.unit() + ")";
      text(reference(i, 1), label, column.number() ? HEAD_OF_NUMBERS : HEAD);
    }
    out.write("</row>");
    int rows = table.rows().size();
    if (rows >= MOST_ROWS) {
      throw new RapporteurException(
          FailureKind.CAPACITY,
          "The table " + table.id() + " has " + rows + " rows, more than a sheet can hold",
          "Give its query a limit below " + MOST_ROWS + " rows.");
    }
    for (int i = 0; i < rows; i++) {
      row(table.rows().get(i), i + 2);
    }
    out.write("</sheetData>");
    if (rows > 0) {
      out.write("<autoFilter ref=\"A1:" + reference(columns.size() - 1, rows + 1) + "\"/>");
    }
    out.write("</worksheet>");
  }

  private void row(ReportTable.Row row, int number) throws IOException {
    out.write("<row r=\"" + number + "\">");
    int added = row.total() ? TOTAL : 0;
    for (int i = 0; i < row.cells().size(); i++) {
      switch (row.cells().get(i)) {
        case ContentValue.Number value -> number(reference(i, number), value, added);
        case ContentValue.Text text -> {
          if (!text.text().isEmpty()) {
            text(reference(i, number), text.text(), style(text.text()) + added);
          }
        }
        default -> throw new IllegalArgumentException("a cell of a table is a text or a number");
      }
    }
    out.write("</row>\n");
  }

  private void number(String reference, ContentValue.Number cell, int added) throws IOException {
    BigDecimal value = cell.value();
    if (value.stripTrailingZeros().precision() > DIGITS) {
      text(reference, value.toPlainString(), TEXT + added);
      return;
    }
    int style =
        switch (cell.unit().kind()) {
          case COUNT, RANK -> value.stripTrailingZeros().scale() > 0 ? DECIMAL : WHOLE;
          case PERCENT, POINTS -> RATE;
          case MONEY, RATIO -> DECIMAL;
        };
    out.write(
        "<c r=\""
            + reference
            + "\" s=\""
            + (style + added)
            + "\"><v>"
            + value.toPlainString()
            + "</v></c>");
  }

  private void text(String reference, String text, int style) throws IOException {
    String safe = SafeText.of(text);
    if (safe.length() > LONGEST_TEXT) {
      safe = shortened(safe, LONGEST_TEXT - 1) + "…";
    }
    out.write(
        "<c r=\""
            + reference
            + "\" s=\""
            + style
            + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
            + escaped(safe)
            + "</t></is></c>");
  }

  private static int style(String text) {
    return "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? QUOTED : TEXT;
  }

  /** In characters: the longest of the head and the first rows, within bounds. */
  private static int width(ReportTable table, int column) {
    ReportTable.Column head = table.columns().get(column);
    int longest = length(head.label() + head.unit()) + 3;
    for (ReportTable.Row row : table.rows().subList(0, Math.min(200, table.rows().size()))) {
      ContentValue cell = row.cells().get(column);
      longest =
          Math.max(longest, cell instanceof ContentValue.Text text ? length(text.text()) : 15);
    }
    return Math.clamp(longest + 2L, 8, 60);
  }

  private static int length(String text) {
    return text.codePoints().map(c -> c >= 0x2E80 ? 2 : 1).sum();
  }

  private static String reference(int column, int row) {
    StringBuilder letters = new StringBuilder();
    for (int i = column; i >= 0; i = i / 26 - 1) {
      letters.insert(0, (char) ('A' + i % 26));
    }
    return letters.append(row).toString();
  }

  /**
   * Names of sheets: no more than 31 characters, none of those that Excel refuses, no two alike.
   */
  private static List<String> names(List<ReportTable> tables) {
    List<String> names = new ArrayList<>();
    Set<String> used = new HashSet<>(Set.of("history"));
    for (ReportTable table : tables) {
      String wanted = SafeText.of(table.caption().isBlank() ? table.id() : table.caption());
      wanted = wanted.replaceAll("[\\[\\]:*?/\\\\\\n\\t]", " ").replaceAll("^'+|'+$", "").strip();
      String name = shortened(wanted.isEmpty() ? "Table" : wanted, LONGEST_NAME);
      for (int i = 2; !used.add(name.toLowerCase(Locale.ROOT)); i++) {
        name = shortened(wanted, LONGEST_NAME - 4) + " " + i;
      }
      names.add(name);
    }
    return names;
  }

  private static String shortened(String name, int length) {
    if (name.length() <= length) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(length - 1)) ? length - 1 : length;
    return name.substring(0, end).strip();
  }

  private void open(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(content.created().atZone(ZoneOffset.UTC).toLocalDateTime());
    zip.putNextEntry(entry);
  }

  private void close() throws IOException {
    out.flush();
    zip.closeEntry();
  }

  private void part(String name, String text) throws IOException {
    open(name);
    out.write(text);
    close();
  }

  private static String contentTypes(int sheets) {
    String kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    StringBuilder types =
        new StringBuilder(XML)
            .append("<Types xmlns=\"" + PACKAGE + "content-types\">")
            .append(
                "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
            .append("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
            .append(
                "<Override PartName=\"/xl/workbook.xml\" ContentType=\""
                    + kind
                    + "sheet.main+xml\"/>")
            .append(
                "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + kind + "styles+xml\"/>")
            .append(
                "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
    for (int i = 1; i <= sheets; i++) {
      types.append(
          "<Override PartName=\"/xl/worksheets/sheet"
              + i
              + ".xml\" ContentType=\""
              + kind
              + "worksheet+xml\"/>");
    }
    return types.append("</Types>").toString();
  }

  private static String relationships(List<String[]> parts) {
    StringBuilder xml =
        new StringBuilder(XML).append("<Relationships xmlns=\"" + PACKAGE + "relationships\">");
    for (int i = 0; i < parts.size(); i++) {
      xml.append(
          "<Relationship Id=\"rId"
              + (i + 1)
              + "\" Type=\""
              + parts.get(i)[0]
              + "\" Target=\""
              + parts.get(i)[1]
              + "\"/>");
    }
    return xml.append("</Relationships>").toString();
  }

  private static String workbook(List<String> names) {
    StringBuilder xml =
        new StringBuilder(XML)
            .append("<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets>");
    for (int i = 1; i <= names.size(); i++) {
      xml.append(
          "<sheet name=\""
              + escaped(names.get(i - 1))
              + "\" sheetId=\""
              + i
              + "\" r:id=\"rId"
              + i
              + "\"/>");
    }
    return xml.append("</sheets></workbook>").toString();
  }

  private String properties() {
    String created =
        DateTimeFormatter.ISO_INSTANT.format(
            content.created().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    return XML
        + "<cp:coreProperties xmlns:cp=\""
        + PACKAGE
        + "metadata/core-properties\""
        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"
        + escaped(SafeText.of(content.title()))
        + "</dc:title><dc:creator>"
        + escaped(SafeText.of(content.author()))
        + "</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">"
        + created
        + "</dcterms:created></cp:coreProperties>";
  }

  /** The styles that the constants above count: plain ones, then the same for a row of totals. */
  private static String styles() {
    StringBuilder xml =
        new StringBuilder(XML)
            .append("<styleSheet xmlns=\"" + MAIN + "\"><numFmts count=\"1\">")
            .append("<numFmt numFmtId=\"164\" formatCode=\"0.0\"/></numFmts>")
            .append("<fonts count=\"2\"><font><sz val=\"10\"/><name val=\"Calibri\"/></font>")
            .append("<font><b/><sz val=\"10\"/><name val=\"Calibri\"/></font></fonts>")
            .append(
                "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>")
            .append(
                "<borders count=\"3\"><border><left/><right/><top/><bottom/><diagonal/></border>")
            .append(
                "<border><left/><right/><top/><bottom style=\"thin\"><color rgb=\"FF1B2733\"/></bottom><diagonal/></border>")
            .append(
                "<border><left/><right/><top style=\"thin\"><color rgb=\"FF1B2733\"/></top><bottom/><diagonal/></border></borders>")
            .append(
                "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>")
            .append(
                "<cellXfs count=\"13\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>");
    xml.append(style(0, 1, 1, "<alignment horizontal=\"left\" wrapText=\"1\"/>", ""));
    xml.append(style(0, 1, 1, "<alignment horizontal=\"right\" wrapText=\"1\"/>", ""));
    for (int total = 0; total < 2; total++) {
      int font = total;
      int border = total * 2;
      xml.append(style(49, font, border, "", ""));
      xml.append(style(49, font, border, "", " quotePrefix=\"1\""));
      xml.append(style(4, font, border, "", ""));
      xml.append(style(3, font, border, "", ""));
      xml.append(style(164, font, border, "", ""));
    }
    return xml.append(
            "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>")
        .toString();
  }

  private static String style(int format, int font, int border, String alignment, String more) {
    return "<xf numFmtId=\""
        + format
        + "\" fontId=\""
        + font
        + "\" fillId=\"0\" borderId=\""
        + border
        + "\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyBorder=\"1\""
        + more
        + (alignment.isEmpty() ? "/>" : " applyAlignment=\"1\">" + alignment + "</xf>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
