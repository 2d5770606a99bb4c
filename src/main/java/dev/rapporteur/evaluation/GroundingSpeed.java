package dev.rapporteur.evaluation;

import dev.rapporteur.grounding.ClaimVerifier;
import dev.rapporteur.grounding.Fact;
import dev.rapporteur.grounding.GroundingFacts;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast the verifier reads, in processor time of one thread, beside a floor measured in the same
 * run: a matcher that accepts a number when any fact has that value. Machines differ and are busy;
 * the ratios are what to compare.
 *
 * @param sentencesPerSecond against 150 facts
 * @param floorPerSecond what the floor reads of the same text against the same facts
 * @param textGrowth how much longer a text of four times the length takes; 4 is linear
 * @param factGrowth how much longer 16 times the facts take; 16 is linear
 */
public record GroundingSpeed(
    double sentencesPerSecond, double floorPerSecond, double textGrowth, double factGrowth) {
  private static final int FACTS = 150;
  private static final int SENTENCES = 1_000;
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");
  private static final List<String> TEXT =
      List.of(
          "Region 12 sold $4,444.25, up 12.5% from February, while Region 15 fell to third place. ",
          "Region 3 and Region 4 together made $9,120.50, more than Region 7. ",
          "3月区域12实现销售额4,444.25美元，同比增长12.5%，排名第三。");

  /** The verifier's part of the floor's speed. */
  public double ratio() {
    return sentencesPerSecond / floorPerSecond;
  }

  /**
   * Measures.
   *
   * @param rounds how often each text is read; the fastest round counts
   */
  public static GroundingSpeed measure(int rounds) {
    ClaimVerifier verifier = new ClaimVerifier();
    GroundingFacts facts = facts(FACTS);
    GroundingFacts more = facts(16 * FACTS);
    String text = text(SENTENCES);
    double once = fastest(rounds, () -> verifier.verify(text, facts).size());
    String longer = text(4 * SENTENCES);
    double fourfold = fastest(Math.max(2, rounds / 4), () -> verifier.verify(longer, facts).size());
    double floor = fastest(rounds, () -> equalNumbers(text, facts));
    String few = text(20);
    double base = fastest(rounds, () -> verifier.verify(few, facts).size());
    double many = fastest(rounds, () -> verifier.verify(few, more).size());
    return new GroundingSpeed(SENTENCES / once, SENTENCES / floor, fourfold / once, many / base);
  }

  private static String text(int sentences) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      text.append(TEXT.get(i % TEXT.size()));
    }
    return text.toString();
  }

  private static GroundingFacts facts(int count) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean total = i % 3 == 0;
      facts.add(
          new Fact(
              "f" + i,
              "m" + i % 50 + "_sales",
              total ? "total" : "Region " + i / 7,
              total ? List.of() : List.of("区域" + i / 7),
              "2024-0" + (1 + i % 9),
              new BigDecimal(i * 37 % 100_000 + ".25"),
              "USD"));
    }
    return new GroundingFacts(facts, YearMonth.of(2024, 9), "USD", Locale.ENGLISH);
  }

  /** The floor: how many numbers of a text some fact has, within half a percent. */
  private static int equalNumbers(String text, GroundingFacts facts) {
    int equal = 0;
    Matcher number = NUMBER.matcher(text);
    while (number.find()) {
      double shown = Double.parseDouble(number.group().replace(",", ""));
      for (Fact fact : facts.facts()) {
        if (Math.abs(fact.value().doubleValue() - shown) <= 0.005 * shown) {
          equal++;
          break;
        }
      }
    }
    return equal;
  }

  private interface Reading {
    int read();
  }

  private static double fastest(int rounds, Reading reading) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      int found = reading.read();
      long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      if (found >= 0) {
        best = Math.min(best, spent / 1e9);
      }
    }
    return best;
  }
}
