package dev.rapporteur.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ChangeTest {

  @Test
  void comparesAQuarterWithTheSameOneAYearBefore() {
    List<Change> changes =
        Change.among(
            List.of(
                indicator("Three Months Ended July 1, 2023", "81797", "USD million"),
                indicator("Three Months Ended June 25, 2022", "82959", "USD million"),
                indicator("Nine Months Ended July 1, 2023", "293787", "USD million"),
                indicator("September 24, 2022", "7", "USD million")));

    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().difference()).isEqualByComparingTo("-1162");
    assertThat(changes.getFirst().percent()).contains(new BigDecimal("-1.4"));
  }

  @Test
  void measuresALossAgainstTheAbsoluteBase() {
    Change change =
        Change.among(List.of(indicator("2023年", "30", "元"), indicator("2022年", "-60", "元")))
            .getFirst();

    assertThat(change.difference()).isEqualByComparingTo("90");
    assertThat(change.percent()).contains(new BigDecimal("150.0"));
  }

  @Test
  void givesPointsForPercentagesAndNoRateOnAZeroBase() {
    List<Change> changes =
        Change.among(
            List.of(
                indicator("2023年", "10.21", "%"),
                indicator("2022年", "12.40", "%"),
                indicator("2023年度", "5", "元"),
                indicator("2022年度", "0", "元")));

    assertThat(changes).extracting(Change::percent).containsOnly(Optional.empty());
    assertThat(changes.getFirst().difference()).isEqualByComparingTo("-2.19");
  }

  private static Indicator indicator(String period, String value, String unit) {
    return new Indicator(
        "Sales", new BigDecimal(value), unit, period, OptionalInt.empty(), "Sales " + value);
  }
}
