package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What the readers of one sentence share: its tokens, its names and a few questions about clauses
 * and lists.
 */
final class Clauses {

  final Sentence sentence;
  final Mentions mentions;
  final FactTable table;

  Clauses(Sentence sentence, Mentions mentions, FactTable table) {
    this.sentence = sentence;
    this.mentions = mentions;
    this.table = table;
  }

  boolean listed(int j, int i) {
    for (int k = j + 1; k < i; k++) {
      if (!sentence.joins(k)
          && !(sentence.at(k) instanceof Token.Num)
          && !(sentence.at(k) instanceof Token.Punctuation)) {
        return false;
      }
    }
    return sentence.clauseOf(j) == sentence.clauseOf(i);
  }

  static boolean reaching(String text) {
    return text.equals("to")
        || text.equals("reaching")
        || text.equals("reached")
        || text.equals("hit")
        || text.equals("just to")
        || text.equals("to just")
        || text.length() > 0
            && "至到".indexOf(text.charAt(text.length() - 1)) >= 0
            && !text.equals("达到")
        || text.equals("突破")
        || text.equals("跌破")
        || text.equals("站上");
  }

  boolean open(int i) {
    return sentence.at(i) instanceof Token.Punctuation sign && sign.sign() == '(';
  }

  boolean together(int i) {
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.is(j, Cue.TOGETHER)) {
        return true;
      }
    }
    return false;
  }

  boolean near(int i, Cue cue) {
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.is(j, cue)) {
        return true;
      }
    }
    return false;
  }

  /** "9.23 million and 9.07 million yuan": an amount may leave its currency to the next. */
  static boolean alike(NumberKind one, NumberKind other) {
    return one == other
        || (one == NumberKind.AMOUNT || one == NumberKind.COUNT)
            && (other == NumberKind.AMOUNT || other == NumberKind.COUNT);
  }

  /** The numbers that stand in one list with number {@code i}. */
  List<Integer> run(List<Integer> numbers, int i) {
    List<Integer> run = new ArrayList<>();
    for (int number : numbers) {
      if (!run.isEmpty() && !adjacent(run.get(run.size() - 1), number)) {
        if (run.contains(i)) {
          return run;
        }
        run.clear();
      }
      run.add(number);
    }
    return run.contains(i) ? run : List.of(i);
  }

  private boolean adjacent(int one, int other) {
    for (int j = one + 1; j < other; j++) {
      boolean joint =
          sentence.joins(j)
              || sentence.at(j) instanceof Token.Punctuation sign
                  && (sign.sign() == ',' || sign.sign() == '，')
              || sentence.is(j, Cue.LEAD_IN)
              || sentence.at(j) instanceof Token.Mark mark && !mark.meaning().concepts().isEmpty();
      if (!joint) {
        return false;
      }
    }
    return other > one + 1;
  }

  boolean asMuch(int i, int j) {
    for (int k = i + 1; k < j; k++) {
      if (sentence.is(k, Cue.ASMUCH) || sentence.is(k, Cue.OF)) {
        return true;
      }
    }
    return false;
  }

  boolean basis(int j) {
    return sentence.is(j, Cue.YOY) || sentence.is(j, Cue.MOM) || sentence.is(j, Cue.QOQ);
  }

  boolean numberIn(int clause) {
    for (int j = sentence.start(clause); j < sentence.end(clause); j++) {
      if (sentence.at(j) instanceof Token.Num) {
        return true;
      }
    }
    return false;
  }
}
