package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.Mentions.Mention;
import dev.rapporteur.grounding.Quantity.Form;
import dev.rapporteur.grounding.Scope.Ask;
import dev.rapporteur.grounding.Scope.Focus;
import dev.rapporteur.grounding.Scope.Join;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Says of each number which entities, period, measure and direction its sentence gives it, and
 * carries over what a sentence leaves out from the ones before.
 */
final class Discourse {
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
  private static final Pattern JUDGING =
      Pattern.compile(
          "(?:improve|better|worse|stronger|weaker|strengthen|weaken|recover|deteriorat|改善|好转|优化).*");
  private static final Set<String> PLACED = Set.of("-", "placed", "ranked");
  private static final Set<String> BOTH = Set.of("both", "'", "\"");
  private static final Set<String> PREPOSITIONS =
      Set.of(
          "for", "in", "by", "from", "through", "among", "within", "across", "on", "来自", "在", "属于",
          "归");
  private static final Set<String> LINKS =
      Set.of(
          "to",
          "at",
          "by",
          "with",
          "from",
          "of",
          "for",
          "in",
          "was",
          "were",
          "is",
          "came from",
          "为",
          "是");
  private static final Set<String> WHEN = Set.of("when", "where");
  private static final Pattern OF_PERIOD =
      Pattern.compile(
          "in|of|for|during|seen|made|sold|taken|back|'|s|at|the|[a-z]+ed|[\\u4e00-\\u9fff]+");
  private static final Set<String> BEFORE_BASE =
      Set.of(
          "in",
          "that",
          "those",
          "of",
          "the",
          "for",
          "with",
          "'",
          "s",
          "as",
          "recorded",
          "seen",
          "一");
  private static final Set<String> COMPARED = Set.of("相比", "相较", "对比", "比较", "比起来");
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
  private static final Pattern WHOLE_OF = Pattern.compile(".*\\bof|all|全部|所有|在");

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
  private static final int MEMORY = 8;
  private static final Pattern COUNTED_BOTH_WAYS =
      Pattern.compile("[一二三四五六七八九两][升增涨].*[一二三四五六七八九两][降减跌]|[一二三四五六七八九两][降减跌].*[一二三四五六七八九两][升增涨]");

  private final FactTable table;
  private final Predicate<Token.Num> measured;
  private final List<Mention> recent = new ArrayList<>();
  private Sentence sentence = new Sentence(List.of());
  private Mentions mentions;
  private Set<String> carriedConcepts = Set.of();
  private boolean explicitRivals;

  /**
   * @param measured whether a number stands with a Chinese measure word for entities, as 三座
   */
  Discourse(FactTable table, Predicate<Token.Num> measured) {
    this.table = table;
    this.measured = measured;
    this.mentions = new Mentions(sentence, table, recent);
  }

  void enter(Sentence next) {
    sentence = next;
    mentions = new Mentions(next, table, recent);
  }

  /** Remembers what later sentences may refer to. */
  void leave() {
    recent.addAll(mentions.all());
    while (recent.size() > MEMORY) {
      recent.remove(0);
    }
    Set<String> concepts = new LinkedHashSet<>();
    for (int i = 0; i < sentence.size(); i++) {
      if (sentence.at(i) instanceof Token.Mark mark && !mark.meaning().concepts().isEmpty()) {
        concepts.clear();
        concepts.addAll(mark.meaning().concepts());
      }
    }
    if (!concepts.isEmpty()) {
      carriedConcepts = concepts;
    }
  }

  Mentions mentions() {
    return mentions;
  }

  /** Words left of a number up to the one that decides whether it is a level or a change. */
  private record Lead(
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

  Scope scope(int i, Quantity quantity) {
    Lead lead = gapped(i, lead(i));
    int right = rightDirection(i);
    Set<String> counted = counted(i, quantity);
    Set<Ask> asks = asks(i, quantity, lead, right, counted);
    int direction = direction(i, quantity, lead, right, asks);
    List<Integer> rivals = new ArrayList<>();
    List<Focus> focuses = focuses(i, quantity, rivals, asks, lead);
    List<MonthSpan> bases = bases(i, quantity);
    List<MonthSpan> at = at(i, lead, bases, asks);
    Set<String> concepts = new LinkedHashSet<>();
    boolean unknown = concepts(i, quantity, concepts);
    if (quantity.kind() == NumberKind.PERCENT && concepts.isEmpty() && unknownRate(i)) {
      asks = EnumSet.of(Ask.LEVEL);
    }
    Token.Period named = leading(sentence.start(i), i);
    if (lead.by && lead.direction == 0 && named != null && !named.span().equals(table.month())) {
      at = List.of(table.month());
      bases = base(named);
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
    if (lead.from || lead.than) {
      bases = List.of();
    } else if (!bases.isEmpty() && bases.containsAll(at) && !asks.equals(Set.of(Ask.LEVEL))) {
      at = List.of(table.month());
    }
    at = alongside(at, bases);
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
        predicate(i),
        average(i),
        moving(),
        explicitRivals,
        dated(i));
  }

  /** Better than the first quarter of 2023: the first quarter of this year is. */
  private List<MonthSpan> alongside(List<MonthSpan> at, List<MonthSpan> bases) {
    Set<MonthSpan> wider = new LinkedHashSet<>(at);
    for (MonthSpan base : bases) {
      if (base.months() > 1 && base.yearOf() < table.month().yearOf()) {
        wider.add(base.minus(-12 * (table.month().yearOf() - base.yearOf())));
      }
    }
    return List.copyOf(wider);
  }

  // ---- direction and kind -------------------------------------------------------------------

  /**
   * "East gained 2,910, West 3,834": a clause of a name and a number takes its verb from before.
   */
  private Lead gapped(int i, Lead own) {
    int start = sentence.start(i);
    if (own.directionAt >= 0 || start == 0 || own.from || own.than) {
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
        return before.directionAt >= 0 && !before.reach && !before.level
            ? new Lead(
                before.direction,
                before.directionAt,
                false,
                false,
                true,
                false,
                false,
                false,
                before.gap,
                true)
            : own;
      }
    }
    return own;
  }

  private Lead lead(int i) {
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
      if (token instanceof Token.Punctuation sign && sign.sign() == '(') {
        break;
      }
      if (token instanceof Token.Num) {
        if (!sentence.joins(j + 1) && !listed(j, i)) {
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
        boolean reached = reaching(mark.text());
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
    if (open && near(i, Cue.EACH)) {
      return new Quantity(
          quantity.kind(),
          quantity.form(),
          quantity.low(),
          quantity.high(),
          quantity.step(),
          1e12,
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
        lead.directionAt >= 0
            && ((Token.Mark) sentence.at(lead.directionAt)).text().charAt(0) > 0x2E80;
    if (!chinese || lead.direction < 0 || lead.reach || i - lead.directionAt > 3) {
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
      boolean reached = sentence.at(j) instanceof Token.Mark mark && reaching(mark.text());
      if (Sentence.direction(sentence.at(j)) != 0 || sentence.is(j, Cue.FLAT) || reached) {
        return true;
      }
    }
    for (int j = i + 1; j < sentence.size(); j++) {
      if (sentence.at(j) instanceof Token.Mark mark
          && (reaching(mark.text()) || Sentence.direction(mark) != 0)) {
        return true;
      }
    }
    return false;
  }

  private boolean listed(int j, int i) {
    for (int k = j + 1; k < i; k++) {
      if (!sentence.joins(k)
          && !(sentence.at(k) instanceof Token.Num)
          && !(sentence.at(k) instanceof Token.Punctuation)) {
        return false;
      }
    }
    return sentence.clauseOf(j) == sentence.clauseOf(i);
  }

  private static boolean reaching(String text) {
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

  /** The direction that follows a number: 1.9% higher, a 15% decline, $5 below October. */
  private int rightDirection(int i) {
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

  private Set<Ask> asks(int i, Quantity quantity, Lead lead, int right, Set<String> counted) {
    return switch (quantity.kind()) {
      case POINTS -> EnumSet.of(Ask.POINTS, Ask.LEVEL);
      case MULTIPLE -> EnumSet.of(Ask.RATIO);
      case RANK -> EnumSet.of(Ask.RANK);
      case PERCENT -> percentAsks(i, quantity, lead, right);
      case AMOUNT, COUNT -> {
        if (!counted.isEmpty()) {
          yield EnumSet.of(Ask.COUNT);
        }
        yield amountAsks(i, lead, right);
      }
    };
  }

  private Set<Ask> amountAsks(int i, Lead lead, int right) {
    if (distance(i)) {
      return EnumSet.of(Ask.DIFFERENCE);
    }
    if (lead.gapped) {
      return EnumSet.of(Ask.LEVEL, Ask.DIFFERENCE);
    }
    if (lead.than && right == 0 && afterDifference(i)) {
      return EnumSet.of(Ask.LEVEL, Ask.DIFFERENCE);
    }
    if (lead.from || lead.than && right == 0 || owned(i)) {
      return EnumSet.of(Ask.LEVEL);
    }
    if (right != 0) {
      return EnumSet.of(Ask.DIFFERENCE);
    }
    boolean gapRight =
        sentence.is(i + 1, Cue.GAP)
            || sentence.is(i + 2, Cue.GAP) && !(sentence.at(i + 1) instanceof Token.Name);
    if (lead.direction != 0 && !lead.reach) {
      boolean noun = noun(lead.directionAt);
      if (lead.by || lead.of && !lead.level || noun && lead.level) {
        return EnumSet.of(Ask.DIFFERENCE);
      }
      if (!lead.level && (i - lead.directionAt <= 4 || listOnly(lead.directionAt, i))) {
        return sentence.is(lead.directionAt, Cue.ADD)
            ? EnumSet.of(Ask.DIFFERENCE, Ask.LEVEL)
            : EnumSet.of(Ask.DIFFERENCE);
      }
    }
    if (lead.by && lead.direction == 0 && !lead.level) {
      return EnumSet.of(Ask.DIFFERENCE);
    }
    if (lead.gap && !lead.reach || gapRight) {
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
    for (int j = i - 1; j >= sentence.start(i) && !(sentence.at(j) instanceof Token.Num); j--) {
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

  private boolean noun(int at) {
    return at >= 0
        && sentence.at(at) instanceof Token.Mark mark
        && CHANGE_NOUNS.contains(mark.text());
  }

  private Set<Ask> percentAsks(int i, Quantity quantity, Lead lead, int right) {
    if (quantity.form() == Form.GROWTH) {
      return EnumSet.of(Ask.RATE);
    }
    boolean moved = lead.direction != 0 && !lead.reach && i - lead.directionAt <= 2;
    if (quantity.form() == Form.FRACTION && right == 0 && !moved && partOfLevel(i)) {
      return EnumSet.of(Ask.RATIO, Ask.SHARE);
    }
    boolean share = shareRight(i);
    boolean shareLeft = shareLeft(i);
    if (lead.gapped || lead.from || lead.than && right == 0) {
      return EnumSet.of(Ask.LEVEL, Ask.SHARE, Ask.RATE);
    }
    if (right != 0 && !share) {
      return EnumSet.of(Ask.RATE);
    }
    boolean near =
        lead.direction != 0
            && !lead.reach
            && (noun(lead.directionAt)
                || i - lead.directionAt <= 5
                || lead.by
                || listOnly(lead.directionAt, i));
    if (near && !share) {
      EnumSet<Ask> asks = EnumSet.of(Ask.RATE);
      if (shareLeft && (!adjacentDirection(i, lead) || sentence.is(lead.directionAt, Cue.ADD))) {
        asks.add(Ask.SHARE);
      }
      if (lead.of && sentence.at(i - 1).is(Cue.OF) && quantity.form() == Form.FRACTION) {
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
      if (lead.reach) {
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
    return i - lead.directionAt <= 2 && !lead.level;
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
      if (sentence.at(j) instanceof Token.Num && !listed(j, i)) {
        return sentence.is(j + 1, Cue.SHARE) && j + 2 == i;
      }
      if (sentence.is(j, Cue.SHARE)) {
        return true;
      }
    }
    return false;
  }

  private int direction(int i, Quantity quantity, Lead lead, int right, Set<Ask> asks) {
    if (quantity.kind() == NumberKind.RANK) {
      return growthRank(i);
    }
    if (quantity.sign() != 0) {
      return quantity.sign();
    }
    if (quantity.form() == Form.CHANGE && quantity.kind() == NumberKind.MULTIPLE) {
      return 0;
    }
    if (quantity.kind() == NumberKind.POINTS && judged(i) || distance(i)) {
      return 0;
    }
    if (right != 0) {
      return right;
    }
    boolean share = asks.contains(Ask.SHARE) && !asks.contains(Ask.RATE);
    if (lead.direction != 0 && !lead.reach && (!asks.equals(EnumSet.of(Ask.LEVEL)) || share)) {
      return lead.direction;
    }
    boolean change =
        asks.contains(Ask.RATE) || asks.contains(Ask.POINTS) || asks.contains(Ask.DIFFERENCE);
    return change && lead.direction == 0 && listedAfterDirection(i) != 0
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

  // ---- entities -----------------------------------------------------------------------------

  private List<Focus> focuses(
      int i, Quantity quantity, List<Integer> rivals, Set<Ask> asks, Lead lead) {
    int start = sentence.start(i);
    int end = sentence.end(i);
    Mention left = mentions.lastIn(start, i);
    Mention right = mentions.firstIn(i + 1, nextNumber(i, end));
    List<Focus> found = new ArrayList<>();
    if (quantity.kind() == NumberKind.RANK) {
      int next = i + 1;
      while (sentence.is(next, Cue.OF)
          || next < sentence.size()
              && sentence.at(next) instanceof Token.Mark kind
              && !kind.meaning().dimensions().isEmpty()
          || sentence.is(next, Cue.LARGEST)
          || next < sentence.size()
              && sentence.at(next) instanceof Token.Word placed
              && PLACED.contains(placed.text())) {
        next++;
      }
      if (next < sentence.size() && sentence.at(next) instanceof Token.Name name) {
        return name.entities().stream().map(Focus::one).toList();
      }
    }
    if (i + 3 < sentence.size()
        && open(i + 1)
        && sentence.at(i + 2) instanceof Token.Name name
        && sentence.at(i + 3) instanceof Token.Punctuation close
        && close.sign() == ')') {
      return name.entities().stream().map(Focus::one).toList();
    }
    boolean compares =
        asks.contains(Ask.DIFFERENCE)
            || asks.contains(Ask.RATE)
            || asks.contains(Ask.RATIO)
            || asks.contains(Ask.POINTS)
            || asks.contains(Ask.SHARE);
    if (right != null && right.rival() && compares) {
      rivals.addAll(right.entities());
    }
    if (right != null
        && right.rival()
        && quantity.kind() == NumberKind.PERCENT
        && sentence.is(i + 1, Cue.OF)) {
      addMention(found, right, i);
    }
    boolean behind = right != null && !right.rival() && postposed(right, i);
    if (together(i) && left != null && !left.list()) {
      singlesTogether(found, i);
    }
    if (left != null && !left.rival()) {
      boolean consumed = behind && postposedBefore(left, i);
      if (behind && right != null) {
        addMention(found, right, i);
      }
      if (!consumed) {
        addMention(found, left, i);
      }
    } else if (left != null) {
      rivals.addAll(left.entities());
      Mention subject = subject(start, left.first());
      if (subject != null) {
        addMention(found, subject, i);
      } else {
        carried(found, start, i, lead);
      }
      if (!lead.by) {
        addMention(found, left, i);
      }
    } else if (behind && right != null) {
      addMention(found, right, i);
      if (compares) {
        carried(found, start, i, lead);
      }
    } else {
      carried(found, start, i, lead);
      if (right != null && !right.rival() && start == 0) {
        addMention(found, right, i);
      }
    }
    boolean wholeChange =
        asks.contains(Ask.DIFFERENCE)
            && sentence.is(i - 1, Cue.LEAD_IN)
            && sentence.is(i - 2, Cue.OF);
    if ((wholeChange || lead.of && noun(lead.directionAt))
        && !found.contains(Focus.one(FactTable.TOTAL))) {
      found.add(Focus.one(FactTable.TOTAL));
    }
    singleOfRun(i, found);
    if (totalNear(i)
        && found.stream().noneMatch(focus -> focus.entities().contains(FactTable.TOTAL))) {
      found.add(Focus.one(FactTable.TOTAL));
    }
    explicitRivals = !rivals.isEmpty();
    if (compares && rivals.isEmpty()) {
      otherMentions(found, i, rivals);
    }
    return rest(i, found);
  }

  private boolean open(int i) {
    return sentence.at(i) instanceof Token.Punctuation sign && sign.sign() == '(';
  }

  private int nextNumber(int i, int end) {
    for (int j = i + 1; j < end; j++) {
      if (sentence.at(j) instanceof Token.Num && !mentions.selects(j)) {
        return j + 1;
      }
    }
    return end + 1;
  }

  private @Nullable Mention subject(int start, int before) {
    Mention subject = null;
    for (Mention mention : mentions.all()) {
      if (mention.first() >= start && mention.last() < before && !mention.rival()) {
        subject = mention;
      }
    }
    return subject;
  }

  /** Whether a name behind a number belongs to it: 14% in Germany, 65 units of Côte de Blaye. */
  private boolean postposed(Mention mention, int i) {
    int j = mention.first() - 1;
    while (j > i
        && (sentence.is(j, Cue.LEAD_IN)
            || sentence.at(j) instanceof Token.Punctuation open && open.sign() == '('
            || sentence.at(j) instanceof Token.Word word && BOTH.contains(word.text()))) {
      j--;
    }
    if (j == i) {
      return false;
    }
    Token token = sentence.at(j);
    boolean preposition =
        token.is(Cue.OF)
            || token.is(Cue.FROM)
            || token instanceof Token.Word word && PREPOSITIONS.contains(word.text())
            || token instanceof Token.Mark mark && LINKS.contains(mark.text());
    return preposition && j - i <= 6 && noCommaBetween(i, j);
  }

  private boolean noCommaBetween(int i, int j) {
    return sentence.clauseOf(i) == sentence.clauseOf(j);
  }

  /** Whether a name left of a number already stands behind an earlier one. */
  private boolean postposedBefore(Mention left, int i) {
    for (int j = left.first() - 1; j >= sentence.start(i); j--) {
      if (sentence.at(j) instanceof Token.Num) {
        return postposed(left, j);
      }
    }
    return false;
  }

  private void carried(List<Focus> found, int start, int i, Lead lead) {
    Mention last = subject(0, start);
    Mention any = mentions.lastIn(0, start);
    if (last == null && any == null) {
      found.add(Focus.one(FactTable.TOTAL));
      Mention following = mentions.firstIn(sentence.end(i) - 1, sentence.size() + 1);
      if (following != null && !following.rival() && earliest(i)) {
        addMention(found, following, i);
      }
      boolean coarse =
          ((Token.Num) sentence.at(i)).quantity().kind() == NumberKind.MULTIPLE
              && measured(i)
              && !near(i, Cue.PRONOUN);
      Mention earlier = recent.isEmpty() || coarse ? null : recent.get(recent.size() - 1);
      for (int k = recent.size() - 1; k >= 0 && earlier != null && earlier.rival(); k--) {
        earlier = recent.get(k);
      }
      if (earlier != null) {
        addMention(found, earlier, i);
        Mention list = lastList();
        if (together(i) && list != null) {
          addMention(found, list, i);
        }
        if (together(i)) {
          for (int size = 2; size <= 3; size++) {
            List<List<Integer>> members = mentions.lastMembers(size);
            if (members.size() == size) {
              found.add(
                  new Focus(members.stream().map(member -> member.get(0)).toList(), Join.SUM));
            }
          }
        }
      }
      return;
    }
    Mention pick = last != null ? last : any;
    addMention(found, pick, i);
    if (last == null && !recent.isEmpty()) {
      addMention(found, recent.get(recent.size() - 1), i);
    }
    Mention first = mentions.firstIn(0, start);
    if (first != null && first != pick && !first.rival()) {
      addMention(found, first, i);
    }
    if (any != null && any != pick && (!any.rival() || lead.than || lead.from)) {
      addMention(found, any, i);
    }
    found.add(Focus.one(FactTable.TOTAL));
    singlesTogether(found, start);
  }

  private boolean earliest(int i) {
    for (int j = 0; j < sentence.start(i); j++) {
      if (sentence.at(j) instanceof Token.Num) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Mention lastList() {
    for (int k = recent.size() - 1; k >= 0; k--) {
      if (recent.get(k).list()) {
        return recent.get(k);
      }
    }
    return null;
  }

  /** "The USA has 36.8%, Brazil 23.7%, together over 60%". */
  private void singlesTogether(List<Focus> found, int start) {
    List<Integer> all = new ArrayList<>();
    for (Mention mention : mentions.all()) {
      if (mention.last() < start) {
        mention.entities().stream().filter(entity -> !all.contains(entity)).forEach(all::add);
      }
    }
    if (all.size() > 1) {
      found.add(new Focus(all, Join.SUM));
      found.add(new Focus(all.subList(all.size() - 2, all.size()), Join.SUM));
    }
  }

  private boolean together(int i) {
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.is(j, Cue.TOGETHER)) {
        return true;
      }
    }
    return false;
  }

  private boolean near(int i, Cue cue) {
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.is(j, cue)) {
        return true;
      }
    }
    return false;
  }

  private void addMention(List<Focus> found, Mention mention, int i) {
    if (!mention.list()) {
      for (int entity : mention.members().get(0)) {
        Focus focus = Focus.one(entity);
        if (!found.contains(focus)) {
          found.add(focus);
        }
      }
      return;
    }
    int place = placeInList(mention, i);
    if (place >= 0) {
      mention.members().get(place).forEach(entity -> found.add(Focus.one(entity)));
      return;
    }
    Join join =
        together(i) ? Join.SUM : near(i, Cue.EACH) || near(i, Cue.TIED) ? Join.EACH : Join.OPEN;
    found.add(new Focus(mention.entities(), join));
    if (join == Join.SUM && near(i, Cue.EACH)) {
      found.add(new Focus(mention.entities(), Join.EACH));
    }
  }

  /** Which member of a list a number of an equally long list belongs to; -1 if to none. */
  private int placeInList(Mention mention, int i) {
    List<Integer> numbers = new ArrayList<>();
    NumberKind kind = ((Token.Num) sentence.at(i)).quantity().kind();
    boolean respectively = false;
    for (int j = 0; j < sentence.size(); j++) {
      respectively |= sentence.is(j, Cue.RESPECTIVELY);
      if (sentence.at(j) instanceof Token.Num number
          && alike(number.quantity().kind(), kind)
          && !mentions.selects(j)) {
        numbers.add(j);
      }
    }
    List<Integer> run = run(numbers, i);
    if (run.size() == mention.members().size()) {
      return run.indexOf(i);
    }
    if (respectively) {
      List<Integer> after = numbers.stream().filter(j -> j > mention.last()).toList();
      if (after.size() == mention.members().size() && after.contains(i)) {
        return after.indexOf(i);
      }
      List<Integer> before = numbers.stream().filter(j -> j < mention.first()).toList();
      if (before.size() == mention.members().size() && before.contains(i)) {
        return before.indexOf(i);
      }
    }
    return -1;
  }

  /** "9.23 million and 9.07 million yuan": an amount may leave its currency to the next. */
  private static boolean alike(NumberKind one, NumberKind other) {
    return one == other
        || (one == NumberKind.AMOUNT || one == NumberKind.COUNT)
            && (other == NumberKind.AMOUNT || other == NumberKind.COUNT);
  }

  /** "A (5) and B (3) rank first and second": single names, one for each number of a list. */
  private void singleOfRun(int i, List<Focus> found) {
    NumberKind kind = ((Token.Num) sentence.at(i)).quantity().kind();
    List<Integer> numbers = new ArrayList<>();
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Num number && alike(number.quantity().kind(), kind)) {
        numbers.add(j);
      }
    }
    List<Integer> run = run(numbers, i);
    List<Mention> before =
        mentions.all().stream().filter(mention -> mention.last() < i && !mention.list()).toList();
    if (run.size() > 1 && before.size() == run.size()) {
      found.clear();
      addMention(found, before.get(run.indexOf(i)), i);
    }
  }

  /** The numbers that stand in one list with number {@code i}. */
  private List<Integer> run(List<Integer> numbers, int i) {
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

  private boolean totalNear(int i) {
    for (int j = i - 1; j >= Math.max(sentence.start(i), i - 5); j--) {
      if (sentence.at(j) instanceof Token.Name || sentence.at(j) instanceof Token.Num) {
        return false;
      }
      if (sentence.is(j, Cue.TOTAL) && !sentence.is(j - 1, Cue.OF) && !sentence.is(j, Cue.SHARE)) {
        return true;
      }
    }
    return false;
  }

  /** A comparison may be with any other entity that the sentence names. */
  private void otherMentions(List<Focus> found, int i, List<Integer> rivals) {
    boolean unnamed = mentions.lastIn(sentence.start(i), sentence.end(i)) == null;
    boolean earlier =
        unnamed
            && IntStream.range(0, sentence.start(i))
                .anyMatch(
                    j ->
                        sentence.is(j, Cue.GAP)
                            || sentence.is(j, Cue.TRAIL)
                            || sentence.is(j, Cue.BEAT));
    boolean gap =
        earlier
            || near(i, Cue.GAP)
            || near(i, Cue.MORE)
            || near(i, Cue.LESS)
            || near(i, Cue.BEAT)
            || near(i, Cue.TRAIL)
            || ((Token.Num) sentence.at(i)).quantity().kind() == NumberKind.MULTIPLE
            || near(i, Cue.FORMER)
            || near(i, Cue.LATTER)
            || near(i, Cue.PAIR);
    if (!gap) {
      return;
    }
    List<Mention> all = new ArrayList<>(mentions.all());
    if (all.isEmpty()
        || near(i, Cue.FORMER)
        || near(i, Cue.LATTER)
        || near(i, Cue.PAIR)
        || all.stream().mapToInt(one -> one.members().size()).sum() < 2) {
      all.addAll(0, recent.subList(Math.max(0, recent.size() - 2), recent.size()));
    }
    for (Mention mention : all) {
      for (int entity : mention.entities()) {
        if (!rivals.contains(entity) && rivals.size() < 6) {
          rivals.add(entity);
        }
      }
    }
    List<Integer> listed = new ArrayList<>(rivals);
    if (near(i, Cue.GAP) || near(i, Cue.PAIR)) {
      listed.stream().map(Focus::one).filter(focus -> !found.contains(focus)).forEach(found::add);
    }
  }

  private List<Focus> rest(int i, List<Focus> found) {
    boolean rest = false;
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (j > i && sentence.at(j) instanceof Token.Num) {
        break;
      }
      rest |= sentence.is(j, Cue.REST);
    }
    if (!rest) {
      return found;
    }
    List<Integer> named = new ArrayList<>();
    for (Mention mention : recent) {
      mention.entities().stream().filter(entity -> !named.contains(entity)).forEach(named::add);
    }
    List<Integer> here = new ArrayList<>();
    for (Mention mention : mentions.all()) {
      mention.entities().stream().filter(entity -> !here.contains(entity)).forEach(here::add);
    }
    List<Focus> focuses = new ArrayList<>();
    if (!here.isEmpty()) {
      focuses.add(new Focus(here, Join.REST));
    }
    List<Integer> both = new ArrayList<>(named);
    here.stream().filter(entity -> !both.contains(entity)).forEach(both::add);
    if (!both.isEmpty()) {
      focuses.add(new Focus(both, Join.REST));
    }
    focuses.addAll(found);
    return focuses;
  }

  // ---- periods ------------------------------------------------------------------------------

  private List<MonthSpan> at(int i, Lead lead, List<MonthSpan> bases, Set<Ask> asks) {
    MonthSpan month = table.month();
    MonthSpan listed = listedPeriod(i);
    if (listed != null) {
      return List.of(listed);
    }
    MonthSpan run = fromTo(i);
    if (run != null && asks.contains(Ask.LEVEL)) {
      return List.of(run, month);
    }
    Token.Period left = adjacentLeft(i);
    Set<MonthSpan> at = new LinkedHashSet<>();
    if (left != null && left.span().single() && cumulativeAfter(left, i)) {
      return spans(i);
    }
    if (left != null && (!lead.reach || !left.span().single())) {
      at.add(left.span());
      if (based(left) && !possessive(left)) {
        at.add(month);
      }
      widen(left, at);
      return List.copyOf(at);
    }
    Token.Period right = adjacentRight(i);
    if (right != null) {
      at.add(right.span());
      widen(right, at);
      if (asks.contains(Ask.RATE) || asks.contains(Ask.DIFFERENCE)) {
        at.add(month);
      }
      return List.copyOf(at);
    }
    int start = sentence.start(i);
    if (sentence.at(start) instanceof Token.Mark when && WHEN.contains(when.text())
        || start > 0
            && sentence.at(start - 1) instanceof Token.Mark when2
            && when2.text().equals("when")) {
      Token.Period before = lastPeriod(start);
      if (before != null) {
        return List.of(before.span());
      }
    }
    if (lead.from || lead.than) {
      Mention rival = mentions.lastIn(0, i);
      if (lead.than && rival != null && rival.rival()) {
        at.add(month);
      }
      if (((Token.Num) sentence.at(i)).quantity().kind() == NumberKind.PERCENT
          && !((Token.Num) sentence.at(i)).quantity().range()
          && ((Token.Num) sentence.at(i)).quantity().sign() != 0) {
        at.add(month);
      }
      at.addAll(bases);
      sentencePeriods(at, month);
      at.add(month.minus(1));
      at.add(month.minus(12));
      return List.copyOf(at);
    }
    if (near(i, Cue.CUMULATIVE) && cumulative(i)) {
      return spans(i);
    }
    Token.Period clausePeriod = leading(sentence.start(i), i);
    if (clausePeriod != null) {
      at.add(clausePeriod.span());
      widen(clausePeriod, at);
      if (lead.reach) {
        at.add(month);
      }
      return List.copyOf(at);
    }
    at.add(month);
    Token.Period behind = unbased(i + 1, sentence.end(i));
    if (behind != null) {
      at.add(behind.span());
    }
    Token.Period first = leading(0, i);
    if (first != null) {
      at.add(first.span());
    }
    return List.copyOf(at);
  }

  /** 10月、9月和去年10月的订单分别为...: one period for each number of a list. */
  private @Nullable MonthSpan listedPeriod(int i) {
    List<MonthSpan> periods = new ArrayList<>();
    for (int j = sentence.start(i); j < i; j++) {
      boolean inList =
          sentence.joins(j + 1)
                  && sentence.at(Math.min(j + 2, sentence.size() - 1)) instanceof Token.Period
              || sentence.joins(j - 1) && j > 1 && sentence.at(j - 2) instanceof Token.Period;
      if (sentence.at(j) instanceof Token.Period period && inList) {
        periods.add(period.span());
      }
    }
    List<Integer> numbers = new ArrayList<>();
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Num) {
        numbers.add(j);
      }
    }
    List<Integer> run = run(numbers, i);
    return periods.size() > 1 && run.size() == periods.size() ? periods.get(run.indexOf(i)) : null;
  }

  /** "From January to May": as a run of months. */
  private @Nullable MonthSpan fromTo(int i) {
    for (int j = sentence.start(i) + 1; j + 2 < i; j++) {
      boolean pattern = sentence.is(j - 1, Cue.FROM) && sentence.is(j + 1, Cue.LEVEL);
      if (pattern
          && sentence.at(j) instanceof Token.Period first
          && sentence.at(j + 2) instanceof Token.Period last
          && first.span().from() < last.span().to()) {
        return new MonthSpan(first.span().from(), last.span().to());
      }
    }
    return null;
  }

  private Token.@Nullable Period lastPeriod(int before) {
    for (int j = before - 1; j >= 0; j--) {
      if (sentence.at(j) instanceof Token.Period period) {
        return period;
      }
    }
    return null;
  }

  /** 截至7月累计: what is counted up to a month, not in it. */
  private boolean cumulativeAfter(Token.Period period, int i) {
    for (int j = indexOf(period) + 1; j < i; j++) {
      if (sentence.is(j, Cue.CUMULATIVE)) {
        return true;
      }
    }
    return false;
  }

  private boolean cumulative(int i) {
    Token.Period period = leading(sentence.start(i), i);
    return period == null || period.span().single();
  }

  /** Longer periods that end with the month of the report. */
  private List<MonthSpan> spans(int i) {
    Set<MonthSpan> spans = new LinkedHashSet<>();
    for (int j = 0; j < sentence.size(); j++) {
      if (sentence.at(j) instanceof Token.Period period && !period.span().single()) {
        spans.add(period.span());
      }
    }
    if (spans.isEmpty()) {
      spans.addAll(table.longSpans());
    }
    if (spans.isEmpty()) {
      spans.add(new MonthSpan(table.month().yearOf() * 12, table.month().to()));
    }
    return List.copyOf(spans);
  }

  /** "Last year" may be the same month or the whole year, as the facts have it. */
  private void widen(Token.Period period, Set<MonthSpan> at) {
    MonthSpan span = period.span();
    if (span.equals(table.month().minus(12))) {
      for (int j = 0; j < sentence.size(); j++) {
        if (sentence.at(j) instanceof Token.Period other
            && other.span().months() > 1
            && other.span().to() == table.month().to()) {
          at.add(other.span().minus(12));
        }
      }
    }
    if (period.vague() && span.single()) {
      at.add(MonthSpan.year(span.yearOf()));
      at.add(new MonthSpan(span.yearOf() * 12, span.to()));
    } else if (period.vague()) {
      at.addAll(table.longSpans());
    }
    if (!span.single() && span.months() == 12 && span.from() % 12 == 0) {
      at.add(new MonthSpan(span.from(), span.from() + table.month().monthOf() - 1));
      at.add(MonthSpan.month(span.yearOf(), table.month().monthOf()));
    }
  }

  private void sentencePeriods(Set<MonthSpan> at, MonthSpan month) {
    for (int j = 0; j < sentence.size(); j++) {
      if (sentence.at(j) instanceof Token.Period period && !period.span().equals(month)) {
        at.add(period.span());
      }
    }
  }

  private Token.@Nullable Period adjacentLeft(int i) {
    int steps = 0;
    for (int j = i - 1; j >= sentence.start(i) && steps < 8; j--, steps++) {
      Token token = sentence.at(j);
      if (token instanceof Token.Period period) {
        return period;
      }
      boolean passes =
          token instanceof Token.Word word && word.text().length() < 12
              || token instanceof Token.Punctuation sign && "(:：".indexOf(sign.sign()) >= 0
              || token instanceof Token.Name && !rivalAt(j)
              || token instanceof Token.Mark mark && passes(mark);
      if (!passes) {
        return null;
      }
    }
    return null;
  }

  private boolean rivalAt(int j) {
    return mentions.all().stream()
        .anyMatch(mention -> mention.rival() && mention.first() <= j && mention.last() >= j);
  }

  private static boolean passes(Token.Mark mark) {
    if (Sentence.direction(mark) != 0
        || mark.is(Cue.MORE)
        || mark.is(Cue.LESS)
        || mark.is(Cue.YOY)
        || mark.is(Cue.MOM)
        || mark.is(Cue.THAN)
        || mark.is(Cue.FROM)
        || mark.is(Cue.BEAT)) {
      return false;
    }
    return mark.is(Cue.LEAD_IN)
        || mark.is(Cue.OF)
        || mark.is(Cue.LEVEL)
        || mark.is(Cue.ASMUCH)
        || mark.is(Cue.TOTAL)
        || mark.is(Cue.AVERAGE)
        || mark.is(Cue.PRONOUN)
        || mark.is(Cue.CUMULATIVE)
        || mark.is(Cue.SHARE)
        || mark.is(Cue.TOGETHER)
        || mark.is(Cue.ABOUT)
        || mark.is(Cue.EACH)
        || mark.is(Cue.COUNT_OF)
        || !mark.meaning().concepts().isEmpty()
        || !mark.meaning().dimensions().isEmpty();
  }

  private Token.@Nullable Period adjacentRight(int i) {
    int limit = Math.min(sentence.end(i), i + 7);
    for (int j = i + 1; j < limit; j++) {
      Token token = sentence.at(j);
      if (token instanceof Token.Period period) {
        boolean label =
            j + 1 < sentence.size()
                && sentence.at(j + 1) instanceof Token.Punctuation colon
                && (colon.sign() == ':' || colon.sign() == '：');
        return based(period) || label ? null : period;
      }
      boolean passes =
          token instanceof Token.Word
              || token instanceof Token.Punctuation sign
                  && (sign.sign() == '(' || sign.sign() == ')')
              || token instanceof Token.Mark mark && passes(mark) && !mark.is(Cue.LEVEL);
      if (!passes
          || token instanceof Token.Word word && !OF_PERIOD.matcher(word.text()).matches()) {
        return null;
      }
    }
    return null;
  }

  /** The first period before a number that nothing is compared with. */
  private Token.@Nullable Period leading(int from, int i) {
    for (int j = from; j < i; j++) {
      if (sentence.at(j) instanceof Token.Num && from > 0) {
        return null;
      }
      if (sentence.at(j) instanceof Token.Period period && !based(period)) {
        return period;
      }
    }
    return null;
  }

  private Token.@Nullable Period unbased(int from, int to) {
    for (int j = from; j < to; j++) {
      if (sentence.at(j) instanceof Token.Num) {
        return null;
      }
      if (sentence.at(j) instanceof Token.Period period && !based(period)) {
        return period;
      }
    }
    return null;
  }

  private int indexOf(Token.Period period) {
    for (int j = 0; j < sentence.size(); j++) {
      if (sentence.at(j) == period) {
        return j;
      }
    }
    return -1;
  }

  /** Whether something is compared with this period. */
  private boolean based(Token.Period period) {
    int at = indexOf(period);
    int j = at - 1;
    for (int steps = 0; j >= sentence.start(at) && steps < 4; j--, steps++) {
      Token token = sentence.at(j);
      if (token.is(Cue.THAN)
          || token.is(Cue.FROM)
          || token.is(Cue.TRAIL)
          || token.is(Cue.BEAT)
          || token.is(Cue.ASMUCH) && ((Token.Mark) token).text().startsWith("as ")) {
        return true;
      }
      if (token instanceof Token.Word word
          && word.text().equals("on")
          && j > 0
          && (Sentence.direction(sentence.at(j - 1)) != 0
              || sentence.at(j - 1) instanceof Token.Num)) {
        return true;
      }
      boolean small =
          token.is(Cue.LEAD_IN)
              || token instanceof Token.Word word && BEFORE_BASE.contains(word.text())
              || token.is(Cue.OF)
              || token instanceof Token.Mark mark
                  && (mark.text().equals("that") || mark.text().equals("as much"));
      if (!small) {
        break;
      }
    }
    if (sentence.is(at + 1, Cue.FLAT) || sentence.is(at + 2, Cue.FLAT)) {
      return true;
    }
    int next = at + 1;
    while (next < sentence.size()
        && (sentence.is(next, Cue.OF)
                && next + 1 < sentence.size()
                && !(sentence.at(next + 1) instanceof Token.Num)
            || sentence.at(next) instanceof Token.Mark mark
                && !mark.meaning().concepts().isEmpty())) {
      next++;
    }
    return next < sentence.size()
        && sentence.at(next) instanceof Token.Mark mark
        && COMPARED.contains(mark.text());
  }

  private boolean possessive(Token.Period period) {
    int next = indexOf(period) + 1;
    return sentence.is(next, Cue.OF)
        || next < sentence.size()
            && sentence.at(next) instanceof Token.Word word
            && (word.text().equals("'") || word.text().equals("s"))
        || next < sentence.size()
            && sentence.at(next) instanceof Token.Mark mark
            && !mark.meaning().concepts().isEmpty();
  }

  private List<MonthSpan> bases(int i, Quantity quantity) {
    int end = sentence.end(i);
    for (int j = i + 1; j < end && !(sentence.at(j) instanceof Token.Num); j++) {
      if (sentence.at(j) instanceof Token.Period period
          && (based(period)
              || quantity.kind() == NumberKind.MULTIPLE
              || quantity.form() == Form.FRACTION && asMuch(i, j))) {
        return base(period);
      }
    }
    int mark = basisMark(i);
    if (mark >= 0) {
      return List.of(
          table
              .month()
              .minus(sentence.is(mark, Cue.YOY) ? 12 : sentence.is(mark, Cue.QOQ) ? 3 : 1));
    }
    boolean multiple =
        quantity.kind() == NumberKind.MULTIPLE
            || quantity.form() == Form.FRACTION
            || quantity.form() == Form.GROWTH;
    for (int j = i - 1; j >= sentence.start(i); j--) {
      if (sentence.at(j) instanceof Token.Period period && (based(period) || multiple)) {
        return base(period);
      }
    }
    return List.of();
  }

  /** What a word without a number is compared with, as far as its clause says. */
  List<MonthSpan> basesIn(int i) {
    Set<MonthSpan> found = new LinkedHashSet<>();
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Period period
          && (based(period) || j > i || sentence.is(i, Cue.FLAT))
          && !period.span().equals(table.month())) {
        found.addAll(base(period));
      }
      if (basis(j)) {
        found.add(
            table.month().minus(sentence.is(j, Cue.YOY) ? 12 : sentence.is(j, Cue.QOQ) ? 3 : 1));
      }
    }
    for (int j = sentence.start(i) - 1; j >= 0 && found.isEmpty(); j--) {
      if (sentence.at(j) instanceof Token.Period period
          && based(period)
          && !period.span().equals(table.month())) {
        found.addAll(base(period));
      } else if (basis(j)) {
        found.add(
            table.month().minus(sentence.is(j, Cue.YOY) ? 12 : sentence.is(j, Cue.QOQ) ? 3 : 1));
      }
    }
    return List.copyOf(found);
  }

  private boolean asMuch(int i, int j) {
    for (int k = i + 1; k < j; k++) {
      if (sentence.is(k, Cue.ASMUCH) || sentence.is(k, Cue.OF)) {
        return true;
      }
    }
    return false;
  }

  private List<MonthSpan> base(Token.Period period) {
    if (period.span().equals(table.month())) {
      return List.of(period.span().minus(12));
    }
    Set<MonthSpan> spans = new LinkedHashSet<>();
    spans.add(period.span());
    widen(period, spans);
    if (period.span().single() || period.vague()) {
      return List.copyOf(spans);
    }
    spans.add(table.month().minus(12 * (table.month().yearOf() - period.span().yearOf())));
    return List.copyOf(spans);
  }

  /** 同比, month on month: the nearest on the left, then the nearest on the right. */
  private int basisMark(int i) {
    int end = sentence.end(i);
    int right = -1;
    for (int j = i + 1; j < end && !(sentence.at(j) instanceof Token.Num) && right < 0; j++) {
      right = basis(j) ? j : -1;
    }
    int left = -1;
    for (int j = i - 1; j >= sentence.start(i) && left < 0; j--) {
      if (sentence.at(j) instanceof Token.Num && !listed(j, i)) {
        break;
      }
      left = basis(j) ? j : -1;
    }
    if (left >= 0 && listOfBases(left) >= 0) {
      int place = placeAmong(i);
      int first = listOfBases(left);
      return place == 0 ? first : left;
    }
    if (right >= 0 && (left < 0 || right - i <= 3 && i - left > 3)) {
      return right;
    }
    return left;
  }

  private boolean basis(int j) {
    return sentence.is(j, Cue.YOY) || sentence.is(j, Cue.MOM) || sentence.is(j, Cue.QOQ);
  }

  /** The first mark of "同比和环比"; -1 where the mark stands alone. */
  private int listOfBases(int left) {
    return left >= 2 && sentence.joins(left - 1) && basis(left - 2) ? left - 2 : -1;
  }

  private int placeAmong(int i) {
    List<Integer> numbers = new ArrayList<>();
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Num) {
        numbers.add(j);
      }
    }
    return run(numbers, i).indexOf(i);
  }

  // ---- measures -----------------------------------------------------------------------------

  /** Fills in what is measured; true where the sentence names something no fact speaks of. */
  private boolean concepts(int i, Quantity quantity, Set<String> concepts) {
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
    return unknownNoun(i, quantity);
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
          && !(mark.is(Cue.LEVEL) && INCOME.contains(mark.text()))) {
        return mark.meaning().concepts();
      }
    }
    return Set.of();
  }

  /** 弃单率为 3%: a rate with a name that no fact has. */
  private boolean unknownRate(int i) {
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

  private boolean measured(int i) {
    for (int j = sentence.start(i); j < i; j++) {
      if (sentence.at(j) instanceof Token.Mark mark && !mark.meaning().concepts().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the clause speaks of what is to come, of which no fact can say anything. */
  boolean future(int i) {
    return near(i, Cue.FUTURE);
  }

  private boolean dated(int i) {
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Period || basis(j)) {
        return true;
      }
    }
    Token.Period first = leading(0, i);
    return first != null && !first.span().equals(table.month()) && !numberIn(indexOf(first));
  }

  private boolean numberIn(int clause) {
    for (int j = sentence.start(clause); j < sentence.end(clause); j++) {
      if (sentence.at(j) instanceof Token.Num) {
        return true;
      }
    }
    return false;
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
    return near(i, Cue.AVERAGE);
  }

  // ---- counting entities --------------------------------------------------------------------

  /** Kinds of entities that a number counts: eight categories, 两个品类. */
  private Set<String> counted(int i, Quantity quantity) {
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

  private int predicate(int i) {
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
      if (sentence.at(j) instanceof Token.Word word && word.text().startsWith("中")) {
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
