package dev.rapporteur.rendering.html;

import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.rendering.DocumentRenderer;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.rendering.Words;
import dev.rapporteur.rendering.chart.ChartSvg;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * A report as a single HTML file, from the same template as the PDF: style sheets and pictures are
 * in it, charts are SVG, and a content policy in its head lets a browser fetch and run nothing.
 */
public final class HtmlRenderer implements DocumentRenderer {
  private static final Set<String> VOID =
      Set.of("area", "br", "col", "hr", "img", "link", "meta", "wbr");
  private static final double CHART_WIDTH = 460;
  private static final String POLICY =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
          + " 'unsafe-inline'; img-src data:\"><meta name=\"viewport\""
          + " content=\"width=device-width\">";

  private final HtmlTemplate template;
  private final TemplateFolder folder;

  /**
   * @param template what the document looks like
   * @param folder of the template, for its pictures and style sheets
   * @throws dev.rapporteur.report.InvalidDefinitionException if one of them is not there
   */
  public HtmlRenderer(HtmlTemplate template, Path folder) {
    this.template = template;
    this.folder = new TemplateFolder(folder);
    template.requireFiles(this.folder);
  }

  @Override
  public String extension() {
    return "html";
  }

  @Override
  public void render(ReportContent content, OutputStream out) throws IOException {
    FilledTemplate filled = template.fill(content);
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write("<!DOCTYPE html>\n");
    try {
      new Output(writer, filled, content.locale()).node(filled.document().getDocumentElement());
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    writer.write('\n');
    writer.flush();
  }

  /** Writes one document. */
  private final class Output {
    private final Writer writer;
    private final FilledTemplate filled;
    private final Words words;
    private final FigureFormat figures;

    Output(Writer writer, FilledTemplate filled, Locale locale) {
      this.writer = writer;
      this.filled = filled;
      this.words = Words.of(locale);
      this.figures = new FigureFormat(locale);
    }

    void node(Node node) throws IOException {
      if (node instanceof Element element) {
        element(element);
      } else if (node.getNodeType() == Node.TEXT_NODE) {
        escaped(node.getNodeValue());
      }
    }

    private void element(Element element) throws IOException {
      String name = element.getTagName();
      if (name.equals("link")) {
        style(folder.styles(element.getAttribute("href")).orElse(""));
        return;
      }
      if (name.equals("style")) {
        style(element.getTextContent());
        return;
      }
      writer.write('<');
      writer.write(name);
      attributes(element.getAttributes());
      writer.write('>');
      if (name.equals("head")) {
        writer.write(POLICY);
      }
      for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
        node(child);
      }
      if (element.hasAttribute("data-chart")) {
        writer.write(
            ChartSvg.of(filled.charts().get(element.getAttribute("data-chart")), CHART_WIDTH));
      }
      if (name.equals("body")) {
        longTables();
      }
      if (!VOID.contains(name)) {
        writer.write("</" + name + ">");
      }
    }

    private void attributes(NamedNodeMap attributes) throws IOException {
      for (int i = 0; i < attributes.getLength(); i++) {
        Node attribute = attributes.item(i);
        String value = attribute.getNodeValue();
        writer.write(' ');
        writer.write(attribute.getNodeName());
        writer.write("=\"");
        escaped(attribute.getNodeName().equals("src") ? inlined(value) : value);
        writer.write('"');
      }
    }

    private void style(String css) throws IOException {
      writer.write("<style>" + css.replace("</", "<\\/") + "</style>");
    }

    private void longTables() throws IOException {
      for (ReportTable table : filled.longTables().values()) {
        writer.write("<div class=\"table\"><p class=\"caption\">");
        escaped(table.caption());
        writer.write(" (");
        escaped(words.allRows(table.rows().size()));
        writer.write(")</p><table class=\"data\"><thead><tr>");
        for (ReportTable.Column column : table.columns()) {
          cell(
              "th",
              column,
              column.label() + (column.unit().isBlank() ? "" : " (" + column.unit() + ")"));
        }
        writer.write("</tr></thead><tbody>");
        for (ReportTable.Row row : table.rows()) {
          writer.write(row.total() ? "<tr class=\"total\">" : "<tr>");
          for (int i = 0; i < row.cells().size(); i++) {
            cell("td", table.columns().get(i), TableCells.text(row.cells().get(i), figures));
          }
          writer.write("</tr>\n");
        }
        writer.write("</tbody></table></div>");
      }
    }

    private void cell(String element, ReportTable.Column column, String text) throws IOException {
      writer.write("<" + element + (column.number() ? " class=\"number\">" : ">"));
      escaped(SafeText.of(text));
      writer.write("</" + element + ">");
    }

    private void escaped(String text) throws IOException {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '<' -> writer.write("&lt;");
          case '>' -> writer.write("&gt;");
          case '&' -> writer.write("&amp;");
          case '"' -> writer.write("&quot;");
          default -> writer.write(c);
        }
      }
    }
  }

  private String inlined(String source) {
    if (source.startsWith("data:")) {
      return source;
    }
    return folder
        .read(source)
        .map(
            bytes ->
                "data:"
                    + mediaType(source)
                    + ";base64,"
                    + Base64.getEncoder().encodeToString(bytes))
        .orElse("data:,");
  }

  private static String mediaType(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".svg")) {
      return "image/svg+xml";
    }
    return lower.endsWith(".jpg") || lower.endsWith(".jpeg") ? "image/jpeg" : "image/png";
  }
}
