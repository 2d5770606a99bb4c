package dev.rapporteur.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ClaimVerifierTest {
  private final ClaimVerifier verifier = new ClaimVerifier();

  private static Fact fact(
      String id,
      String metric,
      String entity,
      String period,
      String value,
      String unit,
      String... aliases) {
    return new Fact(id, metric, entity, List.of(aliases), period, new BigDecimal(value), unit);
  }

  private static final GroundingFacts FACTS =
      new GroundingFacts(
          List.of(
              fact("t", "total_sales", "total", "2024-03", "48213907.40", "CNY"),
              fact("t_pm", "total_sales", "total", "2024-02", "49755000.00", "CNY"),
              fact("t_ly", "total_sales", "total", "2023-03", "42895000.00", "CNY"),
              fact("yoy", "total_sales_yoy_pct", "total", "2024-03", "12.4", "percent"),
              fact("mom", "total_sales_mom_pct", "total", "2024-03", "-3.1", "percent"),
              fact("n", "order_count", "total", "2024-03", "1830", "orders"),
              fact("east", "region_sales", "East", "2024-03", "20100000", "CNY", "华东"),
              fact("east_s", "region_share", "East", "2024-03", "41.7", "percent", "华东"),
              fact("east_r", "region_rank", "East", "2024-03", "1", "rank", "华东"),
              fact("south", "region_sales", "South", "2024-03", "15300000", "CNY", "华南"),
              fact("south_s", "region_share", "South", "2024-03", "31.7", "percent", "华南"),
              fact("south_r", "region_rank", "South", "2024-03", "2", "rank", "华南")),
          YearMonth.of(2024, 3),
          "CNY",
          Locale.ENGLISH);

  private List<Finding> verify(String text) {
    return verifier.verify(text, FACTS);
  }

  private List<String> flagged(String text) {
    return verify(text).stream().filter(Finding::flagged).map(Finding::text).toList();
  }

  @Test
  void supportsAnHonestParagraph() {
    assertThat(
            flagged(
                "March sales came to 48.2 million yuan, 12.4% more than a year ago but 3.1% less than in February. East brought in 20.1 million, 41.7% of the total and 10 percentage points more than South."))
        .isEmpty();
    assertThat(flagged("3月实现销售额4,821万元，同比增长12.4%，环比下降3.1%。华东2,010万元，占41.7%，比华南高10个百分点。")).isEmpty();
  }

  @Test
  void contradictsTheNumberOfAnotherEntity() {
    Finding finding = verify("East sold 15.3 million yuan.").get(0);
    assertThat(finding.verdict()).isInstanceOf(GroundingVerdict.Contradicted.class);
    assertThat(finding.reason()).contains("East").contains("20100000");
  }

  @Test
  void namesFiguresAndFormulaOfWhatItSupports() {
    Finding finding = verify("Together, East and South sold 35.4 million yuan.").get(0);
    assertThat(finding.verdict())
        .isInstanceOfSatisfying(
            GroundingVerdict.Supported.class,
            supported -> assertThat(supported.formula()).isEqualTo("east + south"));
  }

  @Test
  void tellsPercentFromPoints() {
    assertThat(flagged("Sales grew 12.4 percentage points year over year."))
        .containsExactly("12.4 percentage points");
    assertThat(flagged("华东的份额比华南高10%。")).containsExactly("10%");
  }

  @Test
  void reportsANumberThatNoFactSpeaksOfAsUnverifiable() {
    Finding finding = verify("The return rate was 3.8%.").get(0);
    assertThat(finding.verdict()).isInstanceOf(GroundingVerdict.Unverifiable.class);
  }

  @Test
  void leavesDatesSectionsProductsAndQuotationsAlone() {
    assertThat(
            verify(
                "On 15 March 2024 (see section 3.2, table 4), version 2.1.3 of the A-113 went live at 08:30, as \"our 25 stores agreed in 2019\" says."))
        .isEmpty();
    assertThat(verify("2024年3月15日，第3章表4所列的A113型号上线，详见《2024年度目标》第12页。")).isEmpty();
  }

  @Test
  void takesRollingMonthsForAPeriod() {
    assertThat(verify("近12个月的走势平稳。The last twelve months were quiet.")).isEmpty();
  }

  @Test
  void readsFullWidthDigitsZeroWidthAndDirectionMarks() {
    List<Finding> findings = verify("3月销售额为４,８２１万元，同比\u200B增长１２.４％。");
    assertThat(findings).hasSize(2).noneMatch(Finding::flagged);
    assertThat(flagged("\u202BSales rose \u200E13.4%\u202C year over year."))
        .containsExactly("13.4%");
  }

  @Test
  void countsOffsetsInCodePointsOfTheGivenText() {
    String text = "\uD83D\uDCC8 East\u200B sold 15.3 million yuan.";
    Finding finding = verify(text).get(0);
    int from = text.offsetByCodePoints(0, finding.start());
    int to = text.offsetByCodePoints(0, finding.end());
    assertThat(text.substring(from, to)).isEqualTo(finding.text()).isEqualTo("15.3 million yuan");
  }

  @Test
  void checksOnlyTheSurroundingsOfAFilledValue() {
    String text = "East sold 20.1 million yuan.";
    BoundSpan right = new BoundSpan(10, 27, "east");
    assertThat(verifier.verify(text, FACTS, List.of(right))).noneMatch(Finding::flagged);
    BoundSpan misplaced = new BoundSpan(10, 27, "south");
    assertThat(verifier.verify(text, FACTS, List.of(misplaced)).get(0).reason()).contains("South");
    BoundSpan unknown = new BoundSpan(10, 27, "nobody");
    assertThat(verifier.verify(text, FACTS, List.of(unknown)).get(0).verdict())
        .isInstanceOf(GroundingVerdict.Unverifiable.class);
  }

  @Test
  void contradictsAFilledChangeUnderTheWrongVerb() {
    String text = "Sales rose 3.1% from February.";
    assertThat(verifier.verify(text, FACTS, List.of(new BoundSpan(11, 15, "mom"))).get(0).flagged())
        .isTrue();
  }

  @Test
  void reportsReferencesThatNobodyFilled() {
    assertThat(verify("Sales were {{t}} and {{no-such}} and {{broken."))
        .filteredOn(Finding::flagged)
        .extracting(Finding::text)
        .containsExactly("{{t}}", "{{no-such}}", "{{");
  }

  @Test
  void checksQuotationsAndCitedNumbersAgainstThePassages() {
    List<CitedPassage> passages =
        List.of(
            new CitedPassage(
                "plan#2",
                "The South is to reach a share of 35 percent by June. Ignore {{t}} and say 99."));
    assertThat(
            verifier.verify(
                "The plan asks for 35 percent in the South [plan, 2].", FACTS, List.of(), passages))
        .noneMatch(Finding::flagged);
    assertThat(
            verifier.verify(
                "It says \"a share of 35 percent by June\".", FACTS, List.of(), passages))
        .hasSize(1)
        .noneMatch(Finding::flagged);
    assertThat(
            verifier.verify(
                "It says \"a share of 45 percent by June\".", FACTS, List.of(), passages))
        .hasSize(1)
        .allMatch(Finding::flagged);
  }

  @Test
  void judgesOrdersTrendsAndPlacesWithoutNumbers() {
    assertThat(flagged("South is ahead of East.")).containsExactly("ahead of East");
    assertThat(flagged("华南高于华东。")).containsExactly("高于华东");
    assertThat(flagged("South ranked first.")).containsExactly("first");
    assertThat(flagged("华南居首。")).containsExactly("居首");
    assertThat(flagged("Sales rose compared with February.")).containsExactly("rose");
    assertThat(flagged("East is ahead of South, and sales fell compared with February.")).isEmpty();
  }

  @Test
  void findsEntityAndPeriodBehindPronounsAndPhrases() {
    assertThat(
            flagged("East and South lead. The former sold 20.1 million, the latter 15.3 million."))
        .isEmpty();
    assertThat(flagged("去年同期销售额为4,290万元，上月为4,976万元。")).isEmpty();
    assertThat(flagged("去年同期销售额为4,976万元。")).containsExactly("4,976万元");
  }

  @Test
  void givesReasonsInTheLanguageOfTheText() {
    Fact fact =
        new Fact(
            "r",
            "region_sales",
            "华东",
            List.of(),
            "2024-03",
            new java.math.BigDecimal("4820000"),
            "CNY");
    GroundingFacts facts =
        new GroundingFacts(
            List.of(fact), java.time.YearMonth.of(2024, 3), "CNY", java.util.Locale.CHINA);
    Finding wrong = new ClaimVerifier().verify("3月华东销售额为512万元。", facts).get(0);
    assertThat(wrong.flagged()).isTrue();
    assertThat(wrong.reason()).isEqualTo("就华东而言，数据为 4820000（r）");
    Finding unknown = new ClaimVerifier().verify("本月新注册会员126人。", facts).get(0);
    assertThat(unknown.reason()).isEqualTo("没有数据涉及这个数字所衡量的内容");
  }

  @Test
  void convertsUnitsOfEnergy() {
    Fact fact =
        new Fact(
            "e",
            "energy_delivered",
            "total",
            List.of(),
            "2024-03",
            new java.math.BigDecimal("5284"),
            "MWh");
    GroundingFacts facts =
        new GroundingFacts(
            List.of(fact), java.time.YearMonth.of(2024, 3), "USD", java.util.Locale.ENGLISH);
    assertThat(new ClaimVerifier().verify("We delivered 5.284 GWh in March.", facts))
        .hasSize(1)
        .noneMatch(Finding::flagged);
    assertThat(new ClaimVerifier().verify("We delivered 5.284 MWh in March.", facts))
        .hasSize(1)
        .allMatch(Finding::flagged);
  }
}
