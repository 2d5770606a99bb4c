package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.Quantity.Form;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Says what a number measures or counts. */
final class Measures {
  private static final Set<String> INCOME = Set.of("收入");
  private static final Set<String> RATE_WORDS = Set.of("rate", "ratio", "index");
  private static final Set<String> PLAIN_RATES =
      Set.of(
          "overall", "growth", "same", "this", "that", "the", "a", "'", "s", "of", "annual",
          "monthly");
  private static final Pattern PLURAL = Pattern.compile("[a-z]{3,}s");
  private static final Set<String> NO_NOUNS =
      Set.of(
          "was",
          "has",
          "this",
          "its",
          "less",
          "percents",
          "vs",
          "versus",
          "always",
          "plus",
          "thus",
          "worlds");
  private static final Set<String> AMONG_THEM = Set.of("中有", "中", "有");
  private static final Pattern WHOLE_OF = Pattern.compile(".*\\bof|all|among|across|全部|所有|在");
  private static final Set<String> GENERIC =
      Set.of(
          "sales",
          "units",
          "orders",
          "production",
          "generation",
          "visits",
          "patients",
          "shipments",
          "consumption",
          "price",
          "tonnage",
          "parcels",
          "guests",
          "roomnights",
          "beds");
  private static final Pattern COUNTED_BOTH_WAYS =
      Pattern.compile("[一二三四五六七八九两][升增涨].*[一二三四五六七八九两][降减跌]|[一二三四五六七八九两][降减跌].*[一二三四五六七八九两][升增涨]");

  private final Clauses clauses;
  private final Sentence sentence;
  private final FactTable table;
  private final Predicate<Token.Num> measured;

  Measures(Clauses clauses, Predicate<Token.Num> measured) {
    this.clauses = clauses;
    this.sentence = clauses.sentence;
    this.table = clauses.table;
    this.measured = measured;
  }

  // ---- measures -----------------------------------------------------------------------------

  /** Fills in what is measured; true where the sentence names something no fact speaks of. */
  boolean concepts(int i, Quantity quantity, Set<String> concepts) {
    if (!quantity.concepts().isEmpty()) {
      Set<String> both = new LinkedHashSet<>(quantity.concepts());
      both.addAll(leftConcepts(i));
      return keepKnown(both, quantity, concepts, true);
    }
    Set<String> own = new LinkedHashSet<>(rightConcepts(i, quantity));
    boolean counted = quantity.kind() == NumberKind.COUNT && !own.isEmpty();
    if (!counted) {
      own.addAll(leftConcepts(i));
    }
    if (!own.isEmpty()) {
      return keepKnown(
          own,
          quantity,
          concepts,
          counted
              || quantity.kind() == NumberKind.PERCENT
              || own.size() == 1 && quantity.kind() != NumberKind.AMOUNT);
    }
    if (quantity.kind() == NumberKind.PERCENT && elliptic(i)) {
      int before = sentence.start(i) - 1;
      for (int j = before; j >= sentence.start(before); j--) {
        if (sentence.at(j) instanceof Token.Mark mark && !mark.meaning().concepts().isEmpty()) {
          return keepKnown(mark.meaning().concepts(), quantity, concepts, false);
        }
      }
    }
    return unknownNoun(i, quantity);
  }

  /** "Cost rose 1% on the month and 5% on the year": the second number is of the same measure. */
  private boolean elliptic(int i) {
    int start = sentence.start(i);
    if (start == 0 || !sentence.joins(start) || i - start > 2) {
      return false;
    }
    for (int j = sentence.start(start - 1); j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Name) {
        return false;
      }
    }
    return true;
  }

  private boolean keepKnown(
      Set<String> wanted, Quantity quantity, Set<String> concepts, boolean strict) {
    boolean known = false;
    for (String concept : wanted) {
      Set<UnitKind> units = table.unitsOf(concept);
      known |= !units.isEmpty() || GENERIC.contains(concept);
      boolean usable =
          switch (quantity.kind()) {
            case AMOUNT -> units.contains(UnitKind.AMOUNT);
            case COUNT -> units.contains(UnitKind.COUNT) || units.contains(UnitKind.AMOUNT);
            default -> !units.isEmpty();
          };
      if (usable) {
        concepts.add(concept);
      }
    }
    return strict && !known;
  }

  private Set<String> rightConcepts(int i, Quantity quantity) {
    int limit = Math.min(sentence.end(i), i + (quantity.kind() == NumberKind.COUNT ? 4 : 6));
    for (int j = i + 1; j < limit; j++) {
      Token token = sentence.at(j);
      if (token instanceof Token.Num
          || token instanceof Token.Name && quantity.kind() != NumberKind.COUNT
          || token instanceof Token.Punctuation
          || token instanceof Token.Period) {
        return Set.of();
      }
      if (token instanceof Token.Mark mark && !mark.meaning().concepts().isEmpty()) {
        return mark.meaning().concepts();
      }
      if (quantity.kind() == NumberKind.COUNT
          && token instanceof Token.Mark mark
          && (mark.is(Cue.LEVEL)
              || mark.is(Cue.THAN) && !mark.is(Cue.MORE) && !mark.is(Cue.LESS)
              || mark.is(Cue.FROM)
              || mark.is(Cue.SHARE)
              || mark.is(Cue.BREAK))) {
        return Set.of();
      }
    }
    return Set.of();
  }

  private Set<String> leftConcepts(int i) {
    if (((Token.Num) sentence.at(i)).quantity().kind() == NumberKind.COUNT) {
      Set<String> all = new LinkedHashSet<>();
      for (int j = i - 1; j >= sentence.start(i); j--) {
        if (sentence.at(j) instanceof Token.Mark mark) {
          all.addAll(mark.meaning().concepts());
        }
      }
      return all;
    }
    for (int j = i - 1; j >= sentence.start(i); j--) {
      if (sentence.at(j) instanceof Token.Mark mark
          && !mark.meaning().concepts().isEmpty()
          && !mark.meaning().concepts().stream().allMatch(one -> one.startsWith("unit:"))
          && !(mark.is(Cue.LEVEL) && INCOME.contains(mark.text()))) {
        return mark.meaning().concepts();
      }
    }
    return Set.of();
  }

  /** 弃单率为 3%: a rate with a name that no fact has. */
  boolean unknownRate(int i) {
    for (int j = i - 1; j >= Math.max(sentence.start(i), i - 4); j--) {
      if (sentence.at(j) instanceof Token.Word word
          && (word.text().endsWith("率")
              || RATE_WORDS.contains(word.text())
                  && j > 0
                  && sentence.at(j - 1) instanceof Token.Word noun
                  && !PLAIN_RATES.contains(noun.text()))) {
        return true;
      }
      if (sentence.at(j) instanceof Token.Num
          || Sentence.direction(sentence.at(j)) != 0
          || sentence.is(j, Cue.SHARE)) {
        return false;
      }
    }
    return false;
  }

  /** "12 forklifts", "126人": things that no fact counts. */
  private boolean unknownNoun(int i, Quantity quantity) {
    boolean telling = quantity.value() >= 20;
    if (quantity.kind() != NumberKind.COUNT || quantity.form() == Form.WORD || telling) {
      return false;
    }
    Token number = sentence.at(i);
    return i + 1 < sentence.size()
        && sentence.at(i + 1) instanceof Token.Word word
        && PLURAL.matcher(word.text()).matches()
        && word.start() == number.end() + 1
        && !NO_NOUNS.contains(word.text());
  }

  // ---- counting entities --------------------------------------------------------------------

  /** Kinds of entities that a number counts: eight categories, 两个品类. */
  Set<String> counted(int i, Quantity quantity) {
    if (quantity.kind() != NumberKind.COUNT
        || quantity.value() > 500
        || quantity.value() != Math.rint(quantity.value())) {
      return Set.of();
    }
    Set<String> any = anyKind(i);
    if (!any.isEmpty()) {
      return any;
    }
    int limit = Math.min(sentence.size(), i + 5);
    for (int j = i + 1; j < limit && sentence.clauseOf(j) == sentence.clauseOf(i); j++) {
      Token token = sentence.at(j);
      if (token instanceof Token.Mark mark) {
        if (!mark.meaning().concepts().isEmpty()) {
          return Set.of();
        }
        if (!mark.meaning().dimensions().isEmpty() && !mark.is(Cue.DURATIONS)) {
          return mark.meaning().dimensions();
        }
        if (!(mark.is(Cue.OF) || mark.is(Cue.LEAD_IN) || mark.is(Cue.REST))) {
          return Set.of();
        }
      } else if (token instanceof Token.Num number) {
        if (!(sentence.is(j - 1, Cue.OF) || sentence.is(j - 1, Cue.LEAD_IN))
            || number.quantity().kind() != NumberKind.COUNT) {
          return Set.of();
        }
      } else if (!(token instanceof Token.Word)) {
        return Set.of();
      }
    }
    return numberBefore(i);
  }

  /** 三条主线, 两座: a measure word for entities; the sentence names the kind. */
  private Set<String> anyKind(int i) {
    if (sentence.at(i) instanceof Token.Num number
        && measured.test(number)
        && number.quantity().concepts().isEmpty()
        && number.quantity().value() <= 30) {
      for (int j = 0; j < sentence.size(); j++) {
        if (sentence.at(j) instanceof Token.Mark mark && !mark.meaning().dimensions().isEmpty()) {
          return mark.meaning().dimensions();
        }
      }
      if (table.sizes().contains((int) number.quantity().value())) {
        return Set.of("any");
      }
      boolean things = i + 1 < sentence.size() && sentence.at(i + 1) instanceof Token.Word;
      return things || !sentence.is(i - 1, Cue.REST) ? Set.of() : Set.of("any");
    }
    return Set.of();
  }

  /** 8个品类中有2个下滑: the kind stands with the number before. */
  private Set<String> numberBefore(int i) {
    if (!(sentence.is(i - 1, Cue.LEVEL)
        || i > 0
            && sentence.at(i - 1) instanceof Token.Word word
            && AMONG_THEM.contains(word.text()))) {
      return Set.of();
    }
    for (int j = i - 1; j >= sentence.start(i); j--) {
      if (sentence.at(j) instanceof Token.Mark mark
          && !mark.meaning().dimensions().isEmpty()
          && j > 0
          && sentence.at(j - 1) instanceof Token.Num) {
        return mark.meaning().dimensions();
      }
    }
    return Set.of();
  }

  private String clauseWords(int i) {
    StringBuilder words = new StringBuilder();
    for (int j = i; j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Word word) {
        words.append(word.text());
      } else if (sentence.at(j) instanceof Token.Mark mark) {
        words.append(mark.text());
      }
    }
    return words.toString();
  }

  int predicate(int i) {
    int before = i - 1;
    boolean definite = sentence.is(before, Cue.LEAD_IN);
    while (sentence.is(before, Cue.LEAD_IN)) {
      before--;
    }
    if (sentence.is(before, Cue.ONLY)
        || definite && sentence.is(before, Cue.OF)
        || definite
            && before >= 0
            && sentence.at(before) instanceof Token.Word all
            && WHOLE_OF.matcher(all.text()).matches()) {
      return 0;
    }
    for (int j = i + 1; j < Math.min(sentence.end(i), i + 4); j++) {
      if (sentence.at(j) instanceof Token.Word word
          && (word.text().startsWith("中")
              || word.text().startsWith("里")
              || word.text().startsWith("当中"))) {
        return 0;
      }
    }
    boolean both =
        IntStream.range(i, sentence.end(i)).anyMatch(j -> Sentence.direction(sentence.at(j)) > 0)
            && IntStream.range(i, sentence.end(i))
                .anyMatch(j -> Sentence.direction(sentence.at(j)) < 0);
    if (both && COUNTED_BOTH_WAYS.matcher(clauseWords(i)).find()) {
      return 0;
    }
    for (int j = i + 1; j < sentence.end(i); j++) {
      if (sentence.is(j, Cue.ONLY)) {
        return 0;
      }
      if (sentence.at(j) instanceof Token.Num number
          && number.quantity().kind() != NumberKind.COUNT) {
        return 0;
      }
      if (Sentence.direction(sentence.at(j)) != 0) {
        return Sentence.direction(sentence.at(j));
      }
    }
    return 0;
  }
}
