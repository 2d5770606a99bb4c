package dev.rapporteur.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole reports; the PDF ones go through the child process. */
class ReportReaderIT {
  private static final Path FILING =
      Path.of("..", "shared", "data", "docs", "apple_10q_2023-07-01.pdf");

  private final ReportReader reader = new ReportReader(new FileDocumentReader());

  @ParameterizedTest
  @ValueSource(strings = {"annual-report-zh.html", "annual-report-zh.pdf"})
  void readsAChineseAnnualReport(String name) throws URISyntaxException {
    ReportReading reading = reader.read(resource(name));

    assertStates(reading, "营业收入", "2023年", "元", "3486215907.42");
    assertStates(reading, "营业收入", "2022年（调整后）", "元", "3105448120.66");
    assertStates(reading, "归属于上市公司股东的净利润", "2023年", "元", "286540118.35");
    assertStates(reading, "归属于上市公司股东的净利润", "2022年（调整前）", "元", "317985002.17");
    assertStates(reading, "经营活动产生的现金流量净额", "2023年", "元", "-42318905.77");
    assertStates(reading, "基本每股收益", "2023年", "元/股", "0.57");
    assertStates(reading, "加权平均净资产收益率", "2022年", "%", "12.40");
    assertStates(reading, "营业收入", "2023年第二季度（4-6月份）", "元", "861440927.55");
    assertStates(reading, "应收账款", "2023年12月31日", "元", "916340221.58");
    assertStates(reading, "应收账款", "2022年12月31日", "元", "662115030.47");
    assertStates(reading, "母公司 应收账款", "2023年12月31日", "元", "733072177.26");
    assertStates(reading, "信用减值损失", "2023年度", "元", "-21330118.54");
    assertStates(reading, "归属于母公司股东的净利润", "2022年度", "元", "318202447.91");
    assertThat(reading.risks()).extracting(Risk::risk).contains("宏观经济波动风险", "应收账款回收风险", "汇率波动风险");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quarterly-report-en.html", "quarterly-report-en.pdf"})
  void readsAnEnglishQuarterlyReport(String name) throws URISyntaxException {
    ReportReading reading = reader.read(resource(name));

    String quarter = "Three Months Ended September 30, 2022";
    assertStates(reading, "Total revenue", quarter, "USD thousand", "299534");
    assertStates(
        reading, "Total revenue", "Nine Months Ended September 30, 2021", "USD thousand", "746337");
    assertStates(reading, "Net loss", quarter, "USD thousand", "-4780");
    assertStates(
        reading, "Net loss per share, basic and diluted", quarter, "USD per share", "-0.11");
    assertStates(
        reading,
        "Weighted-average shares outstanding, basic and diluted",
        quarter,
        "thousand shares",
        "44118");
    assertStates(
        reading, "Cash and cash equivalents", "December 31, 2021", "USD thousand", "240118");
    assertThat(reading.risks())
        .extracting(Risk::risk)
        .contains(
            "We depend on a limited number of suppliers for key components.",
            "Our quarterly results fluctuate and are difficult to predict.");
  }

  @Test
  void readsAnIndicatorOnlyWhereCaptionPeriodAndUnitAreKnown() throws URISyntaxException {
    for (String name :
        List.of("annual-report-zh.html", "quarterly-report-en.html", "quarterly-report-en.pdf")) {
      assertThat(reader.read(resource(name)).indicators())
          .allSatisfy(
              indicator -> {
                assertThat(indicator.period()).containsPattern("(?:19|20)\\d{2}");
                assertThat(indicator.unit()).isNotBlank();
              });
    }
  }

  @Test
  void givesThePageOfEachStatement() throws URISyntaxException {
    ReportReading reading = reader.read(resource("annual-report-zh.pdf"));

    assertThat(pageOf(reading, "货币资金", "2023年12月31日")).isEqualTo(OptionalInt.of(5));
    assertThat(pageOf(reading, "母公司 货币资金", "2023年12月31日")).isEqualTo(OptionalInt.of(6));
    assertThat(pageOf(reading, "净利润", "2023年度")).isEqualTo(OptionalInt.of(7));
  }

  @Test
  void readsAFilingOfTheSec() {
    assumeTrue(Files.exists(FILING), "the developers' data are not beside this checkout");
    ReportReading reading = reader.read(FILING);

    String quarter = "Three Months Ended July 1, 2023";
    String nineMonths = "Nine Months Ended June 25, 2022";
    assertStates(reading, "Total net sales", quarter, "USD million", "81797");
    assertStates(reading, "Net sales: Services", nineMonths, "USD million", "58941");
    assertStates(reading, "Other income/(expense), net", quarter, "USD million", "-265");
    assertStates(reading, "Earnings per share: Diluted", quarter, "USD per share", "1.26");
    assertStates(
        reading,
        "Shares used in computing earnings per share: Diluted",
        quarter,
        "thousand shares",
        "15775021");
    assertStates(reading, "Accounts receivable, net", "July 1, 2023", "USD million", "19549");
    assertStates(
        reading, "Current liabilities: Term debt", "September 24, 2022", "USD million", "11128");
    assertStates(
        reading,
        "Cash generated by operating activities",
        "Nine Months Ended July 1, 2023",
        "USD million",
        "88945");
    assertStates(reading, "Greater China: Operating income", quarter, "USD million", "6207");
    assertStates(reading, "Effective tax rate", quarter, "%", "12.5");
    assertThat(pageOf(reading, "Total net sales", quarter)).isEqualTo(OptionalInt.of(4));
    assertThat(pageOf(reading, "Total assets", "July 1, 2023")).isEqualTo(OptionalInt.of(6));
    assertThat(reading.risks())
        .extracting(Risk::risk)
        .contains("Foreign Exchange Risk", "Interest Rate Risk", "Item 1A. Risk Factors");
  }

  /** The report states the value, and no other one under the same name, period and unit. */
  private static void assertStates(
      ReportReading reading, String name, String period, String unit, String value) {
    assertThat(reading.indicators())
        .filteredOn(
            each ->
                each.name().equals(name)
                    && each.period().equals(period)
                    && each.unit().equals(unit))
        .as(name + ", " + period)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.value()).isEqualByComparingTo(new BigDecimal(value)));
  }

  private static OptionalInt pageOf(ReportReading reading, String name, String period) {
    return reading.indicators().stream()
        .filter(each -> each.name().equals(name) && each.period().equals(period))
        .findFirst()
        .orElseThrow()
        .page();
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(ReportReaderIT.class.getResource(name).toURI());
  }
}
