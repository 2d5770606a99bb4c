package dev.rapporteur.grounding;

import java.nio.file.*;
import java.util.*;

final class SpeedMain {
  public static void main(String[] a) throws Exception {
    ClaimVerifier v = new ClaimVerifier();
    var ns = Scoring.read(Path.of(a[0]));
    // 150 figures and a long text of one narrative's kind
    for (int round = 0; round < 6; round++) {
      long t = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      int s = 0, chars = 0, fs = 0;
      for (Scoring.Narrative n : ns) {
        String text = (n.text() + " ").repeat(10);
        v.verify(text, n.facts());
        s += 10 * text.split("[.。!?！？;；](?=\\s|$|[^0-9A-Za-z])").length / 10;
        chars += text.length();
        fs += n.facts().facts().size();
      }
      double sec =
          (java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - t)
              / 1e9;
      System.out.printf(
          "%d sentences %.2fs %.0f/s chars %d facts avg %d%n",
          s, sec, s / sec, chars, fs / ns.size());
    }
    Scoring.Narrative n = ns.get(0);
    for (int k : new int[] {100000, 200000, 400000, 1000000}) {
      String text = (n.text() + " ").repeat(k / n.text().length() + 1);
      long t = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      int f = v.verify(text, n.facts()).size();
      System.out.printf(
          "text %d: %.2fs %d findings%n",
          text.length(),
          (java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - t)
              / 1e9,
          f);
    }
    for (int k : new int[] {100, 1000, 10000}) {
      List<Fact> fl = new ArrayList<>();
      for (int i = 0; i < k; i++)
        fl.add(
            new Fact(
                "f" + i,
                "m" + (i % 50) + "_sales",
                i % 3 == 0 ? "total" : "Region " + (i / 7),
                List.of(),
                "2023-0" + (1 + i % 9),
                new java.math.BigDecimal(i * 37 % 100000 + ".25"),
                "USD"));
      GroundingFacts g =
          new GroundingFacts(fl, java.time.YearMonth.parse("2023-09"), "USD", Locale.ENGLISH);
      String text =
          (n.text() + " Region 12 sold $4,444.25, up 12.5% from Region 15, and Region 77 fell. ")
              .repeat(20);
      long t = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      int f = v.verify(text, g).size();
      System.out.printf(
          "facts %d: %.3fs %d%n",
          k,
          (java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - t)
              / 1e9,
          f);
    }
  }
}
