package dev.rapporteur.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportingPeriodTest {

  @ParameterizedTest
  @CsvSource({
    "2024-03, 2024-03-01, 2024-04-01, 2024-02, 2023-03",
    "2024-01, 2024-01-01, 2024-02-01, 2023-12, 2023-01",
    "2024-Q1, 2024-01-01, 2024-04-01, 2023-Q4, 2023-Q1",
    "2024, 2024-01-01, 2025-01-01, 2023, 2023",
    "2024-W01, 2024-01-01, 2024-01-08, 2023-W52, 2023-W01",
    "2020-W53, 2020-12-28, 2021-01-04, 2020-W52, 2019-W52"
  })
  void readsItsTextFormAndKnowsItsNeighbors(
      String text, LocalDate start, LocalDate end, String previous, String previousYear) {
    ReportingPeriod period = ReportingPeriod.parse(text).orElseThrow();
    assertThat(period).hasToString(text);
    assertThat(period.start()).isEqualTo(start);
    assertThat(period.endExclusive()).isEqualTo(end);
    assertThat(period.previous()).hasToString(previous);
    assertThat(period.previousYear()).hasToString(previousYear);
    assertThat(period.contains(end)).isFalse();
    assertThat(period.isOverOn(end)).isTrue();
    assertThat(period.isOverOn(end.minusDays(1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-13", "2024-00", "24-03", "2023-W53", "2024-Q5", "", "2024-3", "x"})
  void otherTextsAreNoPeriods(String text) {
    assertThat(ReportingPeriod.parse(text)).isEmpty();
  }

  @Test
  void refusesADayThatStartsNoPeriod() {
    assertThatThrownBy(
            () -> new ReportingPeriod(ReportingPeriod.Kind.MONTH, LocalDate.of(2024, 3, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isSaidInTheReadersLanguage() {
    ReportingPeriod march = ReportingPeriod.month(2024, 3);
    assertThat(march.label(Locale.ENGLISH)).isEqualTo("March 2024");
    assertThat(march.label(Locale.SIMPLIFIED_CHINESE)).isEqualTo("2024年3月");
  }
}
