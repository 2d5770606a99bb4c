package dev.rapporteur.rendering.html;

import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.NarrativeBlock;
import dev.rapporteur.rendering.NarrativeBlock.Paragraph;
import dev.rapporteur.rendering.NarrativeBlock.Piece;
import dev.rapporteur.rendering.NarrativeBlock.Shape;
import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.rendering.Words;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Narratives, tables, charts and pictures as elements whose look is the template's. */
final class ValueElements {
  /** Rows that a table shows where it stands; the rest follows at the end of the document. */
  static final int ROWS_IN_PLACE = 5_000;

  private static final int ROWS_SHOWN_OF_LONG_TABLE = 40;

  private static final int ROWS_KEPT_TOGETHER = 15;

  private final Document document;
  private final FigureFormat figures;
  private final Words words;
  private final Map<String, ReportChart> charts = new LinkedHashMap<>();
  private final Map<String, ReportTable> longTables = new LinkedHashMap<>();

  ValueElements(Document document, Locale locale) {
    this.document = document;
    this.figures = new FigureFormat(locale);
    this.words = Words.of(locale);
  }

  Map<String, ReportChart> charts() {
    return charts;
  }

  Map<String, ReportTable> longTables() {
    return longTables;
  }

  Element of(ContentValue value) {
    return switch (value) {
      case ContentValue.Narrative narrative -> narrative(narrative.block());
      case ContentValue.Table table -> table(table.table());
      case ContentValue.Chart chart -> chart(chart.chart());
      case ContentValue.Image image -> image(image);
      case ContentValue.Text ignored -> throw words(value);
      case ContentValue.Number ignored -> throw words(value);
      case ContentValue.Flag ignored -> throw words(value);
      case ContentValue.Fields ignored -> throw words(value);
      case ContentValue.Rows ignored -> throw words(value);
    };
  }

  private static IllegalArgumentException words(ContentValue value) {
    return new IllegalArgumentException(value + " is written as words");
  }

  private Element narrative(NarrativeBlock block) {
    Element section = element("div", "narrative");
    section.setAttribute("data-section", block.id());
    Element list = null;
    for (Paragraph paragraph : block.paragraphs()) {
      String wanted =
          switch (paragraph.shape()) {
            case BULLET -> "ul";
            case NUMBERED -> "ol";
            case TEXT, NOTE -> "";
          };
      if (wanted.isEmpty()) {
        list = null;
        section.appendChild(
            filled(element("p", paragraph.shape() == Shape.NOTE ? "note" : "text"), paragraph));
      } else {
        if (list == null || !list.getTagName().equals(wanted)) {
          list = element(wanted, "list");
          section.appendChild(list);
        }
        list.appendChild(filled(document.createElement("li"), paragraph));
      }
    }
    return section;
  }

  private Element filled(Element element, Paragraph paragraph) {
    List<Piece> pieces = paragraph.pieces();
    List<String> texts = Punctuation.kept(pieces.stream().map(this::text).toList());
    for (int i = 0; i < pieces.size(); i++) {
      switch (pieces.get(i)) {
        case Piece.Words run ->
            lines(run.bold() ? appended(element, element("strong", "")) : element, texts.get(i));
        case Piece.FigureText figure -> {
          Element span = appended(element, element("span", "figure"));
          span.setAttribute("data-figure", figure.figureId());
          lines(span, texts.get(i));
        }
        case Piece.CitationMark mark -> {
          Element link = appended(element, element("a", "citation"));
          link.setAttribute("href", "#source-" + mark.number());
          link.setAttribute("title", SafeText.of(mark.source()));
          text(link, texts.get(i));
        }
      }
    }
    return element;
  }

  private String text(Piece piece) {
    return switch (piece) {
      case Piece.Words run -> run.text();
      case Piece.FigureText figure -> figure.text();
      case Piece.CitationMark mark -> words.citation(mark.number());
    };
  }

  private Element table(ReportTable table) {
    boolean isShort = table.rows().size() <= ROWS_KEPT_TOGETHER;
    Element box = element("div", isShort ? "table short" : "table");
    box.setAttribute("data-table", table.id());
    if (!isShort) {
      // Empty and as high as a head with a few rows, which then find room below it or move along.
      appended(box, element("div", "room"));
    }
    if (!table.caption().isBlank()) {
      text(appended(box, element("p", "caption")), table.caption());
    }
    if (table.rows().isEmpty()) {
      text(appended(box, element("p", "empty")), words.noRows());
      return box;
    }
    boolean isLong = table.rows().size() > ROWS_IN_PLACE;
    List<ReportTable.Row> rows =
        isLong ? table.rows().subList(0, ROWS_SHOWN_OF_LONG_TABLE) : table.rows();
    Element grid = appended(box, element("table", "data"));
    head(grid, table.columns());
    Element body = appended(grid, element("tbody", ""));
    for (int i = 0; i < rows.size(); i++) {
      boolean last = i >= rows.size() - 2;
      row(appended(body, element("tr", last ? "last" : "")), table.columns(), rows.get(i));
    }
    if (isLong) {
      longTables.put(table.id(), table);
      text(
          appended(box, element("p", "continued")),
          words.continued(rows.size(), table.rows().size()));
    }
    table
        .remark(table.rows().size(), words)
        .ifPresent(remark -> text(appended(box, element("p", "continued")), remark));
    return box;
  }

  private void head(Element grid, List<ReportTable.Column> columns) {
    Element row = appended(appended(grid, element("thead", "")), element("tr", ""));
    for (ReportTable.Column column : columns) {
      Element cell = appended(row, element("th", column.number() ? "number" : "words"));
      cell.setAttribute("scope", "col");
      text(cell, column.label());
      if (!column.unit().isBlank()) {
        appended(cell, element("br", ""));
        text(appended(cell, element("span", "unit")), column.unit());
      }
    }
  }

  private void row(Element element, List<ReportTable.Column> columns, ReportTable.Row row) {
    if (row.total()) {
      element.setAttribute("class", (element.getAttribute("class") + " total").strip());
    }
    for (int i = 0; i < columns.size(); i++) {
      Element cell = appended(element, element("td", columns.get(i).number() ? "number" : "words"));
      lines(cell, cellText(row.cells().get(i)));
    }
  }

  private String cellText(ContentValue cell) {
    return TableCells.text(cell, figures);
  }

  private Element chart(ReportChart chart) {
    charts.put(chart.id(), chart);
    Element figure = element("div", "chart");
    if (!chart.title().isBlank()) {
      text(appended(figure, element("p", "chart-title")), chart.title());
    }
    if (!chart.subtitle().isBlank()) {
      text(appended(figure, element("p", "chart-subtitle")), chart.subtitle());
    }
    Element plot = appended(figure, element("div", "plot"));
    plot.setAttribute("data-chart", chart.id());
    return figure;
  }

  private Element image(ContentValue.Image image) {
    Element picture = element("img", "picture");
    picture.setAttribute("alt", SafeText.of(image.alternativeText()));
    picture.setAttribute(
        "style",
        String.format(
            Locale.ROOT,
            "width: %.2fmm; height: %.2fmm",
            image.widthMillimeters(),
            image.heightMillimeters()));
    picture.setAttribute(
        "src",
        "data:"
            + image.mediaType()
            + ";base64,"
            + Base64.getEncoder().encodeToString(image.bytes()));
    return picture;
  }

  private Element element(String name, String styleClass) {
    Element element = document.createElement(name);
    if (!styleClass.isEmpty()) {
      element.setAttribute("class", styleClass);
    }
    return element;
  }

  private static Element appended(Node parent, Element child) {
    parent.appendChild(child);
    return child;
  }

  private void text(Node parent, String words) {
    parent.appendChild(document.createTextNode(SafeText.of(words)));
  }

  private void lines(Node parent, String words) {
    String[] lines = SafeText.of(words).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (i > 0) {
        parent.appendChild(document.createElement("br"));
      }
      parent.appendChild(document.createTextNode(lines[i]));
    }
  }
}
