package dev.rapporteur.model.qwen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.model.TokenCounter;
import dev.rapporteur.report.RapporteurException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QwenTokensTest {
  private final TokenCounter bound = QwenTokens.with(Optional.empty());

  @TempDir Path folder;

  /** True counts from the tokenizer of the Qwen vocabulary (Hugging Face tokenizers). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          "Hello world" | 2
          "2024-03: 48,213,907.40" | 22
          "3月实现销售额4,820万元，同比增长12.4%，环比下降3.1%。" | 24
          "e\u0301te\u0301" | 1
          "don't DON'T" | 4
          """)
  void neverCountsTooFew(String text, int atLeast) {
    assertThat(bound.atMost(text)).isGreaterThanOrEqualTo(atLeast);
  }

  @Test
  void isExactForPlainEnglish() {
    assertThat(bound.atMost("Hello world")).isEqualTo(2);
  }

  @Test
  void countsDigitsOneByOne() {
    assertThat(bound.atMost("20240331")).isEqualTo(8);
  }

  @Test
  void countsWithTheVocabularyOfTheCheckpoint() throws IOException {
    Path vocabulary =
        Files.writeString(
            folder.resolve("vocab.json"),
            "{\"a\": 0, \"b\": 1, \"Ġ\": 2, \"c\": 3, \"ab\": 4, \"Ġab\": 5}");
    TokenCounter exact = QwenTokens.with(Optional.of(vocabulary));
    assertThat(exact.atMost("ab ab")).isEqualTo(2);
    assertThat(exact.atMost("ab ba")).isEqualTo(4);
  }

  @Test
  void refusesAFileThatIsNoVocabulary() throws IOException {
    Path file = Files.writeString(folder.resolve("vocab.json"), "{\"漢\": 1}");
    TokenCounter counter = QwenTokens.with(Optional.of(file));
    assertThatThrownBy(() -> counter.atMost("a"))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("vocab.json");
  }
}
