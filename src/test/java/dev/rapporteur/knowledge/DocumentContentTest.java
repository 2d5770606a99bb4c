package dev.rapporteur.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentContentTest {

  @Test
  void holdsNothingThatAReaderCannotSee() {
    String tags = "\uDB40\uDC49\uDB40\uDC67";
    Paragraph paragraph =
        new Paragraph(1, "sales\u200B up\u202E 12\u0007 %" + tags + "\uFEFF\u00AD and\u00A0more");

    assertThat(paragraph.text()).isEqualTo("sales up 12 % and more");
  }

  @Test
  void keepsTheLettersOfAllScripts() {
    String text = "销售额 naïve Ω 日本語 한국어 ①";

    assertThat(new Paragraph(1, text).text()).isEqualTo(text);
  }

  @Test
  void cleansTheCellsOfTablesToo() {
    Table table = new Table(1, List.of(List.of("a\u200Bb", "\u2066c")));

    assertThat(table.rows()).containsExactly(List.of("ab", "c"));
  }
}
