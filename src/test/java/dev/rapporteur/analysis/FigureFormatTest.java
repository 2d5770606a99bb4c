package dev.rapporteur.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureFormatTest {
  private final FigureFormat english = new FigureFormat(Locale.ENGLISH);
  private final FigureFormat chinese = new FigureFormat(Locale.SIMPLIFIED_CHINESE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "48213907.40 | CNY | 48.2 million yuan | 4,821万元",
        "1234567890 | CNY | 1.23 billion yuan | 12.3亿元",
        "142000000 | CNY | 142 million yuan | 1.42亿元",
        "99999999 | CNY | 100 million yuan | 1.00亿元",
        "-2301118.20 | CNY | -2.30 million yuan | -230万元",
        "884650 | CNY | 884,650 yuan | 88.5万元",
        "9999 | CNY | 9,999 yuan | 9,999元",
        "37.62 | USD | $37.62 | 37.62美元",
        "-37.62 | USD | -$37.62 | -37.62美元",
        "12.449 | percent | 12.4% | 12.4%",
        "12.45 | percent | 12.5% | 12.5%",
        "-0.04 | percent | 0.0% | 0.0%",
        "3.14 | points | 3.1 percentage points | 3.1个百分点",
        "1 | points | 1.0 percentage point | 1.0个百分点",
        "408 | orders | 408 orders | 408单",
        "1 | orders | 1 order | 1单",
        "1 | categories | 1 category | 1categories",
        "2 | rank | 2nd | 第2",
        "11 | rank | 11th | 第11",
        "23 | rank | 23rd | 第23"
      })
  void writesNumbersAsTheReaderExpects(String value, String unit, String en, String zh) {
    BigDecimal number = new BigDecimal(value);
    assertThat(english.text(number, Unit.of(unit))).isEqualTo(en);
    assertThat(chinese.text(number, Unit.of(unit))).isEqualTo(zh);
  }

  @Test
  void showsTheSignWhereAsked() {
    BigDecimal value = new BigDecimal("12.5");
    assertThat(english.signed(value, Unit.PERCENT)).isEqualTo("+12.5%");
    assertThat(english.signed(value.negate(), Unit.PERCENT)).isEqualTo("-12.5%");
    assertThat(english.magnitude(value.negate(), Unit.PERCENT)).isEqualTo("12.5%");
  }

  @Test
  void tablesAreExact() {
    assertThat(english.cell(new BigDecimal("48213907.4"), Unit.of("CNY")))
        .isEqualTo("48,213,907.40");
  }
}
