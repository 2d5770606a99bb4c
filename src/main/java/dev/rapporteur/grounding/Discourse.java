package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.Mentions.Mention;
import dev.rapporteur.grounding.Scope.Ask;
import dev.rapporteur.grounding.Scope.Focus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says of each number which entities, period, measure and direction its sentence gives it, and
 * carries over what a sentence leaves out from the ones before.
 */
final class Discourse {
  private static final int MEMORY = 8;

  private final FactTable table;
  private final Predicate<Token.Num> measured;
  private final List<Mention> recent = new ArrayList<>();
  private Sentence sentence = new Sentence(List.of());
  private Mentions mentions;
  private Clauses clauses;
  private Wording wording;
  private Subjects subjects;
  private Times times;
  private Measures measures;

  /**
   * @param measured whether a number stands with a Chinese measure word for entities, as 三座
   */
  Discourse(FactTable table, Predicate<Token.Num> measured) {
    this.table = table;
    this.measured = measured;
    enter(sentence);
  }

  void enter(Sentence next) {
    sentence = next;
    mentions = new Mentions(next, table, recent);
    clauses = new Clauses(sentence, mentions, table);
    wording = new Wording(clauses);
    subjects = new Subjects(clauses, wording, recent);
    times = new Times(clauses);
    measures = new Measures(clauses, measured);
  }

  /** Remembers what later sentences may refer to. */
  void leave() {
    recent.addAll(mentions.all());
    while (recent.size() > MEMORY) {
      recent.remove(0);
    }
  }

  /** A number with what its clause says of its exactness and its unit. */
  Quantity qualified(int i, Quantity shown) {
    return wording.qualified(i, shown);
  }

  /** Periods that a number may be of where its clause names none. */
  Set<MonthSpan> nearby(int i) {
    return times.nearby(i);
  }

  /** What a word without a number is compared with, as far as its clause says. */
  List<MonthSpan> basesIn(int i) {
    return times.basesIn(i);
  }

  Mentions mentions() {
    return mentions;
  }

  Scope scope(int i, Quantity quantity) {
    Wording.Lead lead = wording.gapped(i, wording.lead(i));
    int right = wording.rightDirection(i);
    Set<String> counted = measures.counted(i, quantity);
    Set<Ask> asks = wording.asks(i, quantity, lead, right, counted);
    int direction = wording.direction(i, quantity, lead, right, asks);
    List<Integer> rivals = new ArrayList<>();
    List<Focus> focuses = subjects.focuses(i, quantity, rivals, asks, lead);
    List<MonthSpan> bases = times.bases(i, quantity);
    List<MonthSpan> at = times.at(i, lead, bases, asks);
    Set<String> concepts = new LinkedHashSet<>();
    boolean unknown = measures.concepts(i, quantity, concepts);
    if (quantity.kind() == NumberKind.PERCENT && concepts.isEmpty() && measures.unknownRate(i)) {
      asks = EnumSet.of(Ask.LEVEL);
    }
    Token.Period named = times.leading(sentence.start(i), i);
    if (lead.by()
        && lead.direction() == 0
        && named != null
        && !named.span().equals(table.month())) {
      at = List.of(table.month());
      bases = times.base(named);
    }
    if (asks.contains(Ask.SHARE)) {
      Set<MonthSpan> wider = new LinkedHashSet<>(at);
      for (int j = 0; j < i; j++) {
        if (sentence.at(j) instanceof Token.Period period && !period.span().single()) {
          wider.add(period.span());
        }
      }
      at = List.copyOf(wider);
    }
    if (lead.from() || lead.than()) {
      bases = List.of();
    } else if (!bases.isEmpty() && bases.containsAll(at) && !asks.equals(Set.of(Ask.LEVEL))) {
      at = List.of(table.month());
    }
    at = times.alongside(at, bases);
    return new Scope(
        focuses,
        rivals,
        at,
        bases,
        concepts,
        unknown,
        asks,
        direction,
        counted,
        measures.predicate(i),
        average(i),
        moving(),
        subjects.explicitRivals(),
        times.dated(i));
  }

  /** Whether the clause speaks of what is to come, of which no fact can say anything. */
  boolean future(int i) {
    return clauses.near(i, Cue.FUTURE);
  }

  private boolean moving() {
    for (int j = 0; j < sentence.size(); j++) {
      if (Sentence.direction(sentence.at(j)) != 0 || sentence.is(j, Cue.ADD)) {
        return true;
      }
    }
    return false;
  }

  private boolean average(int i) {
    return clauses.near(i, Cue.AVERAGE);
  }
}
