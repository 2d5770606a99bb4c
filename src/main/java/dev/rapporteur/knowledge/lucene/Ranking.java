package dev.rapporteur.knowledge.lucene;

import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.lucene.Words.Kind;
import dev.rapporteur.knowledge.lucene.Words.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks closer at the passages that BM25 found. BM25 counts words wherever they stand; an answer has
 * them close together and in the question's order. The score is raised by the share of the question's
 * weight that is covered, by the share that stands within one window of a few sentences, and by pairs
 * of words that stand side by side as they do in the question.
 *
 * @param covered weight of what the passage covers of the question
 * @param near weight of what its best window covers
 * @param paired weight of neighboring words
 * @param window length of the window in words or Chinese characters
 */
record Ranking(double covered, double near, double paired, int window) {

  /** Weights that did best on our question sets; see docs/knowledge.md. */
  static final Ranking USUAL = new Ranking(0.5, 0.5, 0.3, 60);

  /** How rare each of the question's terms is: the inverse document frequency. */
  interface Rarity {
    double of(String term);
  }

  double score(double lexical, Question question, Passage passage, Words words, Rarity rarity) {
    List<Term> terms = words.of(PassageFields.headingText(passage) + "\n\n" + passage.text());
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
    List<Term> hits = terms.stream().filter(term -> weights.containsKey(term.text())).toList();
    double all = distinct(hits, weights) / total;
    double best = bestWindow(hits, weights) / total;
    return lexical * (1 + covered * all + near * best + paired * pairs(hits, question, weights));
  }

  private static double distinct(List<Term> hits, Map<String, Double> weights) {
    Set<String> seen = new HashSet<>();
    return hits.stream().filter(hit -> seen.add(hit.text())).mapToDouble(hit -> weights.get(hit.text())).sum();
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

  private static double pairs(List<Term> hits, Question question, Map<String, Double> weights) {
    Set<Question.Pair> standing = new HashSet<>();
    List<Term> spaced = new ArrayList<>();
    for (Term hit : hits) {
      if (hit.kind() != Kind.QUANTITY) {
        spaced.add(hit);
      }
    }
    for (int i = 1; i < spaced.size(); i++) {
      if (spaced.get(i).position() - spaced.get(i - 1).position() <= 2) {
        standing.add(new Question.Pair(spaced.get(i - 1).text(), spaced.get(i).text()));
      }
    }
    double found = 0;
    double total = 0;
    for (Question.Pair pair : question.pairs()) {
      double weight = weights.getOrDefault(pair.first(), 0.0) + weights.getOrDefault(pair.second(), 0.0);
      total += weight;
      found += standing.contains(pair) ? weight : 0;
    }
    return total == 0 ? 0 : found / total;
  }
}
