package dev.rapporteur.rendering.pdf;

import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.html.HtmlTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.openpdf.pdf.ITextRenderer;
import org.openpdf.text.pdf.BaseFont;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Compares a PDF of ours with the usual way through the same library: a page as text, parsed, with
 * the font added from its file, laid out and written.
 */
public final class PdfBench {
  private static final String FONT = "SourceSans3-Regular.ttf";
  private static final String STYLE =
      "<style>@page { size: A4; margin: 20mm } body { font-family: 'Source Sans 3'; font-size: 10pt }"
          + " td, th { text-align: left } img { width: 120mm; height: 60mm }</style>";

  private final Map<String, String> texts;
  private final Map<String, List<List<String>>> tables;
  private final Map<String, byte[]> pictures;

  /**
   * The document that both write.
   *
   * @param texts values of single tags
   * @param tables rows of cells
   * @param pictures PNG files
   */
  public PdfBench(
      Map<String, String> texts,
      Map<String, List<List<String>>> tables,
      Map<String, byte[]> pictures) {
    this.texts = texts;
    this.tables = tables;
    this.pictures = pictures;
  }

  /**
   * How long each took.
   *
   * @param ours median in milliseconds
   * @param usual median in milliseconds of the usual way
   */
  public record Times(double ours, double usual) {}

  /**
   * Measures both in turns.
   *
   * @param content with the values of the document
   * @param runs counted ones; half as many come before to warm up
   */
  public Times compare(ReportContent content, int runs) throws IOException {
    Path folder = Files.createTempDirectory("rapporteur-fonts");
    Path font = folder.resolve(FONT);
    try (InputStream in = PdfBench.class.getResourceAsStream("/fonts/" + FONT)) {
      Files.write(font, in.readAllBytes());
      PdfRenderer renderer =
          new PdfRenderer(
              HtmlTemplate.compile("bench.html", page(true)), folder, DocumentFonts.standard());
      double[] ours = new double[runs];
      double[] usual = new double[runs];
      for (int i = -runs / 2; i < runs; i++) {
        long start = System.nanoTime();
        renderer.render(content, new ByteArrayOutputStream(1 << 18));
        long middle = System.nanoTime();
        usual(page(false), font);
        long end = System.nanoTime();
        if (i >= 0) {
          ours[i] = (middle - start) / 1e6;
          usual[i] = (end - middle) / 1e6;
        }
      }
      return new Times(median(ours), median(usual));
    } finally {
      Files.deleteIfExists(font);
      Files.deleteIfExists(folder);
    }
  }

  private static void usual(String page, Path font) throws IOException {
    ITextRenderer renderer = new ITextRenderer();
    renderer.getFontResolver().addFont(font.toString(), BaseFont.IDENTITY_H, BaseFont.EMBEDDED);
    renderer.setDocument(parsed(page), "");
    renderer.layout();
    renderer.createPDF(new ByteArrayOutputStream(1 << 18));
  }

  private static Document parsed(String page) throws IOException {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(page)));
    } catch (ParserConfigurationException | SAXException never) {
      throw new IOException(never);
    }
  }

  private String page(boolean tags) {
    StringBuilder page = new StringBuilder("<html><head>" + STYLE + "</head><body>");
    texts.forEach(
        (name, value) ->
            page.append("<p>Some words before ")
                .append(tags ? "{{" + name + "}}" : value)
                .append(" and some words after it.</p>"));
    tables.forEach((name, rows) -> table(name, rows, tags, page));
    pictures.forEach(
        (name, png) ->
            page.append("<p>")
                .append(
                    tags
                        ? "{{" + name + "}}"
                        : "<img alt=\"A picture\" src=\"data:image/png;base64,"
                            + Base64.getEncoder().encodeToString(png)
                            + "\"/>")
                .append("</p>"));
    return page.append("</body></html>").toString();
  }

  private static void table(
      String name, List<List<String>> rows, boolean tags, StringBuilder page) {
    int columns = rows.getFirst().size();
    page.append("<table><thead><tr>").append("<th>Head</th>".repeat(columns));
    page.append("</tr></thead><tbody>");
    if (tags) {
      page.append("{{#each ").append(name).append("}}<tr>");
      for (int i = 0; i < columns; i++) {
        page.append(String.format(Locale.ROOT, "<td>{{c%d}}</td>", i));
      }
      page.append("</tr>{{/each}}");
    } else {
      for (List<String> row : rows) {
        page.append("<tr>");
        row.forEach(cell -> page.append("<td>").append(cell).append("</td>"));
        page.append("</tr>");
      }
    }
    page.append("</tbody></table>");
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
