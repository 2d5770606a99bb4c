package dev.rapporteur.rendering.docx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The workbook behind a chart, which Word opens when a reader edits its data. Labels are text,
 * never formulas.
 */
final class ChartWorkbook {
  private static final String HEADER =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String SHEETS =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private static final List<PackedPart> FIXED =
      List.of(
          PackedPart.of(
              WordPackage.TYPES_PART,
              WordPackage.utf8(
                  HEADER
                      + "<Types xmlns=\""
                      + Ooxml.CONTENT_TYPES
                      + "\"><Default Extension=\"rels\""
                      + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                      + "<Override PartName=\"/xl/workbook.xml\" ContentType=\""
                      + SHEETS
                      + "sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\""
                      + " ContentType=\""
                      + SHEETS
                      + "worksheet+xml\"/></Types>")),
          PackedPart.of("_rels/.rels", relations("officeDocument", "xl/workbook.xml")),
          PackedPart.of(
              "xl/workbook.xml",
              WordPackage.utf8(
                  HEADER
                      + "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
                      + " xmlns:r=\""
                      + Ooxml.R
                      + "\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
                      + "</workbook>")),
          PackedPart.of(
              "xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")));

  private ChartWorkbook() {}

  static byte[] of(ChartSheet sheet) {
    List<PackedPart> parts = new ArrayList<>(FIXED);
    parts.add(PackedPart.of("xl/worksheets/sheet1.xml", out -> write(sheet, out)));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      PackageWriter.write(parts, file);
      return file.toByteArray();
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
  }

  private static void write(ChartSheet sheet, XmlOut out) {
    out.raw(HEADER);
    out.raw("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
    out.raw("<sheetData>");
    int columns = sheet.columns().size();
    out.raw("<row r=\"1\">");
    for (int i = 0; i < columns; i++) {
      text(out, i + 1, 1, sheet.columns().get(i).name());
    }
    out.raw("</row>");
    for (int r = 0; r < sheet.categories().size(); r++) {
      out.raw("<row r=\"").raw(r + 2).raw("\">");
      text(out, 0, r + 2, sheet.categories().get(r));
      for (int i = 0; i < columns; i++) {
        number(out, i + 1, r + 2, sheet.columns().get(i).values().get(r));
      }
      if (!sheet.labels().isEmpty()) {
        text(out, columns + 1, r + 2, sheet.labels().get(r));
      }
      out.raw("</row>");
    }
    out.raw("</sheetData></worksheet>");
  }

  private static void text(XmlOut out, int column, int row, String text) {
    out.raw("<c r=\"").raw(ChartSheet.letter(column)).raw(row).raw("\" t=\"inlineStr\"><is><t>");
    out.text(text).raw("</t></is></c>");
  }

  private static void number(XmlOut out, int column, int row, Optional<BigDecimal> value) {
    value.ifPresent(
        v -> {
          out.raw("<c r=\"").raw(ChartSheet.letter(column)).raw(row).raw("\"><v>");
          out.raw(v.toPlainString()).raw("</v></c>");
        });
  }

  private static byte[] relations(String type, String target) {
    return WordPackage.utf8(
        HEADER
            + "<Relationships xmlns=\""
            + Ooxml.PACKAGE_RELATIONSHIPS
            + "\"><Relationship Id=\"rId1\" Type=\""
            + Ooxml.RELATION
            + type
            + "\" Target=\""
            + target
            + "\"/></Relationships>");
  }
}
