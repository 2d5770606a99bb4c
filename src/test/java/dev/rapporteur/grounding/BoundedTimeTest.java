package dev.rapporteur.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes in, an answer goes out in bounded time. Times are processor time of this thread.
 */
class BoundedTimeTest {
  private static final String SENTENCE =
      "Region 12 sold $4,444.25, up 12.5% from February, while Region 15 fell to third place. ";

  private final ClaimVerifier verifier = new ClaimVerifier();

  private static GroundingFacts facts(int count) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String entity = i % 3 == 0 ? "total" : "Region " + i / 7;
      facts.add(
          new Fact(
              "f" + i,
              "m" + i % 50 + "_sales",
              entity,
              List.of(),
              "2024-0" + (1 + i % 9),
              new BigDecimal(i * 37 % 100_000 + ".25"),
              "USD"));
    }
    return new GroundingFacts(facts, YearMonth.of(2024, 9), "USD", Locale.ENGLISH);
  }

  private double seconds(String text, GroundingFacts facts) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    verifier.verify(text, facts);
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
  }

  @Test
  void readsAtLeast2000SentencesASecond() {
    String text = SENTENCE.repeat(1_000);
    GroundingFacts facts = facts(150);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 8; round++) {
      best = Math.min(best, seconds(text, facts));
    }
    assertThat(1_000 / best).isGreaterThan(2_000);
  }

  @Test
  void growsLinearlyWithTheText() {
    GroundingFacts facts = facts(150);
    seconds(SENTENCE.repeat(2_000), facts);
    double once =
        Math.min(seconds(SENTENCE.repeat(1_000), facts), seconds(SENTENCE.repeat(1_000), facts));
    double fourfold =
        Math.min(seconds(SENTENCE.repeat(4_000), facts), seconds(SENTENCE.repeat(4_000), facts));
    assertThat(fourfold / once).isLessThan(8);
  }

  @Test
  void reads1MegabyteIn20Seconds() {
    assertThat(seconds(SENTENCE.repeat(1_000_000 / SENTENCE.length()), facts(150))).isLessThan(20);
  }

  @Test
  void reads1MegabyteWithoutAnySentenceEnd() {
    String endless = "Region 12 sold $4,444.25 and Region 15 sold 12.5% and ".repeat(18_000);
    assertThat(seconds(endless, facts(150))).isLessThan(20);
  }

  @Test
  void takes10000Facts() {
    assertThat(seconds(SENTENCE.repeat(50), facts(10_000))).isLessThan(10);
  }

  @Test
  void answersGarbage() {
    Random random = new Random(7);
    String alphabet =
        "0123456789.,%$€-–—()[]{}\"'“”《》第万亿千百十个倍成分之点比较至到from to of than more first 3月\n\u200B\uFF11\uD83D\uDE00";
    int[] points = alphabet.codePoints().toArray();
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 400; i++) {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      String garbage = text.toString();
      int length = garbage.codePointCount(0, garbage.length());
      assertThat(verifier.verify(garbage, facts(30))).allMatch(finding -> finding.end() <= length);
    }
    assertThat(verifier.verify("9".repeat(5_000) + "." + "%".repeat(5_000), facts(3))).isNotNull();
    assertThat(verifier.verify("((((".repeat(3_000) + "\"".repeat(3_001), facts(3))).isEmpty();
    assertThat(verifier.verify("", facts(0))).isEmpty();
  }

  @Test
  void takesFactsWithoutUnitPeriodOrEntity() {
    Fact bare = new Fact("x", "", "", List.of(""), "", new BigDecimal("12"), "");
    Fact odd =
        new Fact("y", "???", "…", List.of(), "sometime", new BigDecimal("1E+400"), "furlongs");
    GroundingFacts facts =
        new GroundingFacts(List.of(bare, odd), YearMonth.of(2024, 9), "", Locale.ENGLISH);
    assertThat(verifier.verify("We sold 12 units and $5.", facts)).isNotEmpty();
  }
}
