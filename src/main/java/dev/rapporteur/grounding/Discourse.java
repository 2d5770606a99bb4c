package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.Mentions.Mention;
import dev.rapporteur.grounding.Scope.Ask;
import dev.rapporteur.grounding.Scope.Focus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Says of each number which entities, period, measure and direction its sentence gives it, and
 * carries over what a sentence leaves out from the ones before.
 */
final class Discourse {
  private static final int MEMORY = 8;
  private static final Set<String> SUPPOSING =
      Set.of(
          "if",
          "would",
          "might",
          "若",
          "如果",
          "假如",
          "倘若",
          "假设",
          "如若",
          "将",
          "须",
          "必须",
          "应当",
          "must",
          "triggers");
  private static final Pattern AIMS =
      Pattern.compile(
          "\\b(?:targets?|goals?|budget|ceiling|threshold|limit|covenant)\\b|目标|上限|红线|警戒线|监管要求|预算|计划");
  private static final Map<String, Integer> PER =
      Map.of(
          "per hundred",
          100,
          "per 100",
          100,
          "per thousand",
          1000,
          "per 1,000",
          1000,
          "per million",
          1_000_000,
          "每百",
          100,
          "每千",
          1000,
          "每万",
          10_000,
          "每十万",
          100_000);

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
    if (!bases.isEmpty() && !asks.contains(Ask.LEVEL) && !asks.contains(Ask.SHARE)) {
      at = times.after(at, bases);
    }
    if (asks.equals(Set.of(Ask.LEVEL)) && parts(i, quantity)) {
      asks = EnumSet.of(Ask.LEVEL, Ask.DIFFERENCE);
    }
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

  /**
   * Whether the clause speaks of what is to come or the sentence of what would be, of which no fact
   * can say anything.
   */
  boolean future(int i) {
    return clauses.near(i, Cue.FUTURE) || supposed(i) || aimed(i);
  }

  /** "The 13,000 goal", 1.5%目标: what is aimed at, where no fact is a target. */
  private boolean aimed(int i) {
    if (!table.aims()) {
      for (int j = Math.max(0, i - 3); j < Math.min(sentence.size(), i + 7); j++) {
        String shown =
            switch (sentence.at(j)) {
              case Token.Word word -> word.text();
              case Token.Mark mark -> mark.text();
              default -> "";
            };
        if (AIMS.matcher(shown).find()) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean supposed(int i) {
    for (int j = 0; j < sentence.size(); j++) {
      String shown =
          switch (sentence.at(j)) {
            case Token.Word word -> word.text();
            case Token.Mark mark -> mark.text();
            default -> "";
          };
      if (SUPPOSING.contains(shown.split(" ")[0]) && !shown.endsWith(" not")
          || j < i && shown.equals("should")) {
        return true;
      }
    }
    return false;
  }

  /** "Of the 17 million added, East brought 11, West 5": the parts of a change. */
  private boolean parts(int i, Quantity quantity) {
    boolean plain =
        quantity.kind() == NumberKind.AMOUNT
            || quantity.kind() == NumberKind.COUNT && quantity.form() == Quantity.Form.DIGITS;
    if (!plain || mentions.lastIn(sentence.start(i), sentence.end(i)) == null) {
      return false;
    }
    for (int j = 0; j < sentence.start(i); j++) {
      if (sentence.is(j, Cue.ADD) || wording.noun(j)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the sentence speaks of an average or of one thing per another. */
  boolean averages() {
    for (int j = 0; j < sentence.size(); j++) {
      if (sentence.is(j, Cue.AVERAGE)) {
        return true;
      }
    }
    return false;
  }

  /** The measures that the sentence names, in its order. */
  List<Set<String>> measured() {
    List<Set<String>> named = new ArrayList<>();
    for (int j = 0; j < sentence.size(); j++) {
      if (sentence.at(j) instanceof Token.Mark mark && !mark.meaning().concepts().isEmpty()) {
        named.add(mark.meaning().concepts());
      }
    }
    return named;
  }

  /** Per how many: claims per thousand parcels, 每万件. */
  Set<Integer> per() {
    Set<Integer> scales = new LinkedHashSet<>();
    scales.add(1);
    for (int j = 0; j < sentence.size(); j++) {
      if (sentence.at(j) instanceof Token.Mark mark && mark.is(Cue.AVERAGE)) {
        Integer scale = PER.get(mark.text());
        if (scale != null) {
          scales.add(scale);
        }
      }
    }
    return scales;
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
