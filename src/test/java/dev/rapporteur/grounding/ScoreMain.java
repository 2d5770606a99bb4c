package dev.rapporteur.grounding;

import java.nio.file.*;

final class ScoreMain {
  public static void main(String[] a) throws Exception {
    ClaimVerifier v = new ClaimVerifier();
    Scoring s = new Scoring();
    for (Scoring.Narrative n : Scoring.read(Path.of(a[0]))) {
      if (a.length > 1 && !n.id().contains(a[1])) continue;
      var f = v.verify(n.text(), n.facts());
      s.add(n, f);
      if (a.length > 1)
        f.forEach(
            x ->
                System.out.println(
                    x.start()
                        + " "
                        + x.text()
                        + " | "
                        + x.verdict().getClass().getSimpleName()
                        + " | "
                        + x.reason()));
    }
    s.lines().forEach(System.out::println);
    System.out.println(s);
  }
}
