package dev.rapporteur.grounding;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one number of a text speaks of, as far as the sentence says: alternatives, most likely
 * first.
 *
 * @param focuses the entities it may be about
 * @param rivals entities that a difference or a ratio may be taken against
 * @param at the periods it may be of
 * @param bases the periods a change may be taken from; empty where the sentence names none
 * @param concepts what is measured; empty where the sentence leaves it open
 * @param unknown whether the sentence names a measure that no fact speaks of
 * @param asks the kinds of value that the wording allows
 * @param direction 1 up or more, -1 down or less, 0 not said
 * @param counted kinds of entities that the number counts; empty if it does not
 * @param predicate what is said of the counted ones: 1 grew, -1 shrank, 0 nothing
 * @param average whether the sentence speaks of an average
 * @param moving whether the sentence speaks of a change, of which the number may be a part
 * @param dated whether the clause names a period
 * @param against whether the rivals are named as such, and not only somewhere in the sentence
 */
record Scope(
    List<Focus> focuses,
    List<Integer> rivals,
    List<MonthSpan> at,
    List<MonthSpan> bases,
    Set<String> concepts,
    boolean unknown,
    Set<Ask> asks,
    int direction,
    Set<String> counted,
    int predicate,
    boolean average,
    boolean moving,
    boolean against,
    boolean dated) {

  Scope {
    focuses = List.copyOf(focuses);
    rivals = List.copyOf(rivals);
    at = List.copyOf(at);
    bases = List.copyOf(bases);
    concepts = Set.copyOf(concepts);
    asks = asks.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(asks));
    counted = Set.copyOf(counted);
  }

  /**
   * The same subject with any measure and any kind of value; its period too where none is named.
   */
  Scope widened(Set<MonthSpan> nearby) {
    Set<Ask> wider = EnumSet.copyOf(asks);
    if (asks.contains(Ask.DIFFERENCE) || asks.contains(Ask.LEVEL)) {
      wider.add(Ask.LEVEL);
      wider.add(Ask.DIFFERENCE);
    }
    if (asks.contains(Ask.RATE) || asks.contains(Ask.SHARE)) {
      wider.add(Ask.SHARE);
      wider.add(Ask.LEVEL);
      wider.add(Ask.RATE);
    }
    Set<MonthSpan> periods = new LinkedHashSet<>(at);
    periods.addAll(nearby);
    return new Scope(
        focuses,
        rivals,
        List.copyOf(periods),
        bases,
        Set.of(),
        unknown,
        wider,
        direction,
        counted,
        predicate,
        average,
        moving,
        against,
        dated);
  }

  enum Ask {
    LEVEL,
    DIFFERENCE,
    SHARE,
    RATE,
    POINTS,
    RATIO,
    RANK,
    COUNT
  }

  /** How the entities of a focus make one value. */
  enum Join {
    ONE,
    SUM,
    EACH,
    /** The sentence lists them and does not say: a sum, or the same for each. */
    OPEN,
    /** All but these. */
    REST
  }

  /** One or more entities taken as the subject of a number. */
  record Focus(List<Integer> entities, Join join) {
    Focus {
      entities = List.copyOf(entities);
    }

    static Focus one(int entity) {
      return new Focus(List.of(entity), Join.ONE);
    }
  }
}
