package dev.rapporteur.grounding;

import java.util.Comparator;
import java.util.List;

/**
 * Checks every claim of a text against facts; the room's door.
 *
 * <p>Deterministic, without a model and without state between calls; one instance serves many
 * threads. Time grows linearly with the text and with the facts.
 */
public final class ClaimVerifier {
  private final Words words = Words.read();

  /** The claims of a text in its order, each with its verdict. */
  public List<Finding> verify(String text, GroundingFacts facts) {
    return verify(text, facts, List.of(), List.of());
  }

  /** As below, where the text cites nothing. */
  public List<Finding> verify(String text, GroundingFacts facts, List<BoundSpan> bound) {
    return verify(text, facts, bound, List.of());
  }

  /**
   * The claims of a text in which code has filled some values and which may cite passages.
   *
   * @param bound where a value is that of a known figure; only the entity, the period and the
   *     direction around it are checked. Offsets are code points of {@code text}
   * @param passages what the text may quote or cite; without any, quotations are left alone
   */
  public List<Finding> verify(
      String text, GroundingFacts facts, List<BoundSpan> bound, List<CitedPassage> passages) {
    return verify(text, read(facts), bound, passages);
  }

  /** Facts made ready once, where many texts rest on the same. */
  ReadFacts read(GroundingFacts facts) {
    FactTable table = new FactTable(facts, words);
    return new ReadFacts(table, new EntityNames(table, facts, words), OwnWords.of(table));
  }

  List<Finding> verify(
      String text, ReadFacts facts, List<BoundSpan> bound, List<CitedPassage> passages) {
    SourceText source = SourceText.of(text);
    FactTable table = facts.table();
    List<Token> tokens =
        new Tokenizer(source, words, facts.names(), facts.own(), table.month()).tokens();
    TextReview review = new TextReview(source, table, bound, new Passages(passages, words));
    Sentence.split(tokens, source.lower()).forEach(review::read);
    return review.findings().stream().sorted(Comparator.comparingInt(Finding::start)).toList();
  }

  /** Facts as the verifier looks them up; never changed once it is made. */
  record ReadFacts(FactTable table, EntityNames names, PhraseTrie<Meaning> own) {}
}
