package dev.rapporteur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.report.ReportingPeriod;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillTest {

  @Test
  void namesEachPeriodOnceInOrder() {
    assertThat(backfill("2023-11", "2024-02", 2).periods().stream().map(Object::toString))
        .containsExactly("2023-11", "2023-12", "2024-01", "2024-02");
    assertThat(backfill("2024-Q4", "2025-Q1", 1).periods()).hasSize(2);
  }

  @Test
  void namesThePeriodsThatAreNotOver() {
    assertThat(backfill("2024-01", "2024-03", 1).notOverOn(LocalDate.of(2024, 3, 31)))
        .containsExactly(ReportingPeriod.month(2024, 3));
  }

  @ParameterizedTest
  @CsvSource({"2024-02, 2024-01, 1", "2024-01, 2024-Q1, 1", "2024-01, 2024-02, 0", "1900, 2600, 1"})
  void refusesAStretchThatMakesNoSense(String from, String to, int parallel) {
    assertThatThrownBy(() -> backfill(from, to, parallel))
        .isInstanceOf(InvalidScheduleException.class);
  }

  private static Backfill backfill(String from, String to, int parallel) {
    return new Backfill(
        ReportingPeriod.parse(from).orElseThrow(),
        ReportingPeriod.parse(to).orElseThrow(),
        parallel);
  }
}
