package dev.rapporteur.rendering.docx;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportContent;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * Compares the writing of Word files with the floor, which is writing the pieces of a template that
 * was split beforehand, with the values between them, into a zip, and with rivals. All write the
 * same document in turns, so that what else the machine does meets all of them.
 */
public final class RenderBench {
  private static final int COLUMNS = 5;

  private final Map<String, ContentValue> values = new LinkedHashMap<>();
  private final StringBuilder body = new StringBuilder();

  private RenderBench() {}

  /**
   * What is written.
   *
   * @param texts values of single tags
   * @param tables rows of five cells
   * @param pictures PNG files
   */
  public record Case(
      Map<String, String> texts,
      Map<String, List<List<String>>> tables,
      Map<String, byte[]> pictures) {}

  /** Another engine that writes the same. */
  public interface Rival {
    String name();

    /** Gets ready to write the case, as an application that has its template would be. */
    void prepare(Case written) throws IOException;

    /** Writes it once. */
    byte[] write() throws IOException;
  }

  /**
   * How long one of them took.
   *
   * @param milliseconds median
   * @param bytes size of the file
   */
  public record Time(String name, double milliseconds, int bytes) {}

  /** 40 values, tables of 12, 50 and 500 rows of five columns, four pictures. */
  public static RenderBench standardReport() {
    RenderBench bench = new RenderBench();
    bench.standard();
    return bench;
  }

  /** One table of so many rows. */
  public static RenderBench table(int rows) {
    RenderBench bench = new RenderBench();
    bench.table("rows", rows);
    return bench;
  }

  /** What is written, for other engines and formats. */
  public Case written() {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, List<List<String>>> tables = new LinkedHashMap<>();
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (value instanceof ContentValue.Text text) {
            texts.put(name, text.text());
          } else if (value instanceof ContentValue.Image image) {
            pictures.put(name, image.bytes());
          } else if (value instanceof ContentValue.Rows rows) {
            tables.put(
                name,
                rows.rows().stream()
                    .map(row -> row.values().values().stream().map(Floor::shown).toList())
                    .toList());
          }
        });
    return new Case(texts, tables, pictures);
  }

  /** The content with these values. */
  public ReportContent content() {
    return new ReportContent(
        new ContentValue.Fields(values),
        Locale.ENGLISH,
        "bench",
        1,
        "Bench",
        "Bench",
        Instant.EPOCH,
        Optional.empty());
  }

  private void standard() {
    for (int i = 0; i < 33; i++) {
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

  /**
   * Measures the floor, ours and the rivals, in turns.
   *
   * @param runs counted ones; half as many come before to warm up
   */
  public List<Time> compare(int runs, List<Rival> rivals) throws IOException {
    byte[] template = DocxFile.withBody(body.toString());
    WordRenderer renderer = new WordRenderer(WordTemplate.read("bench.docx", template));
    ReportContent content = content();
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    renderer.render(content, made);
    Floor floor = Floor.of(parts(made.toByteArray()), content);
    Map<String, Writing> writings = new LinkedHashMap<>();
    writings.put("floor", floor::write);
    writings.put("rapporteur", () -> rendered(renderer, content));
    for (Rival rival : rivals) {
      rival.prepare(written());
      writings.put(rival.name(), rival::write);
    }
    Map<String, double[]> times = new LinkedHashMap<>();
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (int i = -runs / 2; i < runs; i++) {
      for (Map.Entry<String, Writing> writing : writings.entrySet()) {
        long start = System.nanoTime();
        int size = writing.getValue().write().length;
        double took = (System.nanoTime() - start) / 1e6;
        if (i >= 0) {
          times.computeIfAbsent(writing.getKey(), any -> new double[runs])[i] = took;
          sizes.put(writing.getKey(), size);
        }
      }
    }
    return times.entrySet().stream()
        .map(one -> new Time(one.getKey(), median(one.getValue()), sizes.get(one.getKey())))
        .toList();
  }

  private interface Writing {
    byte[] write() throws IOException;
  }

  private static byte[] rendered(WordRenderer renderer, ReportContent content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    renderer.render(content, out);
    return out.toByteArray();
  }

  private static Map<String, byte[]> parts(byte[] docx) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
    }
    return parts;
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

  private static byte[] picture(int seed) {
    BufferedImage image = new BufferedImage(400, 200, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 400; x++) {
      for (int y = 0; y < 200; y++) {
        image.setRGB(x, y, new Color((x * seed) % 256, y, (x + y) % 256).getRGB());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
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
