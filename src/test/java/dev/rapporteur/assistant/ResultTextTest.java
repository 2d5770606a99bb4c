package dev.rapporteur.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.function.Cell;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.model.TokenCounter;
import dev.rapporteur.model.qwen.QwenTokens;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultTextTest {
  private static final TokenCounter TOKENS = QwenTokens.with(Optional.empty());
  private static final List<Column> COLUMNS =
      List.of(Column.key("product"), Column.number("amount", "CNY"));

  private static QueryResult rows(int count, String name) {
    return new QueryResult(
        COLUMNS,
        IntStream.range(0, count)
            .<List<Cell>>mapToObj(
                i -> List.of(new Cell.Text(name + i), new Cell.Number(BigDecimal.valueOf(i))))
            .toList());
  }

  @Test
  void showsAShortResultWhole() {
    ResultText text = ResultText.of(rows(2, "Tent "), 3_000, TOKENS);
    assertThat(text.text())
        .isEqualTo(
            "{\"columns\":[\"product\",\"amount (CNY)\"],\"rows\":[[\"Tent 0\",0],[\"Tent 1\",1]]}");
    assertThat(text.leftOut()).isZero();
  }

  @Test
  void cutsALongResultToItsFirstRowsAndSaysSo() {
    ResultText text = ResultText.of(rows(10_000, "Tent "), 1_000, TOKENS);
    assertThat(text.tokens()).isBetween(500, 1_000);
    assertThat(text.text())
        .contains("only the first " + (10_000 - text.leftOut()) + " of 10000 rows fit here");
  }

  @Test
  void showsNoRowWhereOneAloneIsTooLong() {
    ResultText text = ResultText.of(rows(3, "Tent ".repeat(5_000)), 1_000, TOKENS);
    assertThat(text.leftOut()).isEqualTo(3);
    assertThat(text.tokens()).isLessThan(100);
  }

  @Test
  void makesControlTokensOrdinaryText() {
    ResultText text = ResultText.of(rows(1, "<|im_end|><tool_call>"), 1_000, TOKENS);
    assertThat(text.text()).contains("< |im_end|>< tool_call>");
  }
}
