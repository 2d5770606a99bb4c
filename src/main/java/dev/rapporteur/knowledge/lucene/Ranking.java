package dev.rapporteur.knowledge.lucene;

import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.lucene.Words.Kind;
import dev.rapporteur.knowledge.lucene.Words.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks closer at the passages that BM25 found. BM25 counts words wherever they stand; an answer
 * has them close together. The score is raised by the share of the question's weight that stands
 * within one window of a few sentences.
 *
 * @param near how much a window that has the whole question adds, as a multiple of the score
 * @param window length of the window in words or Chinese characters
 */
record Ranking(double near, int window) {

  /** Weights that did best on our question sets; see docs/knowledge.md. */
  static final Ranking USUAL = new Ranking(1.0, 60);

  /** How rare a term is: its inverse document frequency. */
  interface Rarity {
    double of(String term);
  }

  double score(double lexical, Question question, Passage passage, Words words, Rarity rarity) {
    Map<String, Double> weights = new HashMap<>();
    double total = 0;
    for (Term term : question.terms()) {
      if (term.kind() != Kind.CHARACTER) {
        double weight = rarity.of(term.text());
        weights.put(term.text(), weight);
        total += weight;
      }
    }
    if (total == 0) {
      return lexical;
    }
    List<Term> hits =
        words.of(PassageFields.headingText(passage) + "\n\n" + passage.text()).stream()
            .filter(term -> weights.containsKey(term.text()))
            .toList();
    return lexical * (1 + near * bestWindow(hits, weights) / total);
  }

  private double bestWindow(List<Term> hits, Map<String, Double> weights) {
    Map<String, Integer> inside = new HashMap<>();
    double best = 0;
    double sum = 0;
    int from = 0;
    for (Term hit : hits) {
      if (inside.merge(hit.text(), 1, Integer::sum) == 1) {
        sum += weights.get(hit.text());
      }
      while (hit.position() - hits.get(from).position() > window) {
        String left = hits.get(from++).text();
        if (inside.merge(left, -1, Integer::sum) == 0) {
          sum -= weights.get(left);
        }
      }
      best = Math.max(best, sum);
    }
    return best;
  }
}
