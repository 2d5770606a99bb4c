package dev.rapporteur.rendering.docx;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.ReportChart;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a native chart (DrawingML, ECMA-376 part 1, 21.2) that a reader can edit in Word. */
final class ChartMarkup {
  private static final int LABEL_SIZE = 850;

  /** With more categories than this, labels on each bar would overlap. */
  private static final int LABELED_COLUMNS = 14;

  private static final String C15 = "http://schemas.microsoft.com/office/drawing/2012/chart";
  private static final String LABEL_EXTENSION = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}";
  private static final String RANGE_EXTENSION = "{02D57815-91ED-43cb-92C2-25804820EDAC}";
  private static final int CATEGORY_AXIS = 111_111_111;
  private static final int VALUE_AXIS = 222_222_222;

  private final XmlOut out;
  private final ReportChart chart;
  private final ChartSheet sheet;
  private final ChartColors colors;
  private final String numbers;

  /** So many lines can be named where they end. */
  private static final int NAMED_LINES = 2;

  /** Labels nearer to each other than this part of the axis would overlap. */
  private static final double CLOSE = 0.12;

  private static final String ROOM_FOR_NAMES =
      "<c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/><c:xMode val=\"edge\"/>"
          + "<c:yMode val=\"edge\"/><c:x val=\"0.07\"/><c:y val=\"0.05\"/><c:w val=\"0.75\"/>"
          + "<c:h val=\"0.78\"/></c:manualLayout></c:layout>";

  ChartMarkup(XmlOut out, ReportChart chart, ChartSheet sheet, ChartColors colors) {
    this.out = out;
    this.chart = chart;
    this.sheet = sheet;
    this.colors = colors;
    this.numbers = numberFormat(chart.unit(), sheet.decimals(chart.unit()));
  }

  static void write(
      XmlOut out, ReportChart chart, ChartSheet sheet, ChartColors colors, Locale locale) {
    new ChartMarkup(out, chart, sheet, colors).chartSpace(locale);
  }

  /** Height in twentieths of a point that suits the kind and the number of categories. */
  static int height(ReportChart chart, int width) {
    int categories = chart.categories().size();
    if (chart.kind() == ReportChart.Kind.BAR) {
      int row = 240 + 160 * chart.series().size();
      return Math.clamp((long) row * categories + 400, 1_400, 11_000);
    }
    return Math.clamp(width * 38L / 100, 2_000, 3_900);
  }

  private void chartSpace(Locale locale) {
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<c:chartSpace");
    out.raw(" xmlns:c=\"").raw(Ooxml.C).raw("\" xmlns:a=\"").raw(Ooxml.A);
    out.raw("\" xmlns:r=\"").raw(Ooxml.R).raw("\"><c:date1904 val=\"0\"/><c:lang val=\"");
    out.raw(locale.toLanguageTag()).raw("\"/><c:roundedCorners val=\"0\"/><c:chart>");
    out.raw("<c:autoTitleDeleted val=\"1\"/><c:plotArea>");
    out.raw(hasNamedLines() ? ROOM_FOR_NAMES : "<c:layout/>");
    if (chart.kind() == ReportChart.Kind.LINE) {
      lines();
    } else {
      bars();
    }
    categoryAxis();
    valueAxis();
    out.raw("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>");
    legend();
    out.raw("<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>");
    out.raw("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    out.raw(colors.text(LABEL_SIZE, false));
    out.raw("<c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData>");
    out.raw("</c:chartSpace>");
  }

  private void bars() {
    boolean stacked =
        chart.kind() == ReportChart.Kind.STACKED || chart.kind() == ReportChart.Kind.WATERFALL;
    out.raw("<c:barChart><c:barDir val=\"").raw(isHorizontal() ? "bar" : "col");
    out.raw("\"/><c:grouping val=\"").raw(stacked ? "stacked" : "clustered");
    out.raw("\"/><c:varyColors val=\"0\"/>");
    for (int i = 0; i < sheet.columns().size(); i++) {
      ChartSheet.Column column = sheet.columns().get(i);
      if (column.kind() == ChartSheet.Kind.TOP) {
        continue;
      }
      head(i, column);
      out.raw("<c:spPr>").raw(area(column, i)).raw("</c:spPr><c:invertIfNegative val=\"0\"/>");
      negatives(column);
      if (column.kind() == ChartSheet.Kind.TOTAL) {
        point(0, colors.area(ReportChart.Role.PREVIOUS_YEAR));
      }
      barLabels(column, stacked);
      data(i, column);
      out.raw("</c:ser>");
    }
    out.raw("<c:gapWidth val=\"").raw(chart.kind() == ReportChart.Kind.WATERFALL ? 40 : 55);
    out.raw("\"/><c:overlap val=\"").raw(stacked ? 100 : 0).raw("\"/>");
    axes();
    out.raw("</c:barChart>");
    if (chart.kind() == ReportChart.Kind.WATERFALL) {
      tops();
    }
  }

  /**
   * The labels over the bars of a waterfall: a line that is not drawn, whose labels come from a
   * range of the workbook, so that they follow what a reader changes there.
   */
  private void tops() {
    int index = sheet.columns().size() - 1;
    out.raw("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
    head(index, sheet.columns().get(index));
    out.raw("<c:spPr><a:ln w=\"9525\"><a:noFill/></a:ln></c:spPr>");
    out.raw("<c:marker><c:symbol val=\"none\"/></c:marker><c:dLbls>");
    for (int i = 0; i < sheet.labels().size(); i++) {
      out.raw("<c:dLbl><c:idx val=\"").raw(i).raw("\"/><c:tx><c:rich><a:bodyPr/><a:p>");
      out.raw("<a:fld id=\"{7B0E2C5A-0000-4000-8000-").raw("%012d".formatted(i));
      out.raw("}\" type=\"CELLRANGE\"><a:rPr lang=\"en-US\"/><a:pPr/><a:t>");
      out.text(sheet.labels().get(i)).raw("</a:t></a:fld><a:endParaRPr lang=\"en-US\"/></a:p>");
      out.raw("</c:rich></c:tx><c:dLblPos val=\"t\"/>").raw(hidden());
      out.raw("<c:extLst><c:ext uri=\"").raw(LABEL_EXTENSION).raw("\" xmlns:c15=\"").raw(C15);
      out.raw("\"><c15:showDataLabelsRange val=\"1\"/></c:ext></c:extLst>");
      out.raw("</c:dLbl>");
    }
    out.raw("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    out.raw(colors.text(LABEL_SIZE, true)).raw("<c:dLblPos val=\"t\"/>").raw(hidden());
    out.raw("<c:extLst><c:ext uri=\"").raw(LABEL_EXTENSION).raw("\" xmlns:c15=\"").raw(C15);
    out.raw("\"><c15:showDataLabelsRange val=\"1\"/></c:ext>");
    out.raw("</c:extLst></c:dLbls>");
    data(index, sheet.columns().get(index));
    out.raw("<c:smooth val=\"0\"/><c:extLst><c:ext uri=\"").raw(RANGE_EXTENSION);
    out.raw("\" xmlns:c15=\"").raw(C15).raw("\"><c15:datalabelsRange><c15:f>");
    out.raw(sheet.reference(sheet.columns().size() + 1)).raw("</c15:f><c15:dlblRangeCache>");
    strings(sheet.labels());
    out.raw("</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst></c:ser>");
    out.raw("<c:marker val=\"1\"/>");
    axes();
    out.raw("</c:lineChart>");
  }

  private String area(ChartSheet.Column column, int index) {
    return switch (column.kind()) {
      case FOOT, TOP -> "<a:noFill/>" + ChartColors.none();
      case TOTAL -> colors.area(ReportChart.Role.ACTUAL);
      case INCREASE -> colors.increaseArea();
      case DECREASE -> colors.negativeArea();
      case SERIES ->
          chart.kind() == ReportChart.Kind.STACKED
              ? colors.stackArea(index, sheet.columns().size())
              : colors.area(column.role());
    };
  }

  /** Negative bars are hatched, so that they differ by more than their direction. */
  private void negatives(ChartSheet.Column column) {
    if (column.kind() != ChartSheet.Kind.SERIES || column.role() != ReportChart.Role.ACTUAL) {
      return;
    }
    for (int i = 0; i < column.values().size(); i++) {
      if (column.values().get(i).filter(v -> v.signum() < 0).isPresent()) {
        point(i, colors.negativeArea());
      }
    }
  }

  /** One bar that looks different from the others of its series. */
  private void point(int index, String area) {
    out.raw("<c:dPt><c:idx val=\"").raw(index).raw("\"/><c:invertIfNegative val=\"0\"/>");
    out.raw("<c:bubble3D val=\"0\"/><c:spPr>").raw(area).raw("</c:spPr></c:dPt>");
  }

  private void barLabels(ChartSheet.Column column, boolean stacked) {
    boolean shown =
        column.kind() == ChartSheet.Kind.SERIES
            && labeled()
            && (column.role() == ReportChart.Role.ACTUAL || isHorizontal() || stacked);
    if (!shown) {
      out.raw("<c:dLbls>").raw(hidden()).raw("</c:dLbls>");
      return;
    }
    boolean onDark =
        stacked && ChartColors.isDark(sheet.columns().indexOf(column), sheet.columns().size());
    out.raw("<c:dLbls><c:numFmt formatCode=\"").text(numbers).raw("\" sourceLinked=\"0\"/>");
    out.raw("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    out.raw(onDark ? white() : colors.text(LABEL_SIZE, false));
    out.raw("<c:dLblPos val=\"").raw(stacked ? "ctr" : "outEnd").raw("\"/>");
    out.raw("<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>");
    out.raw("<c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>");
    out.raw("</c:dLbls>");
  }

  private String background() {
    return colors.themed() ? "<a:schemeClr val=\"bg1\"/>" : "<a:srgbClr val=\"FFFFFF\"/>";
  }

  private String white() {
    return "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\""
        + LABEL_SIZE
        + "\" b=\"0\"><a:solidFill>"
        + background()
        + "</a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>";
  }

  private void lines() {
    out.raw("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
    for (int i = 0; i < sheet.columns().size(); i++) {
      ChartSheet.Column column = sheet.columns().get(i);
      head(i, column);
      out.raw("<c:spPr>").raw(colors.stroke(column.role())).raw("</c:spPr>");
      out.raw("<c:marker><c:symbol val=\"none\"/></c:marker>");
      lastLabel(i);
      data(i, column);
      out.raw("<c:smooth val=\"0\"/></c:ser>");
    }
    out.raw("<c:marker val=\"1\"/>");
    axes();
    out.raw("</c:lineChart>");
  }

  /** The name and the last value of a line, at its end; with many lines, of the actual one only. */
  private void lastLabel(int index) {
    ChartSheet.Column column = sheet.columns().get(index);
    int last = lastValue(column.values());
    boolean actual = column.role() == ReportChart.Role.ACTUAL;
    out.raw("<c:dLbls>");
    if (last >= 0 && (actual || hasNamedLines())) {
      out.raw("<c:dLbl><c:idx val=\"").raw(last).raw("\"/>");
      if (hasNamedLines()) {
        out.raw(shift(index, column.values().get(last).orElseThrow()));
      }
      out.raw("<c:numFmt formatCode=\"").text(numbers);
      out.raw("\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
      out.raw(colors.text(LABEL_SIZE, actual)).raw("<c:dLblPos val=\"");
      out.raw(hasNamedLines() ? "r" : "t");
      out.raw("\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>");
      out.raw("<c:showSerName val=\"").raw(hasNamedLines() ? 1 : 0);
      out.raw("\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>");
      out.raw("<c:separator> </c:separator></c:dLbl>");
    }
    out.raw(hidden()).raw("</c:dLbls>");
  }

  /** Whether there are few enough lines to say at the end of each which one it is. */
  private boolean hasNamedLines() {
    return chart.kind() == ReportChart.Kind.LINE && sheet.columns().size() <= NAMED_LINES;
  }

  /** Moves two labels that would stand in each other apart. */
  private String shift(int index, BigDecimal value) {
    List<BigDecimal> all =
        sheet.columns().stream()
            .flatMap(column -> column.values().stream())
            .flatMap(Optional::stream)
            .toList();
    double top = all.stream().mapToDouble(BigDecimal::doubleValue).max().orElse(1);
    double foot = Math.min(0, all.stream().mapToDouble(BigDecimal::doubleValue).min().orElse(0));
    for (int i = 0; i < sheet.columns().size(); i++) {
      List<Optional<BigDecimal>> values = sheet.columns().get(i).values();
      int last = lastValue(values);
      if (i == index || last < 0) {
        continue;
      }
      double apart = value.subtract(values.get(last).orElseThrow()).doubleValue() / (top - foot);
      boolean above = apart > 0 || apart == 0 && index < i;
      if (Math.abs(apart) < CLOSE) {
        return "<c:layout><c:manualLayout><c:x val=\"0\"/><c:y val=\""
            + (above ? "-" : "")
            + "0.05\"/></c:manualLayout></c:layout>";
      }
    }
    return "";
  }

  private static int lastValue(List<Optional<BigDecimal>> values) {
    int last = values.size() - 1;
    while (last >= 0 && values.get(last).isEmpty()) {
      last--;
    }
    return last;
  }

  private static String hidden() {
    return "<c:showLegendKey val=\"0\"/><c:showVal val=\"0\"/><c:showCatName val=\"0\"/>"
        + "<c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";
  }

  private void head(int index, ChartSheet.Column column) {
    out.raw("<c:ser><c:idx val=\"").raw(index).raw("\"/><c:order val=\"").raw(index);
    out.raw("\"/>");
    name(index, column);
  }

  /** The name of a series, and the cell it stands in. */
  void name(int index, ChartSheet.Column column) {
    out.raw("<c:tx><c:strRef><c:f>").raw(ChartSheet.headReference(index + 1));
    out.raw("</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>").text(column.name());
    out.raw("</c:v></c:pt></c:strCache></c:strRef></c:tx>");
  }

  /** The categories and values of a series, and the cells they stand in. */
  void data(int index, ChartSheet.Column column) {
    int count = sheet.categories().size();
    out.raw("<c:cat><c:strRef><c:f>").raw(sheet.reference(0)).raw("</c:f><c:strCache>");
    strings(sheet.categories());
    out.raw("</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>");
    out.raw(sheet.reference(index + 1)).raw("</c:f><c:numCache><c:formatCode>").text(numbers);
    out.raw("</c:formatCode><c:ptCount val=\"").raw(count).raw("\"/>");
    for (int i = 0; i < count; i++) {
      int at = i;
      column
          .values()
          .get(i)
          .ifPresent(
              value -> {
                out.raw("<c:pt idx=\"").raw(at).raw("\"><c:v>").raw(value.toPlainString());
                out.raw("</c:v></c:pt>");
              });
    }
    out.raw("</c:numCache></c:numRef></c:val>");
  }

  private void strings(List<String> values) {
    out.raw("<c:ptCount val=\"").raw(values.size()).raw("\"/>");
    for (int i = 0; i < values.size(); i++) {
      out.raw("<c:pt idx=\"").raw(i).raw("\"><c:v>").text(values.get(i)).raw("</c:v></c:pt>");
    }
  }

  private void axes() {
    out.raw("<c:axId val=\"").raw(CATEGORY_AXIS).raw("\"/><c:axId val=\"").raw(VALUE_AXIS);
    out.raw("\"/>");
  }

  private void categoryAxis() {
    out.raw("<c:catAx><c:axId val=\"")
        .raw(CATEGORY_AXIS)
        .raw("\"/><c:scaling><c:orientation val=\"");
    out.raw(isHorizontal() ? "maxMin" : "minMax").raw("\"/></c:scaling><c:delete val=\"0\"/>");
    out.raw("<c:axPos val=\"").raw(isHorizontal() ? "l" : "b");
    out.raw("\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>");
    out.raw("<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>");
    out.raw("<c:tickLblPos val=\"low\"/><c:spPr>").raw(colors.axis()).raw("</c:spPr>");
    out.raw(colors.level(LABEL_SIZE)).raw("<c:crossAx val=\"").raw(VALUE_AXIS);
    out.raw("\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/>");
    out.raw("<c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>");
  }

  /** Left out where each bar says its value; a waterfall between large totals starts higher. */
  private void valueAxis() {
    boolean hiddenAxis = chart.kind() != ReportChart.Kind.LINE && labeled();
    out.raw("<c:valAx><c:axId val=\"").raw(VALUE_AXIS);
    out.raw("\"/><c:scaling><c:orientation val=\"minMax\"/>");
    if (chart.kind() == ReportChart.Kind.WATERFALL) {
      waterfallRange();
    }
    out.raw("</c:scaling><c:delete val=\"").raw(hiddenAxis ? 1 : 0).raw("\"/><c:axPos val=\"");
    out.raw(isHorizontal() ? "b" : "l").raw("\"/>");
    if (!hiddenAxis) {
      out.raw("<c:majorGridlines><c:spPr>").raw(colors.grid());
      out.raw("</c:spPr></c:majorGridlines>");
    }
    out.raw("<c:numFmt formatCode=\"").text(axisNumbers()).raw("\" sourceLinked=\"0\"/>");
    out.raw("<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>");
    out.raw("<c:tickLblPos val=\"nextTo\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    out.raw(colors.text(LABEL_SIZE, false)).raw("<c:crossAx val=\"").raw(CATEGORY_AXIS);
    out.raw("\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/></c:valAx>");
  }

  /** With room for labels on top; from zero, unless the changes would then be too small to see. */
  private void waterfallRange() {
    List<BigDecimal> feet = values(ChartSheet.Kind.FOOT);
    List<BigDecimal> tops = values(ChartSheet.Kind.TOP);
    BigDecimal high = tops.stream().max(BigDecimal::compareTo).orElse(BigDecimal.ONE);
    BigDecimal low =
        Stream.concat(feet.stream(), tops.stream()).min(BigDecimal::compareTo).orElse(high);
    BigDecimal spread = high.subtract(low);
    boolean tooSmall = low.compareTo(spread.multiply(BigDecimal.TWO)) > 0;
    BigDecimal start =
        tooSmall ? low.subtract(spread.multiply(new BigDecimal("0.6"))) : BigDecimal.ZERO.min(low);
    BigDecimal end = high.add(high.subtract(start).multiply(new BigDecimal("0.12")));
    MathContext digits = new MathContext(4, RoundingMode.HALF_UP);
    out.raw("<c:max val=\"").raw(end.round(digits).toPlainString()).raw("\"/><c:min val=\"");
    out.raw(start.round(digits).toPlainString()).raw("\"/>");
  }

  private List<BigDecimal> values(ChartSheet.Kind kind) {
    return sheet.columns().stream()
        .filter(column -> column.kind() == kind)
        .flatMap(column -> column.values().stream())
        .flatMap(Optional::stream)
        .toList();
  }

  private void legend() {
    if (chart.kind() == ReportChart.Kind.WATERFALL
        || sheet.columns().size() < 2
        || hasNamedLines()) {
      return;
    }
    out.raw("<c:legend><c:legendPos val=\"t\"/><c:overlay val=\"0\"/>");
    out.raw(colors.text(LABEL_SIZE, false)).raw("</c:legend>");
  }

  private boolean isHorizontal() {
    return chart.kind() == ReportChart.Kind.BAR;
  }

  private boolean labeled() {
    return isHorizontal() || sheet.categories().size() <= LABELED_COLUMNS;
  }

  /** The steps of an axis that reaches 10 are whole numbers. */
  private String axisNumbers() {
    boolean whole =
        sheet.columns().stream()
            .flatMap(column -> column.values().stream())
            .flatMap(Optional::stream)
            .anyMatch(value -> value.abs().compareTo(BigDecimal.TEN) >= 0);
    return whole ? numberFormat(chart.unit(), 0) : numbers;
  }

  /** A number format of spreadsheets. */
  private static String numberFormat(Unit unit, int decimals) {
    String fraction = decimals == 0 ? "" : "." + "0".repeat(decimals);
    return "#,##0" + fraction + (unit.kind() == Unit.Kind.PERCENT ? "\"%\"" : "");
  }
}
