package dev.rapporteur.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedNumberTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "81,797 | 81797",
        "$81,797 | 81797",
        "$(17,986) | -17986",
        "(0.11) | -0.11",
        "-42,318,905.77 | -42318905.77",
        "－3.5 | -3.5",
        "12.5 % | 12.5",
        "(6)% | -6",
        "１，２０４ | 1204",
        "0.57 | 0.57"
      })
  void readsNumbersAsReportsPrintThem(String cell, BigDecimal value) {
    assertThat(PrintedNumber.of(cell))
        .hasValueSatisfying(v -> assertThat(v).isEqualByComparingTo(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"—", "$—", "", "N/A", "不适用", "July 1, 2023", "减少2.19个百分点", "七、61"})
  void takesNothingElseForANumber(String cell) {
    assertThat(PrintedNumber.of(cell)).isEmpty();
  }

  @Test
  void refusesAnIndicatorWhoseValueDoesNotStandInItsQuote() {
    assertThatThrownBy(
            () ->
                new Indicator(
                    "Net sales",
                    new BigDecimal("81979"),
                    "USD million",
                    "2023",
                    OptionalInt.of(4),
                    "Net sales 81,797 82,959"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("81979");
  }

  @Test
  void refusesASignThatTheQuoteDoesNotHave() {
    assertThatThrownBy(
            () ->
                new Indicator(
                    "Other income",
                    new BigDecimal("265"),
                    "USD million",
                    "2023",
                    OptionalInt.empty(),
                    "Other income (265) (10)"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
