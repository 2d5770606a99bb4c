package dev.rapporteur.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CitationTest {
  private static final StrategyDocument ENGLISH =
      new StrategyDocument("strategy/plan.md", "Annual targets 2024", "v1", "en");
  private static final StrategyDocument CHINESE =
      new StrategyDocument("strategy/目标.md", "2024年度目标", "v1", "zh-CN");

  @Test
  void refusesWordsThatDoNotStandInThePassage() {
    Passage passage = passage(ENGLISH, List.of("1 Sales"), "Sales of 590 million are planned.");

    assertThatThrownBy(() -> Citation.of(passage, "Sales of 600 million are planned."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("600 million");
  }

  @Test
  void acceptsWordsWhateverTheirWidthAndSpacing() {
    Passage passage = passage(CHINESE, List.of("1 销售目标"), "全年计划销售额５.９亿元，\n同比增长7.9%。");

    assertThat(Citation.of(passage, "计划销售额5.9亿元，同比增长7.9％").quote())
        .isEqualTo("计划销售额5.9亿元，同比增长7.9％");
  }

  @Test
  void namesTheSectionByItsNumber() {
    Passage english = passage(ENGLISH, List.of("2 Regions", "2.1 South"), "15 % by June.");
    Passage chinese = passage(CHINESE, List.of("1 销售目标"), "5.9亿元。");

    assertThat(Citation.of(english, "15 %").label()).isEqualTo("[Annual targets 2024, 2.1]");
    assertThat(Citation.of(chinese, "5.9亿元").label()).isEqualTo("〔《2024年度目标》第1节〕");
  }

  @Test
  void namesThePageWhereThereIsNoHeading() {
    Passage passage = Passage.of(ENGLISH, List.of(), OptionalInt.of(4), "15 % by June.");

    assertThat(Citation.of(passage, "by June").label()).isEqualTo("[Annual targets 2024, p. 4]");
  }

  private static Passage passage(StrategyDocument document, List<String> headings, String text) {
    return Passage.of(document, headings, OptionalInt.empty(), text);
  }
}
