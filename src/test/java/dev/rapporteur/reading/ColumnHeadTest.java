package dev.rapporteur.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnHeadTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Three Months Ended July 1, 2023 | Three Months Ended July 1, 2023 | ''",
        "Nine Months Ended September 30, 2022 (Unaudited) | Nine Months Ended September 30, 2022 | ''",
        "September 24, 2022 | September 24, 2022 | ''",
        "2023 年 | 2023年 | ''",
        "2022年 调整后 | 2022年（调整后） | ''",
        "2023年12月31日 | 2023年12月31日 | ''",
        "Fair Value 2023 | 2023 | Fair Value",
        "本期期末数 | 本期期末数 | ''",
        "期末账面余额 | 期末账面余额 | ''"
      })
  void separatesThePeriodFromWhatElseIsSaid(String words, String period, String about) {
    assertThat(ColumnHead.of(words)).isEqualTo(new ColumnHead(period, about));
  }

  @Test
  void takesAHeadWithTwoYearsForNoPeriod() {
    assertThat(ColumnHead.of("2023 2022").dated()).isFalse();
    assertThat(ColumnHead.of("2023").dated()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "本期数, 2023年",
    "上年同期数, 2022年",
    "期末余额, 2023年12月31日",
    "期初余额, 2022年12月31日",
    "本期期末数, 2023年12月31日",
    "上期期末数, 2022年12月31日",
    "第一季度（1-3月份）, 2023年第一季度（1-3月份）",
    "2021年, 2021年"
  })
  void datesTheWordsOfAChineseReport(String head, String dated) {
    assertThat(new ReportPeriod(2023, 12).dated(head)).isEqualTo(dated);
  }

  @Test
  void knowsThatAHalfYearReportEndsInJune() {
    ReportPeriod half = new ReportPeriod(2023, 6);

    assertThat(half.dated("本报告期")).isEqualTo("2023年1-6月");
    assertThat(half.dated("期末余额")).isEqualTo("2023年6月30日");
    assertThat(half.dated("期初余额")).isEqualTo("2022年12月31日");
  }
}
