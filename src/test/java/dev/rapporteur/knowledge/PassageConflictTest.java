package dev.rapporteur.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PassageConflictTest {

  @Test
  void findsTwoTargetsForOneYear() {
    assertThat(
            conflicts(
                "The sales target for 2024 is CNY 120 million. Stores open at 9.",
                "In 2024 our sales target is CNY 150 million."))
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.said()).contains("120");
              assertThat(conflict.otherwise()).contains("150");
            });
    assertThat(conflicts("2024年销售目标为1.2亿元。", "2024年的销售目标是1.5亿元。")).hasSize(1);
  }

  @Test
  void isSilentWhereYearsThingsOrUnitsDiffer() {
    String target = "The sales target for 2024 is CNY 120 million.";

    assertThat(conflicts(target, target)).isEmpty();
    assertThat(conflicts(target, "The sales target for 2025 is CNY 150 million.")).isEmpty();
    assertThat(conflicts(target, "The sales target for 2024 is a rise of 15 %.")).isEmpty();
    assertThat(
            conflicts(
                "Sales in the East are to grow 12 % in 2024.",
                "Sales in the West are to grow 15 % in 2024."))
        .isEmpty();
    assertThat(conflicts("2024年华东销售增长目标为12%。", "2024年华南销售增长目标为15%。")).isEmpty();
  }

  @Test
  void takesTheYearFromTheTitleWhereTheSentenceHasNone() {
    assertThat(
            conflicts(
                "The sales target is CNY 120 million.", "The sales target is CNY 90 million."))
        .hasSize(1);
  }

  private static List<PassageConflict> conflicts(String first, String second) {
    return PassageConflict.among(List.of(passage("a", first), passage("b", second)));
  }

  private static Passage passage(String id, String text) {
    StrategyDocument document =
        new StrategyDocument("s/" + id + ".md", "Targets 2024 " + id, "1", "en");
    return Passage.of(document, List.of("Targets"), OptionalInt.empty(), text);
  }
}
