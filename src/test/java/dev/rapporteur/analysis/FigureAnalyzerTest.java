package dev.rapporteur.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.analysis.MissingFigure.Reason;
import dev.rapporteur.function.Cell;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.report.CellPath;
import dev.rapporteur.report.FigureDefinition;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.DataCall;
import dev.rapporteur.report.ReportDefinition.ReviewDefinition;
import dev.rapporteur.report.ReportDefinition.TemplateSet;
import dev.rapporteur.report.ReportingPeriod;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class FigureAnalyzerTest {
  private static final ReportingPeriod MARCH = ReportingPeriod.month(2024, 3);
  private static final List<Base> BOTH = List.of(Base.PREVIOUS_PERIOD, Base.PREVIOUS_YEAR);

  private final Map<String, FunctionCall> current = new HashMap<>();
  private final Map<Base, Map<String, FunctionCall>> bases = new EnumMap<>(Base.class);

  private static CellPath cells(String text) {
    return CellPath.parse(text).orElseThrow();
  }

  private static FigureDefinition.Total total(List<Base> compare) {
    return new FigureDefinition.Total(
        "sales", "Sales", cells("sales.amount"), Optional.empty(), Optional.empty(), compare);
  }

  private static FigureDefinition.Contribution contribution() {
    return new FigureDefinition.Contribution(
        "part", "Contribution", cells("regions.amount"), "region", List.of(Base.PREVIOUS_YEAR));
  }

  /** A call whose only column is an amount in yuan. */
  private static FunctionCall amounts(String... values) {
    Column column = Column.number("amount", "CNY");
    return call(
        List.of(column), List.of(values).stream().map(value -> List.of(number(value))).toList());
  }

  /** A call with an amount for each region, given as region, amount, region, amount ... */
  private static FunctionCall regions(String... pairs) {
    return keyed("region", pairs);
  }

  private static FunctionCall keyed(String key, String... pairs) {
    List<List<Cell>> rows = new java.util.ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      rows.add(List.of(new Cell.Text(pairs[i]), number(pairs[i + 1])));
    }
    return call(List.of(Column.key(key), Column.number("amount", "CNY")), rows);
  }

  private static Cell number(String value) {
    return value.isEmpty() ? Cell.EMPTY : new Cell.Number(new BigDecimal(value));
  }

  private static FunctionCall call(List<Column> columns, List<List<Cell>> rows) {
    QueryResult result = new QueryResult(columns, rows);
    return new FunctionCall(
        "call-" + result.hash().substring(0, 8),
        "f",
        Optional.of("select 1"),
        JsonNodeFactory.instance.objectNode(),
        List.of(),
        Optional.of("sales"),
        new Actor("tester", Actor.Kind.PERSON, new TreeSet<>()),
        Instant.parse("2024-04-03T00:00:00Z"),
        Duration.ofMillis(3),
        result.hash(),
        result);
  }

  private void base(Base base, String data, FunctionCall call) {
    bases.computeIfAbsent(base, any -> new HashMap<>()).put(data, call);
  }

  private FigureSheet analyzed(FigureDefinition... figures) {
    ReportDefinition definition =
        new ReportDefinition(
            "r",
            "R",
            "",
            "",
            Locale.ENGLISH,
            ZoneOffset.UTC,
            ReportingPeriod.Kind.MONTH,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            data(),
            List.of(figures),
            List.of(),
            Optional.empty(),
            List.of(),
            new TemplateSet("w", "p", Optional.empty()),
            Set.of(),
            new ReviewDefinition(new Role("manager"), 2, true),
            List.of(),
            Optional.empty());
    return FigureAnalyzer.analyze(new AnalysisInput(definition, MARCH, current, bases));
  }

  private Map<String, DataCall> data() {
    return current.keySet().stream()
        .collect(Collectors.toMap(name -> name, name -> new DataCall("f", Map.of())));
  }

  private static BigDecimal value(FigureSheet sheet, String id) {
    return sheet.figure(id).orElseThrow(() -> new AssertionError("no figure " + id)).value();
  }

  @Test
  void ratesAreInPercentOfTheBase() {
    current.put("sales", amounts("110.00", "2.50"));
    base(Base.PREVIOUS_PERIOD, "sales", amounts("150.00"));
    base(Base.PREVIOUS_YEAR, "sales", amounts("100.00"));
    FigureSheet sheet = analyzed(total(BOTH));
    assertThat(value(sheet, "sales")).isEqualByComparingTo("112.50");
    assertThat(value(sheet, "sales.yoy")).isEqualByComparingTo("12.5");
    assertThat(value(sheet, "sales.yoy.amount")).isEqualByComparingTo("12.50");
    assertThat(value(sheet, "sales.mom")).isEqualByComparingTo("-25");
    assertThat(value(sheet, "sales.previous-year")).isEqualByComparingTo("100");
  }

  @Test
  void aFigureLeadsBackToItsCellsOrFigures() {
    current.put("sales", amounts("110.00"));
    base(Base.PREVIOUS_YEAR, "sales", amounts("100.00"));
    FigureSheet sheet = analyzed(total(List.of(Base.PREVIOUS_YEAR)));
    Provenance level = sheet.figure("sales").orElseThrow().provenance();
    assertThat(level.formula()).isEqualTo("sum(amount)");
    assertThat(level.cells().getFirst().call()).isEqualTo(current.get("sales").id());
    Provenance rate = sheet.figure("sales.yoy").orElseThrow().provenance();
    assertThat(rate.formula())
        .isEqualTo("(sales - sales.previous-year) / sales.previous-year * 100");
    assertThat(rate.figures()).containsExactly("sales", "sales.previous-year");
  }

  @Test
  void withoutABasePeriodThereIsNoRateButAReason() {
    current.put("sales", amounts("110.00"));
    base(Base.PREVIOUS_YEAR, "sales", amounts());
    FigureSheet sheet = analyzed(total(List.of(Base.PREVIOUS_YEAR)));
    assertThat(sheet.missing("sales.yoy").orElseThrow().reason()).isEqualTo(Reason.NO_BASE);
    assertThat(sheet.figure("sales.previous-year")).isEmpty();
  }

  @Test
  void aZeroBaseHasADifferenceButNoRate() {
    current.put("sales", amounts("110.00"));
    base(Base.PREVIOUS_YEAR, "sales", amounts("0.00"));
    FigureSheet sheet = analyzed(total(List.of(Base.PREVIOUS_YEAR)));
    assertThat(value(sheet, "sales.yoy.amount")).isEqualByComparingTo("110");
    assertThat(sheet.missing("sales.yoy").orElseThrow().reason()).isEqualTo(Reason.ZERO_BASE);
  }

  @Test
  void aNegativeBaseHasADifferenceButNoRate() {
    current.put("sales", amounts("110.00"));
    base(Base.PREVIOUS_YEAR, "sales", amounts("-10.00"));
    FigureSheet sheet = analyzed(total(List.of(Base.PREVIOUS_YEAR)));
    assertThat(value(sheet, "sales.yoy.amount")).isEqualByComparingTo("120");
    assertThat(sheet.missing("sales.yoy").orElseThrow().reason()).isEqualTo(Reason.NEGATIVE_BASE);
  }

  @Test
  void anEmptyMonthHasNoTotalRatherThanZero() {
    current.put("sales", amounts());
    base(Base.PREVIOUS_YEAR, "sales", amounts("100"));
    FigureSheet sheet = analyzed(total(List.of(Base.PREVIOUS_YEAR)));
    assertThat(sheet.missing("sales").orElseThrow().reason()).isEqualTo(Reason.NO_DATA);
    assertThat(sheet.missing("sales.yoy").orElseThrow().reason()).isEqualTo(Reason.NO_DATA);
  }

  @Test
  void contributionsOfEntitiesThatCameAndWentAddUpToTheWholeChange() {
    current.put("regions", regions("East", "10.01", "South", "5.00", "New", "1.11"));
    base(Base.PREVIOUS_YEAR, "regions", regions("East", "12.00", "South", "4.00", "Gone", "3.33"));
    FigureSheet sheet = analyzed(contribution());
    BigDecimal sum =
        sheet
            .figures()
            .filter(figure -> figure.measure() == Measure.CHANGE)
            .map(Figure::value)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo(new BigDecimal("16.12").subtract(new BigDecimal("19.33")));
    assertThat(value(sheet, "part.gone.yoy.amount")).isEqualByComparingTo("-3.33");
    assertThat(value(sheet, "part.new.yoy.amount")).isEqualByComparingTo("1.11");
    BigDecimal shares =
        sheet
            .figures()
            .filter(figure -> figure.measure() == Measure.CONTRIBUTION)
            .map(Figure::value)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(shares.subtract(BigDecimal.valueOf(100)).abs()).isLessThan(new BigDecimal("1e-8"));
  }

  @Test
  void anUnchangedWholeHasNoParts() {
    current.put("regions", regions("East", "10", "South", "5"));
    base(Base.PREVIOUS_YEAR, "regions", regions("East", "5", "South", "10"));
    FigureSheet sheet = analyzed(contribution());
    assertThat(sheet.missing("part.east.yoy").orElseThrow().reason()).isEqualTo(Reason.NO_CHANGE);
    assertThat(value(sheet, "part.east.yoy.amount")).isEqualByComparingTo("5");
  }

  @Test
  void equalValuesShareARankAndTheNextOneIsSkipped() {
    current.put("products", keyed("product", "A", "5", "B", "7", "C", "5", "D", "1"));
    base(Base.PREVIOUS_PERIOD, "products", keyed("product", "A", "9", "B", "7", "D", "8"));
    FigureSheet sheet =
        analyzed(
            new FigureDefinition.Rank(
                "top",
                "Products",
                cells("products.amount"),
                "product",
                2,
                List.of(Base.PREVIOUS_PERIOD)));
    assertThat(value(sheet, "top.b")).isEqualByComparingTo("1");
    assertThat(value(sheet, "top.a")).isEqualByComparingTo("2");
    assertThat(value(sheet, "top.c")).isEqualByComparingTo("2");
    assertThat(sheet.figure("top.d")).isEmpty();
    assertThat(value(sheet, "top.b.mom")).isEqualByComparingTo("2");
    assertThat(value(sheet, "top.a.mom")).isEqualByComparingTo("-1");
    assertThat(sheet.missing("top.c.mom").orElseThrow().reason()).isEqualTo(Reason.NEW_ENTITY);
    assertThat(value(sheet, "top.top")).isEqualByComparingTo("17");
  }

  @Test
  void sharesChangeInPointsNotInPercent() {
    current.put("regions", regions("East", "30", "South", "70"));
    base(Base.PREVIOUS_YEAR, "regions", regions("East", "10", "South", "30"));
    FigureSheet sheet =
        analyzed(
            new FigureDefinition.Share(
                "share", "Share", cells("regions.amount"), "region", List.of(Base.PREVIOUS_YEAR)));
    assertThat(value(sheet, "share.east")).isEqualByComparingTo("30");
    Figure change = sheet.figure("share.east.yoy").orElseThrow();
    assertThat(change.value()).isEqualByComparingTo("5");
    assertThat(change.unit()).isEqualTo(Unit.POINTS);
    assertThat(change.measure()).isEqualTo(Measure.POINTS_CHANGE);
  }

  @Test
  void theYearToDateIsComparedWithTheSameMonths() {
    current.put(
        "trend",
        call(
            List.of(Column.key("period"), Column.number("amount", "CNY")),
            List.of(
                row("2023-01", "1"),
                row("2023-02", "2"),
                row("2023-03", "3"),
                row("2023-04", "100"),
                row("2024-01", "2"),
                row("2024-02", "4"),
                row("2024-03", "6"))));
    FigureSheet sheet =
        analyzed(
            new FigureDefinition.YearToDate(
                "ytd", "To date", cells("trend.amount"), "period", List.of(Base.PREVIOUS_YEAR)),
            new FigureDefinition.Rolling(
                "rolling", "Rolling", cells("trend.amount"), "period", 12, List.of()),
            new FigureDefinition.Trend("trend", "Trend", cells("trend.amount"), "period"));
    assertThat(value(sheet, "ytd")).isEqualByComparingTo("12");
    assertThat(value(sheet, "ytd.yoy")).isEqualByComparingTo("100");
    assertThat(sheet.figure("ytd").orElseThrow().period()).hasToString("2024-01..2024-03");
    assertThat(sheet.missing("rolling").orElseThrow().reason())
        .as("nine of the twelve months are not there")
        .isEqualTo(Reason.NO_DATA);
    assertThat(value(sheet, "trend.streak.mom")).isEqualByComparingTo("2");
    assertThat(value(sheet, "trend.streak.yoy")).isEqualByComparingTo("3");
    assertThat(value(sheet, "trend.rank")).isEqualByComparingTo("2");
  }

  private static List<Cell> row(String period, String amount) {
    return List.of(new Cell.Text(period), number(amount));
  }

  @Test
  void targetsAreHeldAgainstWhatWasReached() {
    current.put("sales", amounts("90"));
    current.put("targets", amounts("100"));
    FigureSheet sheet =
        analyzed(
            total(List.of()),
            new FigureDefinition.Target(
                "plan", "Plan", "sales", cells("targets.amount"), Optional.empty()));
    assertThat(value(sheet, "plan")).isEqualByComparingTo("90");
    assertThat(value(sheet, "plan.gap")).isEqualByComparingTo("-10");
    assertThat(value(sheet, "plan.target")).isEqualByComparingTo("100");
  }

  @Test
  void aYearWithoutTargetsIsSaid() {
    current.put("sales", amounts("90"));
    current.put("targets", amounts());
    FigureSheet sheet =
        analyzed(
            total(List.of()),
            new FigureDefinition.Target(
                "plan", "Plan", "sales", cells("targets.amount"), Optional.empty()));
    assertThat(sheet.missing("plan").orElseThrow().reason()).isEqualTo(Reason.NO_TARGET);
  }

  @Test
  void namesThatLoseLettersInAnIdStayApart() {
    current.put("regions", regions("华东", "1", "华南", "2", "São Paulo", "3", "sao-paulo", "4"));
    FigureSheet sheet =
        analyzed(
            new FigureDefinition.Total(
                "r",
                "R",
                cells("regions.amount"),
                Optional.of("region"),
                Optional.empty(),
                List.of()));
    assertThat(sheet.figures().map(Figure::entity).flatMap(Optional::stream).map(Entity::key))
        .contains("华东", "华南", "São Paulo");
    assertThat(sheet.figures().map(Figure::id)).doesNotHaveDuplicates();
  }

  @Test
  void entitiesThatDifferInCaseAloneAreRefusedRatherThanMerged() {
    current.put("regions", regions("East", "1", "EAST", "2"));
    assertThatThrownBy(() -> analyzed(contribution()))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("'East' and 'EAST'");
  }

  @Test
  void emptyCellsAndRepeatedKeysAreNoticed() {
    current.put("regions", regions("East", "1", "East", "2", "South", ""));
    base(Base.PREVIOUS_PERIOD, "regions", regions("East", "1", "North", "2"));
    FigureSheet sheet = analyzed();
    assertThat(sheet.quality())
        .contains(
            new QualityFact(QualityFact.Kind.ROWS_READ, "regions", "", 3),
            new QualityFact(QualityFact.Kind.EMPTY_CELLS, "regions", "amount", 1),
            new QualityFact(QualityFact.Kind.DUPLICATE_KEY, "regions", "region", 1),
            new QualityFact(QualityFact.Kind.MISSING_ENTITY, "regions", "North", 1),
            new QualityFact(QualityFact.Kind.NEW_ENTITY, "regions", "South", 1));
  }
}
