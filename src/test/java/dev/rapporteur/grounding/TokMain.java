package dev.rapporteur.grounding;

import java.nio.file.*;

final class TokMain {
  public static void main(String[] a) throws Exception {
    for (Scoring.Narrative n : Scoring.read(Path.of(a[0]))) {
      if (!n.id().equals(a[1])) continue;
      Words w = Words.read();
      SourceText s = SourceText.of(n.text());
      FactTable t = new FactTable(n.facts(), w);
      var toks =
          new Tokenizer(s, w, new EntityNames(t, n.facts(), w), OwnWords.of(t), t.month()).tokens();
      for (Sentence x : Sentence.split(toks, s.lower())) {
        StringBuilder b = new StringBuilder();
        int c = 0;
        for (int i = 0; i < x.size(); i++) {
          Token k = x.at(i);
          if (x.clauseOf(i) != c) {
            b.append(" || ");
            c = x.clauseOf(i);
          }
          b.append(" <")
              .append(k.getClass().getSimpleName().charAt(0))
              .append(':')
              .append(s.lower(), k.start(), k.end())
              .append(
                  k instanceof Token.Mark m
                      ? m.meaning().cues().toString()
                          + m.meaning().concepts()
                          + m.meaning().dimensions()
                      : "")
              .append('>');
        }
        System.out.println(b);
      }
    }
  }
}
