package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.Quantity.Form;
import dev.rapporteur.grounding.Scope.Ask;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Says from the words around a number what kind of value it is, level, change, share or rank, and
 * which way it goes.
 */
final class Wording {
  private static final Set<String> ADVERBS = Set.of("up", "down", "growing");
  private static final Set<String> STATES = Set.of("was", "were", "is", "are", "to", "with", "of");
  private static final Set<String> CLAUSE_WORDS = Set.of("while", "whereas", "and");
  private static final Set<String> DISTANCES =
      Set.of("gap", "差距", "distance", "difference", "差额", "lead over", "相差");
  private static final Set<String> CHANGE_NOUNS =
      Set.of(
          "growth",
          "increase",
          "decrease",
          "decline",
          "drop",
          "rise",
          "gain",
          "loss",
          "fall",
          "reduction",
          "improvement",
          "expansion",
          "contraction",
          "jump",
          "dip",
          "uplift",
          "slide",
          "slump",
          "surge",
          "增幅",
          "降幅",
          "涨幅",
          "跌幅",
          "减幅",
          "升幅",
          "增量",
          "增速",
          "增长率",
          "净增",
          "增长",
          "下降",
          "减量",
          "降",
          "升",
          "涨",
          "跌");
  private static final Set<String> GROWTH_NOUNS = Set.of("增速", "增幅", "涨幅", "升幅", "降幅", "跌幅");
  private static final Set<String> DECLINE_NOUNS = Set.of("降幅", "跌幅");
  private static final Set<String> LESS_IS_BETTER =
      Set.of(
          "cost",
          "claims",
          "churn",
          "defects",
          "returns",
          "waittime",
          "tickets",
          "lengthofstay",
          "downtime",
          "emissions",
          "mortality",
          "readmission",
          "discount",
          "fuel",
          "inventory");
  private static final Pattern IMPROVING = Pattern.compile("improve.*|改善|好转");
  private static final Pattern WORSENING = Pattern.compile("worsen.*|deteriorat.*|恶化|转差");
  private static final Pattern JUDGING =
      Pattern.compile(
          "(?:improve|better|worse|stronger|weaker|strengthen|weaken|recover|deteriorat|改善|好转|优化).*");

  /** Words left of a number up to the one that decides whether it is a level or a change. */
  record Lead(
      int direction,
      int directionAt,
      boolean reach,
      boolean level,
      boolean by,
      boolean of,
      boolean from,
      boolean than,
      boolean gap,
      boolean gapped) {}

  private final Clauses clauses;
  private final Sentence sentence;

  Wording(Clauses clauses) {
    this.clauses = clauses;
    this.sentence = clauses.sentence;
  }

  // ---- direction and kind -------------------------------------------------------------------

  /**
   * "East gained 2,910, West 3,834": a clause of a name and a number takes its verb from before.
   */
  Lead gapped(int i, Lead own) {
    int start = sentence.start(i);
    if (own.directionAt() >= 0 || start == 0 || own.from() || own.than()) {
      return own;
    }
    boolean named = false;
    for (int j = start; j < i; j++) {
      Token token = sentence.at(j);
      named |= token instanceof Token.Name;
      boolean bare =
          token instanceof Token.Name
              || sentence.joins(j)
              || token.is(Cue.LEAD_IN)
              || token.is(Cue.BY)
              || token instanceof Token.Punctuation;
      if (!bare) {
        return own;
      }
    }
    if (!named) {
      return own;
    }
    for (int j = start - 1; j >= sentence.start(start - 1); j--) {
      if (sentence.at(j) instanceof Token.Num) {
        Lead before = gapped(j, lead(j));
        int add = before.directionAt() < 0 ? added(j) : -1;
        if (add >= 0) {
          return new Lead(1, add, false, false, true, false, false, false, false, true);
        }
        return before.directionAt() >= 0 && !before.reach() && !before.level
            ? new Lead(
                before.direction(),
                before.directionAt(),
                false,
                false,
                true,
                false,
                false,
                false,
                before.gap(),
                true)
            : own;
      }
    }
    return own;
  }

  /** The word of gain just before a number; -1 for none. */
  private int added(int i) {
    for (int j = i - 1; j >= Math.max(sentence.start(i), i - 3); j--) {
      if (sentence.is(j, Cue.ADD)) {
        return j;
      }
    }
    return -1;
  }

  Lead lead(int i) {
    boolean reach = false;
    boolean level = false;
    boolean by = false;
    boolean of = false;
    boolean from = false;
    boolean than = false;
    boolean gap = false;
    int words = 0;
    for (int j = i - 1; j >= sentence.start(i); j--) {
      Token token = sentence.at(j);
      if (token instanceof Token.Punctuation sign
          && (sign.sign() == '('
              || (sign.sign() == ':' || sign.sign() == '：') && (words > 0 || !noun(j - 1)))) {
        break;
      }
      if (token instanceof Token.Num) {
        if (!sentence.joins(j + 1) && !clauses.listed(j, i)) {
          break;
        }
        continue;
      }
      if (words == 0
          && token instanceof Token.Word after
          && after.text().equals("after")
          && sentence.at(Math.max(0, j - 1)) instanceof Token.Num earlier
          && earlier.quantity().kind() == ((Token.Num) sentence.at(i)).quantity().kind()) {
        return new Lead(0, -1, false, false, false, false, false, true, false, false);
      }
      if (token instanceof Token.Mark mark) {
        boolean adjacent = words == 0 && !reach && !level && !by;
        if (adjacent && mark.is(Cue.FROM)) {
          from = moves(j, i);
        } else if (adjacent
            && mark.is(Cue.THAN)
            && !mark.is(Cue.MORE)
            && !mark.is(Cue.LESS)
            && !mark.is(Cue.OVER)) {
          than = true;
        }
        gap |= mark.is(Cue.GAP);
        int direction = Sentence.direction(token);
        int compare =
            mark.is(Cue.MORE) || mark.is(Cue.BEAT) && by
                ? 1
                : mark.is(Cue.LESS) || mark.is(Cue.TRAIL) && by ? -1 : 0;
        boolean reached = Clauses.reaching(mark.text());
        if (reached && !by && !level) {
          reach = true;
        }
        if (compare != 0
            && direction == 0
            && mark.is(Cue.THAN)
            && !by
            && (mark.text().charAt(0) < 0x80 || of)) {
          return new Lead(0, -1, reach, level, by, of, false, true, gap, false);
        }
        if (direction != 0 || compare != 0) {
          return new Lead(
              direction != 0 ? direction : compare,
              j,
              reach,
              level,
              by,
              of,
              from,
              than,
              gap,
              false);
        }
        if (mark.is(Cue.OF)) {
          of = true;
        } else if (mark.is(Cue.BY)) {
          by = true;
        } else if (mark.is(Cue.LEVEL) && !reached) {
          level = true;
        }
        if (mark.is(Cue.LEAD_IN)
            || mark.is(Cue.MOM)
            || mark.is(Cue.YOY)
            || mark.is(Cue.RESPECTIVELY)) {
          continue;
        }
      }
      if (!(token instanceof Token.Period) && !token.is(Cue.OF)) {
        words++;
      }
    }
    return new Lead(0, -1, reach, level, by, of, from, than, gap, false);
  }

  /** A qualifier that stands before the level and not before the number: 不足去年同期的一半. */
  Quantity qualified(int i, Quantity shown) {
    Quantity quantity = growthInFolds(i, shown);
    if (sentence.is(i - 1, Cue.ASMUCH)
        && ((Token.Mark) sentence.at(i - 1)).text().endsWith("factor of")) {
      return quantity.with(NumberKind.MULTIPLE);
    }
    boolean open =
        quantity.bound() == Quantity.Bound.OVER || quantity.bound() == Quantity.Bound.UNDER;
    if (open && clauses.near(i, Cue.EACH)) {
      return new Quantity(
          quantity.kind(),
          quantity.form(),
          quantity.low(),
          quantity.high(),
          quantity.step(),
          2 * quantity.high(),
          quantity.bound(),
          quantity.sign(),
          quantity.currency(),
          quantity.concepts());
    }
    boolean part = quantity.kind() == NumberKind.MULTIPLE || quantity.form() == Form.FRACTION;
    if (quantity.bound() != Quantity.Bound.EXACT || !sentence.is(i - 1, Cue.OF) || !part) {
      return quantity;
    }
    for (int j = i - 2; j >= sentence.start(i) && i - j < 10; j--) {
      if (sentence.is(j, Cue.UNDER)) {
        return quantity.with(Quantity.Bound.UNDER);
      }
      if (sentence.is(j, Cue.NEARLY)) {
        return quantity.with(Quantity.Bound.NEARLY);
      }
      if (sentence.is(j, Cue.ABOUT)) {
        return quantity.with(Quantity.Bound.ABOUT);
      }
      if (sentence.is(j, Cue.OVER)) {
        return quantity.with(Quantity.Bound.OVER);
      }
    }
    return quantity;
  }

  /** 增长1.5倍 is a growth of 150 %; 增长到1.5倍 is not. */
  private Quantity growthInFolds(int i, Quantity quantity) {
    if (quantity.kind() != NumberKind.MULTIPLE || quantity.form() != Form.DIGITS) {
      return quantity;
    }
    Lead lead = lead(i);
    boolean chinese =
        lead.directionAt() >= 0
            && ((Token.Mark) sentence.at(lead.directionAt())).text().charAt(0) > 0x2E80;
    if (!chinese || lead.direction() < 0 || lead.reach() || i - lead.directionAt() > 3) {
      return quantity;
    }
    return new Quantity(
        NumberKind.PERCENT,
        Form.DIGITS,
        quantity.low() * 100,
        quantity.high() * 100,
        quantity.step() * 100,
        quantity.coarse() * 100,
        quantity.bound(),
        0,
        "",
        Set.of());
  }

  /** Whether something moves "from" here: a direction before, or a level reached behind. */
  private boolean moves(int from, int i) {
    if (sentence.at(from) instanceof Token.Mark base && base.text().startsWith("from ")) {
      return true;
    }
    for (int j = 0; j < from; j++) {
      boolean reached = sentence.at(j) instanceof Token.Mark mark && Clauses.reaching(mark.text());
      if (Sentence.direction(sentence.at(j)) != 0 || sentence.is(j, Cue.FLAT) || reached) {
        return true;
      }
    }
    for (int j = i + 1; j < sentence.size(); j++) {
      if (sentence.at(j) instanceof Token.Mark mark
          && (Clauses.reaching(mark.text()) || Sentence.direction(mark) != 0)) {
        return true;
      }
    }
    return false;
  }

  /** The direction that follows a number: 1.9% higher, a 15% decline, $5 below October. */
  int rightDirection(int i) {
    int limit = Math.min(sentence.end(i), i + 6);
    for (int j = i + 1; j < limit; j++) {
      Token token = sentence.at(j);
      if (token instanceof Token.Num
          || token instanceof Token.Name
          || token instanceof Token.Period
          || token instanceof Token.Punctuation) {
        return 0;
      }
      if (token instanceof Token.Mark mark) {
        if (mark.is(Cue.MORE) || mark.is(Cue.BEAT) && mark.is(Cue.THAN)) {
          return 1;
        }
        if (mark.is(Cue.LESS) || mark.is(Cue.TRAIL) && mark.is(Cue.THAN)) {
          return -1;
        }
        if (mark.is(Cue.PRONOUN)) {
          return 0;
        }
        int direction = Sentence.direction(token);
        if (direction != 0) {
          boolean adverb = j == i + 1 && ADVERBS.contains(mark.text());
          boolean chinese = mark.text().charAt(0) > 0x2E80;
          return adverb || noun(j) && (!chinese || sentence.is(j - 1, Cue.OF)) ? direction : 0;
        }
        if (mark.is(Cue.SHARE)
            || mark.is(Cue.FROM)
            || mark.is(Cue.BEAT)
            || STATES.contains(mark.text())
            || !mark.meaning().concepts().isEmpty() && !mark.is(Cue.UP)) {
          return 0;
        }
      } else if (token instanceof Token.Word word && CLAUSE_WORDS.contains(word.text())) {
        return 0;
      }
    }
    return 0;
  }

  Set<Ask> asks(int i, Quantity quantity, Lead lead, int right, Set<String> counted) {
    return switch (quantity.kind()) {
      case POINTS -> EnumSet.of(Ask.POINTS, Ask.LEVEL);
      case MULTIPLE -> EnumSet.of(Ask.RATIO);
      case RANK -> EnumSet.of(Ask.RANK);
      case PERCENT -> percentAsks(i, quantity, lead, right);
      case AMOUNT, COUNT -> {
        if (!counted.isEmpty()) {
          yield EnumSet.of(Ask.COUNT);
        }
        Set<Ask> asks = amountAsks(i, lead, right);
        yield quantity.sign() != 0 && asks.equals(EnumSet.of(Ask.LEVEL))
            ? EnumSet.of(Ask.DIFFERENCE, Ask.LEVEL)
            : asks;
      }
    };
  }

  private Set<Ask> amountAsks(int i, Lead lead, int right) {
    if (distance(i)) {
      return EnumSet.of(Ask.DIFFERENCE);
    }
    if (lead.gapped()) {
      return EnumSet.of(Ask.LEVEL, Ask.DIFFERENCE);
    }
    if (lead.than() && right == 0 && afterDifference(i)) {
      return EnumSet.of(Ask.LEVEL, Ask.DIFFERENCE);
    }
    if (lead.from() || lead.than() && right == 0 || owned(i) && right == 0) {
      return EnumSet.of(Ask.LEVEL);
    }
    if (right != 0) {
      return EnumSet.of(Ask.DIFFERENCE);
    }
    boolean gapRight =
        sentence.is(i + 1, Cue.GAP)
            || sentence.is(i + 2, Cue.GAP) && !(sentence.at(i + 1) instanceof Token.Name);
    if (lead.direction() != 0 && !lead.reach()) {
      boolean noun = noun(lead.directionAt());
      if (lead.by() || lead.of() && !lead.level() || noun && lead.level()) {
        return EnumSet.of(Ask.DIFFERENCE);
      }
      if (!lead.level() && (i - lead.directionAt() <= 4 || listOnly(lead.directionAt(), i))) {
        return sentence.is(lead.directionAt(), Cue.ADD)
            ? EnumSet.of(Ask.DIFFERENCE, Ask.LEVEL)
            : EnumSet.of(Ask.DIFFERENCE);
      }
    }
    if (lead.by() && lead.direction() == 0 && !lead.level()) {
      return EnumSet.of(Ask.DIFFERENCE);
    }
    if (lead.gap() && !lead.reach() || gapRight) {
      return EnumSet.of(Ask.DIFFERENCE, Ask.LEVEL);
    }
    boolean added = false;
    for (int j = Math.max(sentence.start(i), i - 3); j < i; j++) {
      added |= sentence.is(j, Cue.ADD);
    }
    return added ? EnumSet.of(Ask.LEVEL, Ask.DIFFERENCE) : EnumSet.of(Ask.LEVEL);
  }

  /** "13,686 behind, against 52,422 a year earlier": what is compared is a difference itself. */
  private boolean afterDifference(int i) {
    int start = sentence.start(i);
    for (int j = start - 1;
        j >= 0 && start > 0 && sentence.clauseOf(j) == sentence.clauseOf(start - 1);
        j--) {
      if (sentence.at(j) instanceof Token.Num) {
        return rightDirection(j) != 0 || distance(j);
      }
    }
    return false;
  }

  /** June's 25,539, 3月的10.5万: the level of a period or an entity. */
  private boolean owned(int i) {
    boolean english = i > 1 && sentence.at(i - 1) instanceof Token.Word s && s.text().equals("s");
    int owner = english ? i - 2 : sentence.is(i - 1, Cue.OF) ? i - 2 : -1;
    return owner >= 0
        && (sentence.at(owner) instanceof Token.Period
            || english && sentence.at(owner) instanceof Token.Name);
  }

  /** "The gap narrowed to 16": what is reached is a difference. */
  private boolean distance(int i) {
    for (int j = i - 1; j >= sentence.start(i); j--) {
      if (sentence.at(j) instanceof Token.Num && !sentence.is(j - 1, Cue.FROM)) {
        return false;
      }
      if (sentence.at(j) instanceof Token.Mark mark && DISTANCES.contains(mark.text())) {
        return true;
      }
    }
    return false;
  }

  /** Whether only numbers of one list stand between. */
  private boolean listOnly(int from, int i) {
    for (int j = from + 1; j < i; j++) {
      boolean item =
          sentence.at(j) instanceof Token.Num
              || sentence.joins(j)
              || sentence.is(j, Cue.LEAD_IN)
              || sentence.is(j, Cue.BY)
              || sentence.at(j) instanceof Token.Punctuation sign
                  && (sign.sign() == ',' || sign.sign() == '，');
      if (!item) {
        return false;
      }
    }
    return true;
  }

  boolean noun(int at) {
    return at >= 0
        && sentence.at(at) instanceof Token.Mark mark
        && CHANGE_NOUNS.contains(mark.text());
  }

  private Set<Ask> percentAsks(int i, Quantity quantity, Lead lead, int right) {
    if (quantity.form() == Form.GROWTH) {
      return EnumSet.of(Ask.RATE);
    }
    if (quantity.sign() != 0) {
      return EnumSet.of(Ask.RATE, Ask.LEVEL);
    }
    boolean moved = lead.direction() != 0 && !lead.reach() && i - lead.directionAt() <= 2;
    if (quantity.form() == Form.FRACTION && right == 0 && !moved && partOfLevel(i)) {
      return EnumSet.of(Ask.RATIO, Ask.SHARE);
    }
    boolean share = shareRight(i);
    boolean shareLeft = shareLeft(i);
    if (lead.gapped() || lead.from() || lead.than() && right == 0) {
      return EnumSet.of(Ask.LEVEL, Ask.SHARE, Ask.RATE);
    }
    if (right != 0 && !share) {
      return EnumSet.of(Ask.RATE);
    }
    boolean near =
        lead.direction() != 0
            && !lead.reach
            && (noun(lead.directionAt())
                || i - lead.directionAt() <= 5
                || lead.by
                || listOnly(lead.directionAt(), i));
    if (near && !share) {
      EnumSet<Ask> asks = EnumSet.of(Ask.RATE);
      boolean bounded =
          quantity.bound() == Quantity.Bound.OVER || quantity.bound() == Quantity.Bound.UNDER;
      if (bounded && adjacentDirection(i, lead)) {
        asks.add(Ask.LEVEL);
      }
      if (shareLeft && (!adjacentDirection(i, lead) || sentence.is(lead.directionAt(), Cue.ADD))) {
        asks.add(Ask.SHARE);
      }
      if (lead.of() && sentence.at(i - 1).is(Cue.OF) && quantity.form() == Form.FRACTION) {
        asks.add(Ask.SHARE);
      }
      return asks;
    }
    if (share && near && adjacentDirection(i, lead)) {
      return EnumSet.of(Ask.RATE, Ask.SHARE);
    }
    if (share || shareLeft) {
      EnumSet<Ask> asks = EnumSet.of(Ask.SHARE, Ask.LEVEL);
      if (addNear(i)) {
        asks.add(Ask.RATE);
      }
      if (lead.reach()) {
        asks.add(Ask.LEVEL);
      }
      return asks;
    }
    return EnumSet.of(Ask.SHARE, Ask.RATE, Ask.LEVEL);
  }

  /** Half of its March level, 不足去年同期的一半: a part of another level, not of the whole. */
  private boolean partOfLevel(int i) {
    if (sentence.is(i - 1, Cue.OF)) {
      for (int j = i - 2; j >= sentence.start(i); j--) {
        if (sentence.at(j) instanceof Token.Period || sentence.at(j) instanceof Token.Name) {
          return true;
        }
        if (Sentence.direction(sentence.at(j)) != 0) {
          return false;
        }
      }
    }
    if (!sentence.is(i + 1, Cue.OF) && !sentence.is(i + 1, Cue.ASMUCH)) {
      return false;
    }
    for (int j = i + 2; j < Math.min(sentence.end(i), i + 7); j++) {
      if (sentence.at(j) instanceof Token.Period || sentence.at(j) instanceof Token.Name) {
        return true;
      }
      if (sentence.at(j) instanceof Token.Num || sentence.is(j, Cue.SHARE)) {
        return false;
      }
    }
    return false;
  }

  private boolean addNear(int i) {
    return sentence.is(i - 1, Cue.ADD) || sentence.is(i - 2, Cue.ADD);
  }

  private boolean adjacentDirection(int i, Lead lead) {
    return i - lead.directionAt() <= 2 && !lead.level();
  }

  private boolean shareRight(int i) {
    int limit = Math.min(sentence.end(i), i + 5);
    for (int j = i + 1; j < limit; j++) {
      Token token = sentence.at(j);
      if (token instanceof Token.Num || token instanceof Token.Punctuation) {
        return false;
      }
      if (token.is(Cue.SHARE)
          || sentence.is(j, Cue.OF)
              && j == i + 1
              && !(j + 1 < sentence.size() && sentence.at(j + 1) instanceof Token.Name)
              && !(j + 1 < sentence.size() && sentence.at(j + 1) instanceof Token.Period)
              && !yearAgoLevel(j + 1)) {
        return true;
      }
      if (Sentence.direction(token) != 0 || token.is(Cue.MORE) || token.is(Cue.LESS)) {
        return false;
      }
    }
    return false;
  }

  /** "A third of its March level" is no share. */
  private boolean yearAgoLevel(int from) {
    for (int j = from; j < Math.min(sentence.size(), from + 3); j++) {
      if (sentence.at(j) instanceof Token.Period) {
        return true;
      }
    }
    return false;
  }

  private boolean shareLeft(int i) {
    for (int j = i - 1; j >= sentence.start(i); j--) {
      if (sentence.at(j) instanceof Token.Num && !clauses.listed(j, i)) {
        return sentence.is(j + 1, Cue.SHARE) && j + 2 == i;
      }
      if (sentence.is(j, Cue.SHARE)) {
        return true;
      }
    }
    return false;
  }

  int direction(int i, Quantity quantity, Lead lead, int right, Set<Ask> asks) {
    if (quantity.kind() == NumberKind.RANK) {
      return growthRank(i);
    }
    if (quantity.sign() != 0) {
      return quantity.sign();
    }
    if (quantity.form() == Form.CHANGE && quantity.kind() == NumberKind.MULTIPLE) {
      return 0;
    }
    if (judgment(i) != 0 && known(LESS_IS_BETTER) && !distance(i)) {
      return -judgment(i);
    }
    if (judged(i) && (quantity.kind() == NumberKind.POINTS || known(LESS_IS_BETTER) || ownMeasure())
        || distance(i)) {
      return 0;
    }
    if (right != 0) {
      return right;
    }
    boolean share = asks.contains(Ask.SHARE) && !asks.contains(Ask.RATE);
    if (lead.direction() != 0 && !lead.reach() && (!asks.equals(EnumSet.of(Ask.LEVEL)) || share)) {
      return lead.direction();
    }
    boolean change =
        asks.contains(Ask.RATE) || asks.contains(Ask.POINTS) || asks.contains(Ask.DIFFERENCE);
    return change && lead.direction() == 0 && listedAfterDirection(i) != 0
        ? listedAfterDirection(i)
        : 0;
  }

  /** The second-fastest, 增速第二: an order of growth, and not of size. */
  private int growthRank(int i) {
    for (int j = i + 1; j < Math.min(sentence.size(), i + 4); j++) {
      if (sentence.is(j, Cue.FASTEST) || sentence.is(j, Cue.STEEPEST)) {
        return sentence.is(j, Cue.FASTEST) ? 1 : -1;
      }
    }
    for (int j = i - 1; j >= Math.max(sentence.start(i), i - 4); j--) {
      if (sentence.at(j) instanceof Token.Mark mark && GROWTH_NOUNS.contains(mark.text())) {
        return DECLINE_NOUNS.contains(mark.text()) ? -1 : 1;
      }
      if (sentence.at(j) instanceof Token.Num) {
        return 0;
      }
    }
    return 0;
  }

  /** 1 for a word of improvement before a number, -1 for one of worsening, 0 for neither. */
  private int judgment(int i) {
    for (int j = i - 1; j >= sentence.start(i) && i - j <= 3; j--) {
      if (sentence.at(j) instanceof Token.Mark mark) {
        if (IMPROVING.matcher(mark.text()).matches()) {
          return 1;
        }
        if (WORSENING.matcher(mark.text()).matches()) {
          return -1;
        }
      }
    }
    return 0;
  }

  private boolean known(Set<String> wanted) {
    return IntStream.range(0, sentence.size())
        .mapToObj(sentence::at)
        .anyMatch(
            token ->
                token instanceof Token.Mark mark
                    && mark.meaning().concepts().stream().anyMatch(wanted::contains));
  }

  private boolean ownMeasure() {
    return IntStream.range(0, sentence.size())
        .mapToObj(sentence::at)
        .anyMatch(
            token ->
                token instanceof Token.Mark mark
                    && mark.meaning().concepts().stream().anyMatch(one -> one.startsWith("own:")));
  }

  /** "Improved by 0.9 points" says nothing of up or down: less churn is an improvement. */
  private boolean judged(int i) {
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Mark mark && JUDGING.matcher(mark.text()).matches()) {
        return true;
      }
    }
    return false;
  }

  /** "Up 64.0% from November and 57.8% from December": the word reaches over the clause. */
  private int listedAfterDirection(int i) {
    int start = sentence.start(i);
    if (start < 2 || !sentence.joins(start) || i - start > 2) {
      return 0;
    }
    for (int j = start - 1; j >= sentence.start(start - 1); j--) {
      if (Sentence.direction(sentence.at(j)) != 0) {
        return Sentence.direction(sentence.at(j));
      }
    }
    return 0;
  }
}
