package dev.rapporteur.rendering.docx;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportContent;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * Compares the renderer with the floor: writing the pieces of a template that was split beforehand,
 * with the values between them, into a zip. Both write the same document in the same run.
 *
 * <p>{@code WordBench} measures the standard report (40 tags, tables of 12, 50 and 500 rows of five
 * columns, 4 pictures); {@code WordBench ROWS} one table of that many rows.
 */
final class WordBench {
  private static final int COLUMNS = 5;

  private final Map<String, ContentValue> values = new LinkedHashMap<>();
  private final StringBuilder body = new StringBuilder();

  private WordBench() {}

  public static void main(String... arguments) throws IOException {
    WordBench bench = new WordBench();
    if (arguments.length == 0) {
      bench.standardReport();
    } else {
      bench.table("rows", Integer.parseInt(arguments[0]));
    }
    bench.compare(arguments.length == 0 ? 30 : 7);
  }

  private void standardReport() throws IOException {
    for (int i = 0; i < 36; i++) {
      values.put("value" + i, new ContentValue.Text("value number " + i));
      body.append(paragraph("Some words before {{value" + i + "}} and some words after it."));
    }
    table("small", 12);
    table("middle", 50);
    table("large", 500);
    for (int i = 0; i < 4; i++) {
      values.put(
          "picture" + i, new ContentValue.Image(picture(i), "image/png", 120, 60, "A picture"));
      body.append(paragraph("{{picture" + i + "}}"));
    }
  }

  private void table(String name, int count) {
    List<ContentValue.Fields> rows = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      Map<String, ContentValue> row = new LinkedHashMap<>();
      for (int c = 0; c < COLUMNS; c++) {
        String text = c == 0 ? "Product " + r : "%,d.%02d".formatted(r * 37L + c * 1_000, r % 100);
        row.put(
            "c" + c,
            c == 0
                ? new ContentValue.Text(text)
                : new ContentValue.Number("", BigDecimal.valueOf(r), Unit.of("CNY"), text));
      }
      rows.add(new ContentValue.Fields(row));
    }
    values.put(name, new ContentValue.Rows(rows));
    body.append("<w:tbl><w:tblPr/><w:tblGrid/>")
        .append(row("Head", "Head", "Head", "Head", "Head"));
    body.append(
        row("{{#each " + name + "}}{{c0}}", "{{c1}}", "{{c2}}", "{{c3}}", "{{c4}}{{/each}}"));
    body.append("</w:tbl>");
  }

  private void compare(int runs) throws IOException {
    byte[] template = DocxFile.withBody(body.toString());
    WordRenderer renderer = new WordRenderer(WordTemplate.read("bench.docx", template));
    ReportContent content =
        new ReportContent(
            new ContentValue.Fields(values),
            Locale.ENGLISH,
            "bench",
            1,
            "Bench",
            "Bench",
            Instant.EPOCH,
            Optional.empty());
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    renderer.render(content, made);
    Floor floor = Floor.of(PackageReaderTest.parts(made.toByteArray()), content);

    double[] ours = new double[runs];
    double[] theirs = new double[runs];
    int size = 0;
    int floorSize = 0;
    for (int i = -runs / 2; i < runs; i++) {
      long start = System.nanoTime();
      size = floor.write().length;
      long middle = System.nanoTime();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      renderer.render(content, out);
      long end = System.nanoTime();
      if (i >= 0) {
        theirs[i] = (middle - start) / 1e6;
        ours[i] = (end - middle) / 1e6;
      }
      floorSize = size;
      size = out.size();
    }
    System.out.printf(
        "floor %.1f ms (%d KB), renderer %.1f ms (%d KB), ratio %.2f%n",
        median(theirs), floorSize >> 10, median(ours), size >> 10, median(ours) / median(theirs));
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }

  /** The same document, cut by hand at its values. */
  private record Floor(Map<String, byte[]> others, List<Piece> pieces, ReportContent content) {

    /** Text of the document, then a value, or the rows of a table. */
    private record Piece(String before, String value, List<String> row) {}

    static Floor of(Map<String, byte[]> parts, ReportContent content) {
      Map<String, byte[]> others = new LinkedHashMap<>(parts);
      String xml = new String(others.remove("word/document.xml"), StandardCharsets.UTF_8);
      List<Piece> pieces = new ArrayList<>();
      int from = 0;
      for (Map.Entry<String, ContentValue> entry : content.root().values().entrySet()) {
        if (entry.getValue() instanceof ContentValue.Text text) {
          int at = xml.indexOf(text.text() + "<", from);
          pieces.add(new Piece(xml.substring(from, at), text.text(), List.of()));
          from = at + text.text().length();
        } else if (entry.getValue() instanceof ContentValue.Rows rows) {
          int first = xml.lastIndexOf("<w:tr>", xml.indexOf(">Product 0<", from));
          int end = xml.indexOf("</w:tr>", first) + 7;
          String row = xml.substring(first, end);
          List<String> cells = new ArrayList<>();
          int cell = 0;
          for (ContentValue value : rows.rows().getFirst().values().values()) {
            int at = row.indexOf(">" + shown(value) + "<", cell) + 1;
            cells.add(row.substring(cell, at));
            cell = at + shown(value).length();
          }
          cells.add(row.substring(cell));
          pieces.add(new Piece(xml.substring(from, first), entry.getKey(), cells));
          from = xml.indexOf("</w:tbl>", end);
        }
      }
      pieces.add(new Piece(xml.substring(from), "", List.of()));
      return new Floor(others, pieces, content);
    }

    byte[] write() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        for (Map.Entry<String, byte[]> part : others.entrySet()) {
          zip.putNextEntry(new ZipEntry(part.getKey()));
          zip.write(part.getValue());
        }
        zip.putNextEntry(new ZipEntry("word/document.xml"));
        zip.write(document().getBytes(StandardCharsets.UTF_8));
      }
      return out.toByteArray();
    }

    private String document() {
      StringBuilder xml = new StringBuilder();
      for (Piece piece : pieces) {
        xml.append(piece.before());
        if (piece.row().isEmpty()) {
          Markup.escape(piece.value(), xml);
        } else {
          ContentValue.Rows rows = (ContentValue.Rows) content.root().values().get(piece.value());
          for (ContentValue.Fields row : rows.rows()) {
            int cell = 0;
            for (ContentValue value : row.values().values()) {
              xml.append(piece.row().get(cell++));
              Markup.escape(shown(value), xml);
            }
            xml.append(piece.row().get(cell));
          }
        }
      }
      return xml.toString();
    }

    private static String shown(ContentValue value) {
      return value instanceof ContentValue.Number number
          ? number.text()
          : ((ContentValue.Text) value).text();
    }
  }

  private static byte[] picture(int seed) throws IOException {
    BufferedImage image = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 400; x++) {
      for (int y = 0; y < 200; y++) {
        image.setRGB(x, y, new Color((x * seed) % 256, y, (x + y) % 256).getRGB());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static String paragraph(String text) {
    return "<w:p><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("<w:tr>");
    for (String cell : cells) {
      row.append("<w:tc><w:tcPr><w:tcW w:w=\"1800\" w:type=\"dxa\"/></w:tcPr>")
          .append(paragraph(cell))
          .append("</w:tc>");
    }
    return row.append("</w:tr>").toString();
  }
}
