package dev.rapporteur.rendering.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PunctuationTest {

  @Test
  void movesClosingMarksToTheWordBefore() {
    assertThat(Punctuation.kept(List.of("同比增长", "12.4%", "，环比下降", "3.1%", "。")))
        .containsExactly("同比增长", "12.4%，", "环比下降", "3.1%。", "");
  }

  @Test
  void movesOpeningMarksToTheWordBehind() {
    assertThat(Punctuation.kept(List.of("lost 4.17 million (", "73.6%", ") of")))
        .containsExactly("lost 4.17 million ", "(73.6%)", " of");
  }

  @Test
  void leavesWordsAlone() {
    assertThat(Punctuation.kept(List.of("a ", "b", " c", " [1]", ".")))
        .containsExactly("a ", "b", " c", " [1].", "");
  }
}
