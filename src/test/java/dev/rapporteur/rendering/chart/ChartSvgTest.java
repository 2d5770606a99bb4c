package dev.rapporteur.rendering.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.analysis.Unit;
import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportChart.Kind;
import dev.rapporteur.rendering.ReportChart.Role;
import dev.rapporteur.rendering.ReportChart.Series;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartSvgTest {
  private static final Pattern NUMBER =
      Pattern.compile(" (?:x|y|width|height|cx|cy)=\"(-?[0-9.]+)\"");

  @Test
  void tellsItsTitleAndDescriptionToAScreenReader() throws Exception {
    Document svg = parsed(chart(Kind.BAR, series("Sales", Role.ACTUAL, "3", "2")));
    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("East leads");
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo("East 3, West 2");
  }

  @Test
  void labelsEachBarWithItsValue() {
    assertThat(svg(chart(Kind.BAR, series("Sales", Role.ACTUAL, "48.213", "-2.5"))))
        .contains(">48.2</text>", ">-2.5</text>");
  }

  @Test
  void showsAFallByShapeAndNotByColorAlone() {
    String fall = svg(chart(Kind.BAR, series("Change", Role.ACTUAL, "-5", "4")));
    String rise = svg(chart(Kind.BAR, series("Change", Role.ACTUAL, "5", "4")));
    assertThat(count(fall, "stroke=\"#FFFFFF\"")).isPositive();
    assertThat(count(rise, "stroke=\"#FFFFFF\"")).isZero();
  }

  @Test
  void outlinesThePlanAndDashesItsLine() {
    ReportChart columns =
        chart(
            Kind.COLUMN,
            series("Sales", Role.ACTUAL, "3", "2"),
            series("Plan", Role.PLAN, "4", "2"));
    assertThat(svg(columns)).contains("fill=\"none\" stroke=\"#44515C\"");
    ReportChart lines =
        chart(
            Kind.LINE, series("Sales", Role.ACTUAL, "3", "2"), series("Plan", Role.PLAN, "4", "2"));
    assertThat(svg(lines)).contains("stroke-dasharray");
  }

  @Test
  void leavesAGapOpen() {
    String svg =
        svg(
            new ReportChart(
                "c",
                Kind.LINE,
                "t",
                "s",
                "a",
                Unit.of("CNY"),
                BigDecimal.ONE,
                "yuan",
                List.of("1", "2", "3", "4", "5"),
                List.of(series("Sales", Role.ACTUAL, "1", "2", "", "4", "5"))));
    assertThat(count(svg, "stroke-width=\"1.8\"")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void staysWithinItsBoundsWhateverTheValues(Kind kind) {
    List<String[]> cases =
        List.of(
            new String[] {"0", "0"},
            new String[] {"", ""},
            new String[] {"-1", "-2"},
            new String[] {"1e15", "-1e-9"},
            new String[] {"5", ""});
    for (String[] values : cases) {
      String svg =
          svg(chart(kind, series("A", Role.ACTUAL, values), series("B", Role.OTHER, values)));
      assertThat(svg).doesNotContain("NaN", "Infinity", "∞");
      Matcher number = NUMBER.matcher(svg);
      while (number.find()) {
        assertThat(Double.parseDouble(number.group(1))).as(svg).isBetween(-3.0, 460.0);
      }
    }
  }

  @Test
  void keepsMarkupOfALabelAsWords() throws Exception {
    ReportChart sly =
        new ReportChart(
            "a\"b",
            Kind.BAR,
            "<script>",
            "s",
            "&amp;",
            Unit.of("CNY"),
            BigDecimal.ONE,
            "yuan",
            List.of("</text><script>x</script>\u0000"),
            List.of(series("<b>", Role.ACTUAL, "1"), series("\"", Role.PLAN, "1")));
    assertThat(svg(sly)).doesNotContain("<script", "<b>");
    assertThat(parsed(sly).getElementsByTagName("script").getLength()).isZero();
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static String svg(ReportChart chart) {
    return ChartSvg.of(chart, 460);
  }

  private static Document parsed(ReportChart chart) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg(chart))));
  }

  private static ReportChart chart(Kind kind, Series... series) {
    return new ReportChart(
        "c",
        kind,
        "East leads",
        "Sales, yuan",
        "East 3, West 2",
        Unit.of("CNY"),
        BigDecimal.ONE,
        "yuan",
        List.of("East", "West"),
        List.of(series));
  }

  private static Series series(String name, Role role, String... values) {
    return new Series(
        name,
        role,
        Arrays.stream(values)
            .map(
                value ->
                    value.isEmpty()
                        ? Optional.<BigDecimal>empty()
                        : Optional.of(new BigDecimal(value)))
            .toList());
  }
}
