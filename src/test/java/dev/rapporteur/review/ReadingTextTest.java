package dev.rapporteur.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.grounding.BoundSpan;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.writing.SectionDraft;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTextTest {
  private static final String SOURCE =
      "Sales came to {{sales}}, {{sales.yoy|magnitude}} more than a year ago [p1]. No {{gone}}.";
  private static final String READ =
      "Sales came to 48.2 million yuan, 12.4% more than a year ago [p1]. No {{gone}}.";
  private static final ReadingText TEXT =
      ReadingText.of(
          new SectionDraft.Paragraph(SOURCE, false, List.of()),
          new GroundedNarrative.Paragraph(
              "Sales came to 48.2 million yuan, 12.4% more than a year ago. No {{gone}}.",
              false,
              List.of(new BoundSpan(14, 31, "sales"), new BoundSpan(33, 38, "sales.yoy")),
              List.of(),
              List.of()));

  @Test
  void showsFiguresAsTheirValuesAndCitationsAsLabels() {
    assertThat(TEXT.text()).isEqualTo(READ);
  }

  @Test
  void whatIsLeftAloneStaysAsItWas() {
    assertThat(TEXT.edited(READ)).isEqualTo(SOURCE);
  }

  @Test
  void wordsAroundAFigureChangeAndTheFigureStays() {
    assertThat(TEXT.edited("In March " + READ.replace("came to", "reached")))
        .isEqualTo("In March " + SOURCE.replace("came to", "reached"));
  }

  @Test
  void aValueThatIsTypedOverIsWords() {
    assertThat(TEXT.edited(READ.replace("48.2", "58.2")))
        .isEqualTo(SOURCE.replace("{{sales}}", "58.2 million yuan"));
  }

  @Test
  void aDigitBesideAValueTakesItAway() {
    assertThat(TEXT.edited(READ.replace("12.4%", "112.4%")))
        .isEqualTo(SOURCE.replace("{{sales.yoy|magnitude}}", "112.4%"));
  }

  @Test
  void aSentenceThatIsTakenOutTakesItsFiguresAlong() {
    assertThat(TEXT.edited("No {{gone}}.")).isEqualTo("No {{gone}}.");
  }

  @Test
  void aReferenceThatIsTypedIsOne() {
    assertThat(TEXT.edited(READ + " Orders: {{orders}}."))
        .isEqualTo(SOURCE + " Orders: {{orders}}.");
  }
}
