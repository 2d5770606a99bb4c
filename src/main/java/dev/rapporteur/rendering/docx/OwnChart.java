package dev.rapporteur.rendering.docx;

import dev.rapporteur.rendering.ReportChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A chart that a template brings, drawn as the company draws it. Its series get the names and
 * values of a chart of the report, in its cache and in its workbook alike; it shows as many of the
 * report's series as it has itself.
 *
 * @param root its part
 * @param others its relationships beside that to its workbook, such as to its colors
 */
record OwnChart(XmlNode.Element root, List<Relationship> others) {
  /** Kinds of charts whose series have categories and values. */
  private static final Set<String> PLOTS =
      Set.of(
          "barChart",
          "bar3DChart",
          "lineChart",
          "line3DChart",
          "pieChart",
          "pie3DChart",
          "doughnutChart",
          "areaChart",
          "area3DChart",
          "radarChart",
          "ofPieChart");

  /** What stands in a series behind its values. */
  private static final Set<String> LAST = Set.of("smooth", "shape");

  private static final String WORKBOOK = "rIdReportData";

  OwnChart {
    others = List.copyOf(others);
  }

  /** Why the part cannot be filled from a report, if so. */
  static Optional<String> obstacle(XmlNode.Element root) {
    if (!root.is(Ooxml.C, "chartSpace") || !root.prefix().equals("c")) {
      return Optional.of("its chart is of a kind that cannot be filled");
    }
    List<XmlNode.Element> series = root.all().filter(e -> e.is(Ooxml.C, "ser")).toList();
    long fillable =
        root.all()
            .filter(e -> e.namespace().equals(Ooxml.C) && PLOTS.contains(e.local()))
            .flatMap(XmlNode.Element::elements)
            .filter(e -> e.is(Ooxml.C, "ser"))
            .count();
    return series.isEmpty() || fillable < series.size()
        ? Optional.of("its chart has no series of categories and values")
        : Optional.empty();
  }

  /** Writes the part. */
  void write(XmlOut out, ReportChart chart, ChartSheet sheet, ChartColors colors) {
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    new Writing(out, chart, sheet, new ChartMarkup(out, chart, sheet, colors)).root();
  }

  /** Relationships of the written part, whose workbook lies there. */
  List<Relationship> relations(String workbook) {
    List<Relationship> all = new ArrayList<>(others);
    all.add(new Relationship(WORKBOOK, Ooxml.RELATION + "package", workbook, false));
    return all;
  }

  /** One writing of the part. */
  private final class Writing {
    private final XmlOut out;
    private final ReportChart chart;
    private final ChartSheet sheet;
    private final ChartMarkup markup;
    private int series;

    Writing(XmlOut out, ReportChart chart, ChartSheet sheet, ChartMarkup markup) {
      this.out = out;
      this.chart = chart;
      this.sheet = sheet;
      this.markup = markup;
    }

    void root() {
      start(root);
      boolean due = true;
      for (XmlNode.Element child : root.elements().toList()) {
        if (child.is(Ooxml.C, "externalData")) {
          continue;
        }
        boolean behind = Set.of("printSettings", "userShapes", "extLst").contains(child.local());
        if (due && behind) {
          workbook();
          due = false;
        }
        element(child);
      }
      if (due) {
        workbook();
      }
      end(root);
    }

    private void workbook() {
      out.raw("<c:externalData xmlns:r=\"").raw(Ooxml.R).raw("\" r:id=\"").raw(WORKBOOK);
      out.raw("\"><c:autoUpdate val=\"0\"/></c:externalData>");
    }

    private void element(XmlNode.Element element) {
      if (element.is(Ooxml.C, "ser")) {
        if (series < sheet.columns().size()) {
          series(element, series);
        }
        series++;
        return;
      }
      start(element);
      for (XmlNode child : element.children()) {
        switch (child) {
          case XmlNode.Text text -> out.text(words(element, text.text()));
          case XmlNode.Element inner -> element(inner);
        }
      }
      end(element);
    }

    /** The chart's title may say where the message and its subject go. */
    private String words(XmlNode.Element element, String text) {
      return element.is(Ooxml.A, "t")
          ? text.replace("{{title}}", chart.title()).replace("{{subtitle}}", chart.subtitle())
          : text;
    }

    private void series(XmlNode.Element series, int index) {
      start(series);
      List<XmlNode.Element> last = new ArrayList<>();
      for (XmlNode.Element child : series.elements().toList()) {
        switch (child.local()) {
          // What extensions say of single points and of ranges is about other values.
          case "tx", "cat", "val", "extLst" -> {}
          case "order" -> {
            element(child);
            markup.name(index, sheet.columns().get(index));
          }
          default -> {
            if (LAST.contains(child.local())) {
              last.add(child);
            } else {
              element(child);
            }
          }
        }
      }
      markup.data(index, sheet.columns().get(index));
      last.forEach(this::element);
      end(series);
    }

    private void start(XmlNode.Element element) {
      StringBuilder start = new StringBuilder();
      Markup.start(element, start);
      out.raw(start.toString());
    }

    private void end(XmlNode.Element element) {
      out.raw("</" + element.name() + ">");
    }
  }

  /** Where the parts of a filled chart go. */
  void add(AddedParts added, ReportChart chart, int number, Locale locale, ChartColors colors) {
    String part = "word/charts/reportChart" + number + ".xml";
    String workbook = "word/embeddings/reportChart" + number + ".xlsx";
    ChartSheet sheet = ChartSheet.of(chart, locale);
    added.part(PackedPart.of(part, out -> write(out, chart, sheet, colors)), Ooxml.CHART_TYPE);
    added.part(PackedPart.of(workbook, ChartWorkbook.of(sheet)), Ooxml.WORKBOOK_TYPE);
    added.plain(
        PackedPart.of(
            WordPackage.relationshipsPart(part),
            RelationshipsMarkup.of(relations("../embeddings/reportChart" + number + ".xlsx"))));
  }
}
