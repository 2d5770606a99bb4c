package dev.rapporteur.rendering.pdf;

import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.DocumentRenderer;
import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.rendering.html.FilledTemplate;
import dev.rapporteur.rendering.html.HtmlTemplate;
import dev.rapporteur.rendering.html.SafeText;
import dev.rapporteur.rendering.html.TemplateFolder;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import org.openpdf.pdf.DefaultPDFCreationListener;
import org.openpdf.pdf.ITextOutputDevice;
import org.openpdf.pdf.ITextRenderer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A report as PDF/A-2b, laid out by a print template. The file has an outline of its headings,
 * title, author, language and the draft's own date and id; charts are vectors; fonts are embedded.
 * It is not tagged: PDF/UA is not claimed. One renderer may be used by several threads at once.
 */
public final class PdfRenderer implements DocumentRenderer {
  /** How often a layout is done again to make tables narrower. */
  private static final int FITTINGS = 12;

  private final HtmlTemplate template;
  private final TemplateFolder folder;
  private final DocumentFonts fonts;
  private final PrintElements elements;

  /**
   * @param template what the pages look like
   * @param folder of the template, for its pictures and style sheets; nothing outside of it is read
   * @param fonts of the documents
   * @throws dev.rapporteur.report.InvalidDefinitionException if one of its files is not there
   */
  public PdfRenderer(HtmlTemplate template, Path folder, DocumentFonts fonts) {
    this.template = template;
    this.folder = new TemplateFolder(folder);
    template.requireFiles(this.folder);
    this.fonts = fonts;
    this.elements = PrintElements.withFonts(fonts.count());
  }

  @Override
  public String extension() {
    return "pdf";
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.rapporteur.report.RapporteurException if no font has a character of the text
   */
  @Override
  public void render(ReportContent content, OutputStream out) throws IOException {
    FilledTemplate filled = template.fill(content);
    describeDrawings(filled.document());
    checkGlyphs(filled, content.locale());
    try {
      ITextRenderer renderer = laidOut(filled, content.locale());
      renderer.setPDFVersion(ArchivalFile.PDF_VERSION);
      renderer.setPDFXConformance(ArchivalFile.CONFORMANCE);
      renderer.setListener(
          new DefaultPDFCreationListener() {
            @Override
            public void preWrite(ITextRenderer written, int pages) {
              ArchivalFile.describe(written.getWriter(), content);
            }
          });
      content
          .watermark()
          .ifPresent(
              word -> renderer.setPdfPageEvent(new Watermark(word, fonts, content.locale())));
      renderer.createPDF(out, false);
      LongTablePages pages = new LongTablePages(renderer.getWriter(), content, fonts);
      filled.longTables().values().forEach(pages::write);
      renderer.finishPDF();
    } catch (RapporteurException known) {
      throw known;
    } catch (RuntimeException failed) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "The template " + template.file() + " cannot be laid out: " + failed.getMessage(),
          "Look at its page sizes and styles; take parts away until it works.",
          failed);
    }
  }

  /** SVG pictures among the values, which the layout cannot draw, stand as their description. */
  private static void describeDrawings(Document document) {
    NodeList pictures = document.getElementsByTagName("img");
    for (int i = pictures.getLength() - 1; i >= 0; i--) {
      Element picture = (Element) pictures.item(i);
      if (picture.getAttribute("src").startsWith("data:image/svg")) {
        Element words = document.createElement("span");
        words.setAttribute("class", "picture");
        words.setTextContent("[" + picture.getAttribute("alt") + "]");
        picture.getParentNode().replaceChild(words, picture);
      }
    }
  }

  private void checkGlyphs(FilledTemplate filled, Locale locale) {
    GlyphCheck glyphs = new GlyphCheck(fonts, locale);
    glyphs.apply(filled.document());
    for (ReportChart chart : filled.charts().values()) {
      chart.categories().forEach(label -> glyphs.look(label, chart.title()));
      chart.series().forEach(series -> glyphs.look(series.name(), chart.title()));
    }
    for (ReportTable table : filled.longTables().values()) {
      table
          .columns()
          .forEach(column -> glyphs.look(column.label() + column.unit(), table.caption()));
      for (ReportTable.Row row : table.rows()) {
        for (ContentValue cell : row.cells()) {
          if (cell instanceof ContentValue.Text text) {
            glyphs.look(SafeText.of(text.text()), table.caption());
          }
        }
      }
    }
    glyphs.refuseMissing();
  }

  private ITextRenderer laidOut(FilledTemplate filled, Locale locale) {
    ITextOutputDevice device = new ITextOutputDevice(ITextRenderer.DEFAULT_DOTS_PER_POINT);
    ITextRenderer renderer =
        new ITextRenderer(
            ITextRenderer.DEFAULT_DOTS_PER_POINT,
            ITextRenderer.DEFAULT_DOTS_PER_PIXEL,
            device,
            new TemplateFiles(device, ITextRenderer.DEFAULT_DOTS_PER_PIXEL, folder),
            new PageFonts(fonts, locale),
            new PlotElements(device, filled.charts(), fonts, locale),
            new PageText());
    TableFitting tables = new TableFitting(renderer);
    layOut(renderer, filled.document());
    for (int i = 0; i < FITTINGS && !tables.wide().isEmpty(); i++) {
      tables.narrow();
      layOut(renderer, filled.document());
    }
    if (!tables.wide().isEmpty()) {
      String words = tables.wide().getFirst().getTextContent().strip().replaceAll("\\s+", " ");
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "A table of "
              + template.file()
              + " is wider than its page: "
              + words.substring(0, Math.min(60, words.length())),
          "Give it fewer columns or the page less margin.");
    }
    return renderer;
  }

  private void layOut(ITextRenderer renderer, Document document) {
    renderer.setDocument(document, "", elements);
    renderer.layout();
  }
}
