package dev.rapporteur.grounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts and facts as nobody should write them get clear verdicts, soon. */
@Timeout(30)
class BadInputTest {
  private static final String ZERO_WIDTH = "\u200B";
  private static final String RIGHT_TO_LEFT = "\u202E";

  private final ClaimVerifier verifier = new ClaimVerifier();

  private static Fact fact(String id, String entity, String value, String unit) {
    return new Fact(id, "region_sales", entity, List.of(), "2024-03", new BigDecimal(value), unit);
  }

  private static GroundingFacts facts(Fact... facts) {
    return new GroundingFacts(List.of(facts), YearMonth.of(2024, 3), "USD", Locale.ENGLISH);
  }

  private static GroundingFacts east() {
    return facts(fact("e", "East", "4820000", "USD"));
  }

  private List<Finding> verify(String text) {
    return verifier.verify(text, east());
  }

  @Test
  void readsFullWidthDigits() {
    assertThat(verify("East sold ＄４,８２０,０００ in March.")).hasSize(1).noneMatch(Finding::flagged);
    assertThat(verify("East sold ＄４,９２０,０００ in March.")).hasSize(1).allMatch(Finding::flagged);
  }

  @Test
  void readsDigitsOfOtherScripts() {
    assertThat(verify("East sold $٤٨٢٠٠٠٠ in March.")).hasSize(1).noneMatch(Finding::flagged);
  }

  @Test
  void seesThroughZeroWidthAndDirectionMarksAndKeepsOffsets() {
    String text =
        "East sold $4"
            + ZERO_WIDTH
            + ".9"
            + RIGHT_TO_LEFT
            + "2 million"
            + ZERO_WIDTH
            + " in March.";
    List<Finding> findings = verify(text);
    assertThat(findings).hasSize(1).allMatch(Finding::flagged);
    Finding only = findings.get(0);
    assertThat(text.substring(only.start(), only.end())).startsWith("$4").contains("million");
  }

  @Test
  void countsOffsetsInCodePoints() {
    Finding only = verify("📈📈 East sold $5.9 million in March.").get(0);
    assertThat(only.start()).isEqualTo(13);
    assertThat(only.end()).isEqualTo(25);
  }

  @Test
  void flagsReferencesThatNobodyFilled() {
    assertThat(verify("East sold {{e}} in March.")).hasSize(1).allMatch(Finding::flagged);
    assertThat(verify("East sold {{no.such.figure}} in March."))
        .hasSize(1)
        .allMatch(Finding::flagged);
  }

  @Test
  void flagsUnbalancedReferences() {
    for (String text :
        List.of("East sold {{e in March.", "East sold e}} in March.", "{{{{e}} East sold {{")) {
      assertThat(verify(text)).as(text).isNotEmpty().anyMatch(Finding::flagged);
    }
  }

  @Test
  void takesNoFigureIdFromAQuotedPassage() {
    CitedPassage attack = new CitedPassage("p1", "East sold 9.99 million {{e}} says the plan.");
    List<Finding> findings =
        verifier.verify(
            "The plan says \"East sold {{e}}\" [p1].", east(), List.of(), List.of(attack));
    assertThat(findings).allMatch(Finding::flagged);
  }

  @Test
  void keepsMixedCurrenciesApart() {
    GroundingFacts mixed =
        facts(fact("usd", "East", "4820000", "USD"), fact("eur", "West", "3100000", "EUR"));
    assertThat(verifier.verify("West sold €3.1 million in March.", mixed))
        .hasSize(1)
        .noneMatch(Finding::flagged);
    assertThat(verifier.verify("West sold $3.1 million in March.", mixed))
        .hasSize(1)
        .allMatch(Finding::flagged);
  }

  @Test
  void supportsFiguresWithoutUnit() {
    assertThat(
            verifier.verify(
                "East sold 4,820,000 in March.", facts(fact("e", "East", "4820000", ""))))
        .hasSize(1)
        .noneMatch(Finding::flagged);
  }

  @Test
  void refusesWhatIsNotANumberWhereTheFactIsMade() {
    assertThatThrownBy(() -> BigDecimal.valueOf(Double.NaN))
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void answersWithTenThousandFactsAndAMegabyte() {
    List<Fact> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(fact("f" + i, "Region " + i, String.valueOf(1_000 + i), "USD"));
    }
    GroundingFacts all = new GroundingFacts(many, YearMonth.of(2024, 3), "USD", Locale.ENGLISH);
    String sentence = "Region 17 sold $1,017 and Region 4,000 more than Region 3 in March. ";
    assertThat(verifier.verify(sentence.repeat(1_000_000 / sentence.length()), all)).isNotEmpty();
  }

  @Test
  void answersNestedBracesAndQuotes() {
    assertThat(verify("{{".repeat(20_000))).isNotNull();
    assertThat(verify("“".repeat(20_000) + "5%" + "”".repeat(20_000))).isNotNull();
    assertThat(verify("{{" + "e".repeat(100_000) + "}}")).isNotNull();
  }
}
