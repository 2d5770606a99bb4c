package dev.rapporteur.rendering.pdf;

import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.rendering.Words;
import dev.rapporteur.rendering.chart.Canvas.Anchor;
import dev.rapporteur.rendering.chart.Palette;
import dev.rapporteur.rendering.html.SafeText;
import dev.rapporteur.rendering.html.TableCells;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfDestination;
import org.openpdf.text.pdf.PdfOutline;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Tables of thousands of rows on pages of their own at the end of a document. Each row is drawn as
 * it comes and each page is written as it is full, so that time and memory do not grow with the
 * layout of all rows; cells wrap, nothing is cut.
 */
final class LongTablePages {
  private static final double SIDE = 68;
  private static final double TOP = 76;
  private static final double BOTTOM = 62;
  private static final double WORDS = 7.5;
  private static final double SMALLEST = 5;

  /** Height of a line in sizes of its words. */
  private static final double LINE = 1.28;

  private static final double ABOVE_AND_BELOW = 5;
  private static final double BETWEEN = 9;
  private static final double NARROWEST = 40;
  private static final Rectangle WIDE =
      new Rectangle(PageSize.A4.getHeight(), PageSize.A4.getWidth());
  private static final double LABEL_ON_ONE_LINE = 66;
  private static final int MEASURED_ROWS = 500;

  private final PdfWriter writer;
  private final ReportContent content;
  private final DocumentFonts fonts;
  private final FigureFormat figures;
  private final Words words;

  private Rectangle page = PageSize.A4;
  private PdfCanvas canvas;
  private double y;
  private double size = WORDS;

  LongTablePages(PdfWriter writer, ReportContent content, DocumentFonts fonts) {
    this.writer = writer;
    this.content = content;
    this.fonts = fonts;
    this.figures = new FigureFormat(content.locale());
    this.words = Words.of(content.locale());
    this.canvas = canvas();
  }

  void write(ReportTable table) {
    double[] natural = naturalWidths(table);
    page = sum(natural, Double.MAX_VALUE) > room(natural.length, PageSize.A4) ? WIDE : PageSize.A4;
    size = size(table, natural);
    if (size < SMALLEST && table.columns().size() > 2) {
      int middle = (table.columns().size() + 1) / 2;
      write(part(table, 1, middle));
      write(part(table, middle, table.columns().size()));
      return;
    }
    newPage();
    String caption = SafeText.of(table.caption() + " (" + words.allRows(table.rows().size()) + ")");
    PdfDestination top = new PdfDestination(PdfDestination.FITH, page.getHeight());
    top.addPage(writer.getPageReference(writer.getPageNumber()));
    new PdfOutline(writer.getRootOutline(), top, caption);
    for (String line : wrapped(caption, 10, true, page.getWidth() - 2 * SIDE)) {
      canvas.text(line, SIDE, y + 8, 10, true, Anchor.START, Palette.INK);
      y += 14;
    }
    double[] widths = widths(table, natural);
    head(table, widths);
    for (ReportTable.Row row : table.rows()) {
      List<List<String>> cells = new ArrayList<>();
      for (int i = 0; i < widths.length; i++) {
        String text = SafeText.of(TableCells.text(row.cells().get(i), figures));
        cells.add(wrapped(text, size, row.total(), widths[i]));
      }
      double height = height(cells);
      if (y + height > page.getHeight() - BOTTOM) {
        newPage();
        head(table, widths);
      }
      line(cells, table, widths, row.total());
      y += height;
      canvas.line(new double[] {SIDE, y, page.getWidth() - SIDE, y}, 0.4, false, Palette.GRID);
    }
  }

  /** The first column and some of the others. */
  private static ReportTable part(ReportTable table, int from, int to) {
    return new ReportTable(
        table.id(),
        table.caption(),
        chosen(table.columns(), from, to),
        table.rows().stream()
            .map(row -> new ReportTable.Row(chosen(row.cells(), from, to), row.total()))
            .toList());
  }

  private static <T> List<T> chosen(List<T> all, int from, int to) {
    List<T> chosen = new ArrayList<>(List.of(all.getFirst()));
    chosen.addAll(all.subList(from, to));
    return chosen;
  }

  private void newPage() {
    Document document = writer.getDirectContent().getPdfDocument();
    document.setPageSize(page);
    document.newPage();
    canvas = canvas();
    double right = page.getWidth() - SIDE;
    double foot = page.getHeight() - 40;
    canvas.text(content.title(), SIDE, 50, 8, false, Anchor.START, Palette.MUTED);
    canvas.text(content.author(), SIDE, foot, 8, false, Anchor.START, Palette.MUTED);
    canvas.text(
        String.valueOf(writer.getPageNumber()), right, foot, 8, false, Anchor.END, Palette.MUTED);
    y = TOP;
  }

  private PdfCanvas canvas() {
    return new PdfCanvas(writer.getDirectContent(), 0, page.getHeight(), fonts, content.locale());
  }

  private void head(ReportTable table, double[] widths) {
    List<List<String>> cells = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      cells.add(wrapped(label(table.columns().get(i)), size, true, widths[i]));
    }
    line(cells, table, widths, true);
    y += height(cells);
    canvas.line(new double[] {SIDE, y, page.getWidth() - SIDE, y}, 0.75, false, Palette.INK);
  }

  private void line(List<List<String>> cells, ReportTable table, double[] widths, boolean strong) {
    double x = SIDE;
    for (int i = 0; i < widths.length; i++) {
      boolean number = table.columns().get(i).number();
      double baseline = y + ABOVE_AND_BELOW / 2 + size;
      for (String text : cells.get(i)) {
        canvas.text(
            text,
            number ? x + widths[i] : x,
            baseline,
            size,
            strong,
            number ? Anchor.END : Anchor.START,
            Palette.INK);
        baseline += size * LINE;
      }
      x += widths[i] + BETWEEN;
    }
  }

  private double height(List<List<String>> cells) {
    int lines = cells.stream().mapToInt(List::size).max().orElse(1);
    return lines * size * LINE + ABOVE_AND_BELOW;
  }

  private static String label(ReportTable.Column column) {
    return SafeText.of(
        column.unit().isBlank() ? column.label() : column.label() + " (" + column.unit() + ")");
  }

  /** As wide as the numbers of all rows and the words of the first rows ask. */
  private double[] naturalWidths(ReportTable table) {
    double[] widths = new double[table.columns().size()];
    for (int i = 0; i < widths.length; i++) {
      String label = label(table.columns().get(i));
      widths[i] = Math.min(LABEL_ON_ONE_LINE, canvas.width(label, WORDS, true));
      for (String word : label.split(" ")) {
        widths[i] = Math.max(widths[i], canvas.width(word, WORDS, true));
      }
      for (String text :
          table.columns().get(i).number() ? extremes(table, i) : firstTexts(table, i)) {
        for (String line : SafeText.of(text).split("\n")) {
          widths[i] = Math.max(widths[i], canvas.width(line, WORDS, true));
        }
      }
    }
    return widths;
  }

  /** The size at which the numbers of a row fit beside each other, since none may be broken. */
  private double size(ReportTable table, double[] natural) {
    double numbers = 0;
    double texts = 0;
    for (int i = 0; i < natural.length; i++) {
      boolean number = table.columns().get(i).number();
      numbers += number ? natural[i] : 0;
      texts += number ? 0 : Math.min(natural[i], NARROWEST);
    }
    double fitting = (room(natural.length, page) - texts) / Math.max(1, numbers);
    return Math.max(1, WORDS * Math.min(1, fitting));
  }

  /** Numbers as wide as they are; the room that is left goes to words, the widest giving way. */
  private double[] widths(ReportTable table, double[] natural) {
    double room = room(natural.length, page);
    double[] widths = new double[natural.length];
    List<Integer> texts = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      widths[i] = natural[i] * size / WORDS;
      if (table.columns().get(i).number()) {
        room -= widths[i];
      } else {
        texts.add(i);
      }
    }
    double[] asked = texts.stream().mapToDouble(i -> widths[i]).toArray();
    double limit = limit(asked, room);
    double left = (room - sum(asked, limit)) / Math.max(1, texts.size());
    texts.forEach(i -> widths[i] = Math.max(size, Math.min(widths[i], limit) + left));
    return widths;
  }

  private static double room(int columns, Rectangle page) {
    return page.getWidth() - 2 * SIDE - BETWEEN * (columns - 1);
  }

  private List<String> firstTexts(ReportTable table, int column) {
    return table.rows().stream()
        .limit(MEASURED_ROWS)
        .map(row -> TableCells.text(row.cells().get(column), figures))
        .toList();
  }

  /** The widest of all rows, without writing every number of them. */
  private List<String> extremes(ReportTable table, int column) {
    Optional<ContentValue.Number> least = Optional.empty();
    Optional<ContentValue.Number> greatest = Optional.empty();
    String longest = "";
    for (ReportTable.Row row : table.rows()) {
      ContentValue cell = row.cells().get(column);
      if (cell instanceof ContentValue.Number number) {
        BigDecimal value = number.value();
        least =
            least.filter(one -> one.value().compareTo(value) <= 0).or(() -> Optional.of(number));
        greatest =
            greatest.filter(one -> one.value().compareTo(value) >= 0).or(() -> Optional.of(number));
      } else if (cell instanceof ContentValue.Text text
          && text.text().length() > longest.length()) {
        longest = text.text();
      }
    }
    return Stream.concat(
            Stream.of(longest),
            Stream.of(least, greatest)
                .flatMap(Optional::stream)
                .map(number -> TableCells.text(number, figures)))
        .toList();
  }

  /** The width to which the widest columns are cut so that all of them fit. */
  private static double limit(double[] widths, double room) {
    double limit = room;
    while (limit > SMALLEST && sum(widths, limit) > room) {
      limit -= 2;
    }
    return limit;
  }

  private static double sum(double[] widths, double limit) {
    double sum = 0;
    for (double width : widths) {
      sum += Math.min(width, limit);
    }
    return sum;
  }

  private List<String> wrapped(String text, double size, boolean bold, double width) {
    return new LineBreaker(canvas, size, bold).lines(text, width);
  }
}
