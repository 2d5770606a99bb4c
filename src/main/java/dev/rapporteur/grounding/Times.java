package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.Mentions.Mention;
import dev.rapporteur.grounding.Quantity.Form;
import dev.rapporteur.grounding.Scope.Ask;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says which period a number is of, and which period a change is measured from. */
final class Times {
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

  private final Clauses clauses;
  private final Sentence sentence;
  private final Mentions mentions;
  private final FactTable table;

  Times(Clauses clauses) {
    this.clauses = clauses;
    this.sentence = clauses.sentence;
    this.mentions = clauses.mentions;
    this.table = clauses.table;
  }

  /** Better than the first quarter of 2023: the first quarter of this year is. */
  List<MonthSpan> alongside(List<MonthSpan> at, List<MonthSpan> bases) {
    Set<MonthSpan> wider = new LinkedHashSet<>(at);
    for (MonthSpan base : bases) {
      if (base.months() > 1 && base.yearOf() < table.month().yearOf()) {
        wider.add(base.minus(-12 * (table.month().yearOf() - base.yearOf())));
      }
    }
    return List.copyOf(wider);
  }

  /** A change is measured from an earlier period. */
  List<MonthSpan> after(List<MonthSpan> at, List<MonthSpan> bases) {
    List<MonthSpan> later =
        at.stream().filter(span -> bases.stream().anyMatch(base -> base.to() < span.to())).toList();
    return later.isEmpty() ? List.of(table.month()) : later;
  }

  // ---- periods ------------------------------------------------------------------------------

  List<MonthSpan> at(int i, Wording.Lead lead, List<MonthSpan> bases, Set<Ask> asks) {
    MonthSpan month = table.month();
    MonthSpan listed = listedPeriod(i);
    if (listed != null) {
      return List.of(listed);
    }
    if (thisYear(i)) {
      return List.of(month);
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
    if (left != null && (!lead.reach() || !left.span().single())) {
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
    if (lead.from() || lead.than()) {
      if (lead.than() && otherMeasure(i)) {
        return List.of(month);
      }
      Mention rival = mentions.lastIn(0, i);
      if (lead.than() && rival != null && rival.rival()) {
        at.add(month);
      }
      if (((Token.Num) sentence.at(i)).quantity().kind() == NumberKind.PERCENT
          && !((Token.Num) sentence.at(i)).quantity().range()
          && ((Token.Num) sentence.at(i)).quantity().sign() != 0) {
        at.add(month);
      }
      int known = at.size();
      at.addAll(bases);
      sentencePeriods(i, at, month);
      if (at.size() == known) {
        at.add(month.minus(1));
        at.add(month.minus(12));
      }
      return List.copyOf(at);
    }
    if (clauses.near(i, Cue.CUMULATIVE) && cumulative(i)) {
      return spans(i);
    }
    Token.Period clausePeriod = leading(sentence.start(i), i);
    if (clausePeriod != null) {
      at.add(clausePeriod.span());
      widen(clausePeriod, at);
      if (lead.reach()) {
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

  /** 增速低于上网电量的5.0%: compared with another measure, and not with another period. */
  private boolean otherMeasure(int i) {
    boolean measure = false;
    for (int j = i - 1; j >= sentence.start(i) && !sentence.is(j, Cue.THAN); j--) {
      if (sentence.at(j) instanceof Token.Period || sentence.at(j) instanceof Token.Num) {
        return false;
      }
      measure |= sentence.at(j) instanceof Token.Mark mark && !mark.meaning().concepts().isEmpty();
    }
    return measure;
  }

  /** "This year" beside a number, where the year before was spoken of. */
  private boolean thisYear(int i) {
    for (int j = i - 1; j >= sentence.start(i) && !(sentence.at(j) instanceof Token.Num); j--) {
      if (sentence.is(j, Cue.THIS_YEAR)) {
        return !clauses.near(i, Cue.CUMULATIVE) && !clauses.near(i, Cue.THAN);
      }
    }
    return false;
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
    List<Integer> run = clauses.run(numbers, i);
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

  private void sentencePeriods(int i, Set<MonthSpan> at, MonthSpan month) {
    for (int j = 0; j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Period period && !period.span().equals(month)) {
        at.add(period.span());
        at.add(new MonthSpan(period.span().from(), period.span().from()));
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
  Token.@Nullable Period leading(int from, int i) {
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
    if (sentence.is(next, Cue.OF)
        && next + 2 < sentence.size()
        && sentence.at(next + 1) instanceof Token.Num) {
      next += 2;
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

  List<MonthSpan> bases(int i, Quantity quantity) {
    int end = sentence.end(i);
    for (int j = i + 1; j < end && !(sentence.at(j) instanceof Token.Num); j++) {
      if (sentence.at(j) instanceof Token.Period period
          && (based(period)
              || quantity.kind() == NumberKind.MULTIPLE
              || quantity.form() == Form.FRACTION && clauses.asMuch(i, j))) {
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
      if (clauses.basis(j)) {
        found.add(
            table.month().minus(sentence.is(j, Cue.YOY) ? 12 : sentence.is(j, Cue.QOQ) ? 3 : 1));
      }
    }
    for (int j = sentence.start(i) - 1; j >= 0 && found.isEmpty(); j--) {
      if (sentence.at(j) instanceof Token.Period period
          && based(period)
          && !period.span().equals(table.month())) {
        found.addAll(base(period));
      } else if (clauses.basis(j)) {
        found.add(
            table.month().minus(sentence.is(j, Cue.YOY) ? 12 : sentence.is(j, Cue.QOQ) ? 3 : 1));
      }
    }
    return List.copyOf(found);
  }

  List<MonthSpan> base(Token.Period period) {
    if (period.span().equals(table.month())) {
      return List.of(period.span().minus(12));
    }
    Set<MonthSpan> spans = new LinkedHashSet<>();
    spans.add(period.span());
    widen(period, spans);
    if (period.span().single() || period.vague()) {
      return List.copyOf(spans);
    }
    int years = table.month().yearOf() - period.span().yearOf();
    if (years > 0) {
      spans.add(table.month().minus(12 * years));
    }
    return List.copyOf(spans);
  }

  /** 同比, month on month: the nearest on the left, then the nearest on the right. */
  private int basisMark(int i) {
    int end = sentence.end(i);
    int right = -1;
    for (int j = i + 1; j < end && !(sentence.at(j) instanceof Token.Num) && right < 0; j++) {
      right = clauses.basis(j) ? j : -1;
    }
    int left = -1;
    for (int j = i - 1; j >= sentence.start(i) && left < 0; j--) {
      if (sentence.at(j) instanceof Token.Num && !clauses.listed(j, i)) {
        break;
      }
      left = clauses.basis(j) ? j : -1;
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

  /** The first mark of "同比和环比"; -1 where the mark stands alone. */
  private int listOfBases(int left) {
    return left >= 2 && sentence.joins(left - 1) && clauses.basis(left - 2) ? left - 2 : -1;
  }

  private int placeAmong(int i) {
    List<Integer> numbers = new ArrayList<>();
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Num) {
        numbers.add(j);
      }
    }
    return clauses.run(numbers, i).indexOf(i);
  }

  /**
   * Periods that a number may be of where its clause names none: the month of the report and the
   * longer ones that end with it.
   */
  Set<MonthSpan> nearby(int i) {
    if (dated(i)) {
      return Set.of();
    }
    Set<MonthSpan> near = new LinkedHashSet<>(table.longSpans());
    near.add(table.month());
    return near;
  }

  boolean dated(int i) {
    for (int j = sentence.start(i); j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Period || clauses.basis(j)) {
        return true;
      }
    }
    Token.Period first = leading(0, i);
    return first != null
        && !first.span().equals(table.month())
        && !clauses.numberIn(indexOf(first));
  }
}
