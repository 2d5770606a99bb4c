package dev.rapporteur.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.review.WordDiff.Kind;
import dev.rapporteur.review.WordDiff.Piece;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordDiffTest {

  @Test
  void takesANumberForOneWord() {
    assertThat(
            WordDiff.between("Sales came to 48.2 million.", "Sales came to 58.2 million.").pieces())
        .containsExactly(
            new Piece(Kind.SAME, "Sales came to "),
            new Piece(Kind.REMOVED, "48.2"),
            new Piece(Kind.ADDED, "58.2"),
            new Piece(Kind.SAME, " million."));
  }

  @Test
  void takesEachHanCharacterForAWord() {
    assertThat(WordDiff.between("销售额增长", "销售额下降").pieces())
        .containsExactly(
            new Piece(Kind.SAME, "销售额"),
            new Piece(Kind.REMOVED, "增长"),
            new Piece(Kind.ADDED, "下降"));
  }

  @Test
  void givesBothTextsBack() {
    String before = "East fell by 3.1 %, North rose.\nA second line 第二行。";
    String after = "North rose; East fell by 3 %.\n第二行 and more。";
    WordDiff diff = WordDiff.between(before, after);
    assertThat(without(diff, Kind.ADDED)).isEqualTo(before);
    assertThat(without(diff, Kind.REMOVED)).isEqualTo(after);
    assertThat(diff.isEmpty()).isFalse();
  }

  @Test
  void measuresHowManyWordsDiffer() {
    assertThat(WordDiff.between("one two three", "one two three").distance()).isZero();
    assertThat(WordDiff.between("one two three", "one 2 three four").distance()).isEqualTo(2);
    assertThat(WordDiff.length("one two, 3.5 三")).isEqualTo(5);
  }

  private static String without(WordDiff diff, Kind kind) {
    return diff.pieces().stream()
        .filter(piece -> piece.kind() != kind)
        .map(Piece::text)
        .collect(Collectors.joining());
  }
}
