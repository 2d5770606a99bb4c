package dev.rapporteur.knowledge.lucene;

import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.knowledge.lucene.Words.Kind;
import dev.rapporteur.knowledge.lucene.Words.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Passages that say the same in nearly the same words. Two that differ in a number do not say the
 * same: a target of 12 % and one of 15 % for the same year are a contradiction that must be seen.
 */
final class NearDuplicates {
  private static final double SAME = 0.85;

  private final Words words;
  private final List<Fingerprint> known = new ArrayList<>();

  private record Fingerprint(Set<String> words, Set<String> numbers) {}

  NearDuplicates(Words words) {
    this.words = words;
  }

  /** Whether no earlier passage said the same; the passage is remembered if so. */
  boolean isNew(Passage passage) {
    Fingerprint mine = fingerprint(passage);
    for (Fingerprint other : known) {
      if (mine.numbers.equals(other.numbers) && overlap(mine.words, other.words) > SAME) {
        return false;
      }
    }
    known.add(mine);
    return true;
  }

  private Fingerprint fingerprint(Passage passage) {
    Set<String> said = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (Term term : words.of(passage.text())) {
      if (term.kind() == Kind.NUMBER) {
        numbers.add(term.text());
      } else if (term.kind() != Kind.CHARACTER) {
        said.add(term.text());
      }
    }
    return new Fingerprint(said, numbers);
  }

  /** Jaccard's coefficient. */
  private static double overlap(Set<String> first, Set<String> second) {
    if (first.isEmpty() && second.isEmpty()) {
      return 1;
    }
    long common = first.stream().filter(second::contains).count();
    return (double) common / (first.size() + second.size() - common);
  }
}
