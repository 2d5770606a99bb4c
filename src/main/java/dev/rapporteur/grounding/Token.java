package dev.rapporteur.grounding;

import java.util.List;

/** A piece of a text with its place in the folded text. */
sealed interface Token {
  int start();

  int end();

  /** A word without a known meaning. */
  record Word(int start, int end, String text) implements Token {}

  /** A phrase of the word lists. */
  record Mark(int start, int end, String text, Meaning meaning) implements Token {}

  /** A number. */
  record Num(int start, int end, Quantity quantity) implements Token {}

  /**
   * A name of an entity; several where two kinds of entities share the name.
   *
   * @param entities their indexes in the {@link FactTable}
   */
  record Name(int start, int end, List<Integer> entities) implements Token {
    public Name {
      entities = List.copyOf(entities);
    }
  }

  /** A period; {@code base} where the phrase itself says that it is compared with. */
  record Period(int start, int end, MonthSpan span, boolean vague) implements Token {}

  /** A comma, a bracket, the end of a sentence. */
  record Punctuation(int start, int end, char sign) implements Token {}

  /** A quotation or a citation: not ours to read. */
  record Quote(int start, int end, boolean citation) implements Token {}

  /** A figure reference that nobody filled, or half of one. */
  record Reference(int start, int end, String id) implements Token {}

  default boolean is(Cue cue) {
    return this instanceof Mark mark && mark.meaning().is(cue);
  }
}
