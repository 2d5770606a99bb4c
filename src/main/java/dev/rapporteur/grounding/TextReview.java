package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberClaim;
import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.GroundingVerdict.Contradicted;
import dev.rapporteur.grounding.GroundingVerdict.Supported;
import dev.rapporteur.grounding.GroundingVerdict.Unverifiable;
import dev.rapporteur.grounding.Quantity.Form;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Goes through a text sentence by sentence and gathers its findings. */
final class TextReview {
  private static final Pattern WHOLE_WORDS = Pattern.compile("all|全部|所有|.*\\bof");
  private static final Set<String> WHOLE_MARKS =
      Set.of("of", "all", "the only one of", "共有", "共", "our");
  private static final Set<String> PLACES =
      Set.of("place", "spot", "position", "rank", "places", "slot");
  private static final Pattern LETTERS = Pattern.compile("[a-z]+");
  private static final Set<String> RANK_FOLLOWERS =
      Set.of(
          "in", "for", "and", "among", "by", "overall", "behind", "after", "again", "this", "on");

  private static final Pattern LEADING_DIGITS = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");
  private static final Pattern RATING =
      Pattern.compile(
          "[ -]?(?:kw|mw|kva|gb|tb|mb|mm|cm|ml|inch(?:es)?|[kmg]?hz|volts?|watts?|mah|dpi)(?![a-z])|千瓦(?!时)|毫米|厘米|英寸");
  private static final Set<String> NONE = Set.of("no", "none", "nobody", "nowhere", "无", "没有一个");

  private final SourceText text;
  private final FactTable table;
  private final List<BoundSpan> bound;
  private final Passages passages;
  private final Discourse discourse;
  private final Readings readings;
  private final Derivations derivations;
  private final List<Finding> findings = new ArrayList<>();
  private Sentence sentence = new Sentence(List.of());

  TextReview(SourceText text, FactTable table, List<BoundSpan> bound, Passages passages) {
    this.passages = passages;
    this.text = text;
    this.table = table;
    this.bound = bound;
    this.discourse = new Discourse(table, this::measured);
    this.readings = new Readings(table);
    this.derivations = new Derivations(table, readings);
  }

  private boolean measured(Token.Num number) {
    return number.end() > number.start() + 1
        && "个条家座类款种".indexOf(text.lower().charAt(number.end() - 1)) >= 0;
  }

  List<Finding> findings() {
    return findings;
  }

  void read(Sentence next) {
    sentence = next;
    discourse.enter(next);
    for (int i = 0; i < next.size(); i++) {
      switch (next.at(i)) {
        case Token.Num number -> number(i, number);
        case Token.Quote quote -> quotation(quote);
        case Token.Reference reference -> reference(reference);
        case Token.Word word -> {}
        case Token.Mark mark -> {}
        case Token.Name name -> {}
        case Token.Period period -> {}
        case Token.Punctuation sign -> {}
      }
    }
    for (WordClaims.Judged judged : new WordClaims(table, readings, discourse, next).read()) {
      word(judged);
    }
    discourse.leave();
  }

  private void word(WordClaims.Judged judged) {
    int first = sentence.at(judged.first()).start();
    int last = sentence.at(judged.last()).end();
    int start = text.codePoint(first);
    int end = text.codePointEnd(last);
    if (findings.stream().anyMatch(known -> known.start() < end && start < known.end())) {
      return;
    }
    Claim claim =
        judged.order() ? new Claim.ComparisonClaim("an order") : new Claim.TrendClaim("a change");
    GroundingVerdict verdict =
        judged.holds()
            ? new Supported(judged.figures(), judged.said())
            : new Contradicted(judged.figures(), judged.said());
    findings.add(
        new Finding(
            start,
            end,
            text.original(first, last),
            claim,
            verdict,
            table.reasons().order(judged.said())));
  }

  private void number(int i, Token.Num number) {
    if (discourse.mentions().selects(i)) {
      return;
    }
    Quantity quantity = converted(number, discourse.qualified(i, number.quantity()));
    Scope scope = discourse.scope(i, quantity);
    BoundSpan filled = filled(number);
    if (filled != null) {
      filled(number, filled, scope, quantity);
      return;
    }
    if (!claims(i, quantity, scope)) {
      return;
    }
    Search search = new Search(quantity);
    boolean fine =
        quantity.step() > 0
            && quantity.value() / quantity.step() >= 100
            && quantity.form() == Form.DIGITS;
    if (!scope.unknown()) {
      readings.search(scope, search);
    }
    boolean plain =
        !scope.asks().equals(Set.of(Scope.Ask.LEVEL)) && quantity.kind() == NumberKind.PERCENT
            || quantity.kind() == NumberKind.AMOUNT
            || quantity.kind() == NumberKind.COUNT;
    if (!search.done() && fine && plain && scope.counted().isEmpty()) {
      readings.search(scope.widened(discourse.nearby(i)), search);
    }
    boolean asked = discourse.averages();
    if (!search.done() && !scope.unknown() && (fine || asked) && scope.counted().isEmpty()) {
      derivations.search(scope, asked, discourse.per(), search);
    }
    if (!search.done()
        && quantity.kind() == NumberKind.PERCENT
        && quantity.form() == Form.DIGITS
        && mentionsNothing(i)) {
      derivations.named(scope, discourse.measured(), search);
    }
    if (!search.done() && quantity.kind() == NumberKind.POINTS) {
      derivations.apart(scope, discourse.measured(), search);
    }
    if (!search.done() && inherited(i, quantity) != null) {
      Quantity same = inherited(i, quantity);
      Search again = new Search(same);
      readings.search(discourse.scope(i, same), again);
      search = again.done() ? again : search;
    }
    if (!search.done() && scope.unknown() && quantity.value() >= 20) {
      synonyms(scope, search);
    }
    String passage = !search.done() && cites() ? passages.holding(quantity) : null;
    if (passage != null) {
      put(
          number,
          new Claim.CitationClaim(passage),
          new Supported(List.of(passage), passage),
          table.reasons().passageSays(passage));
      return;
    }
    if (!search.done() && (reference(i, scope, quantity) || discourse.future(i))) {
      return;
    }
    add(number, claim(scope, quantity), search, scope);
  }

  /** "Up 16 basis points on the year and 4 on the month": the unit of the number before. */
  private @Nullable Quantity inherited(int i, Quantity quantity) {
    boolean bare =
        quantity.kind() == NumberKind.COUNT
            && quantity.form() == Form.DIGITS
            && quantity.concepts().isEmpty();
    boolean ends =
        i + 1 >= sentence.size()
            || !(sentence.at(i + 1) instanceof Token.Word word && word.text().length() > 2)
                && !(sentence.at(i + 1) instanceof Token.Mark mark
                    && !mark.meaning().concepts().isEmpty());
    if (bare && sentence.is(i - 1, Cue.FROM) && sentence.is(i + 1, Cue.LEVEL)) {
      return sharing(i, quantity);
    }
    for (int j = i - 1; bare && ends && j >= 0; j--) {
      if (sentence.at(j) instanceof Token.Num before) {
        Quantity first = before.quantity();
        boolean rate = first.kind() == NumberKind.POINTS || first.kind() == NumberKind.PERCENT;
        double scale = first.step() < 1 && shownWhole(before) ? 0.01 : 1;
        return rate ? quantity.with(first.kind()).times(scale) : null;
      }
    }
    return null;
  }

  /** "From 40.8 to 40.6 cents": the unit stands behind the second number. */
  private @Nullable Quantity sharing(int i, Quantity quantity) {
    if (i + 2 < sentence.size() && sentence.at(i + 2) instanceof Token.Num next) {
      Matcher digits = LEADING_DIGITS.matcher(text.lower().substring(next.start(), next.end()));
      Quantity second = next.quantity();
      if (digits.find()) {
        double shown = Double.parseDouble(digits.group().replace(",", ""));
        return shown == 0 || second.kind() == NumberKind.COUNT && second.value() == shown
            ? null
            : second
                .times(quantity.value() / shown)
                .stepped(quantity.step() * second.value() / shown);
      }
    }
    return null;
  }

  /** Whether a number shows no decimals: "16 basis points", which is 0.16 points. */
  private boolean shownWhole(Token.Num number) {
    return text.lower().substring(number.start(), number.end()).indexOf('.') < 0;
  }

  /** 350 kW, 64 GB: the size of a thing. */
  private boolean rating(Token.Num number) {
    String lower = text.lower();
    return RATING
        .matcher(lower)
        .region(number.end(), Math.min(lower.length(), number.end() + 8))
        .lookingAt();
  }

  private boolean mentionsNothing(int i) {
    return discourse.mentions().lastIn(0, sentence.size()) == null && sentence.is(i - 1, Cue.THAN);
  }

  /** What the lists take for another measure may be a word for one that only the facts name. */
  private void synonyms(Scope scope, Search search) {
    for (Scope.Focus focus : scope.focuses()) {
      for (MonthSpan at : scope.at()) {
        for (Readings.Level level : readings.levels(focus.entities().get(0), at, Set.of())) {
          boolean same =
              search.quantity().kind() == NumberKind.COUNT
                  && level.entry().unit() == UnitKind.COUNT;
          if (same && focus.join() == Scope.Join.ONE) {
            search.offer(level.value(), level.formula(), level.entry());
          }
        }
      }
    }
  }

  /** A number in another unit of energy or weight than the facts use, put into theirs. */
  private Quantity converted(Token.Num number, Quantity quantity) {
    double factor = table.conversion(PhysicalUnit.at(text.lower(), number.end()));
    return factor == 1 ? quantity : quantity.times(factor);
  }

  /** "Two regions, East and West" names a few and counts nothing. */
  private boolean reference(int i, Scope scope, Quantity quantity) {
    if (scope.counted().isEmpty() || scope.predicate() != 0) {
      return false;
    }
    boolean whole = false;
    for (int j = Math.max(0, i - 2); j < i; j++) {
      Token token = sentence.at(j);
      whole |=
          token instanceof Token.Word word && WHOLE_WORDS.matcher(word.text()).matches()
              || token instanceof Token.Mark mark && WHOLE_MARKS.contains(mark.text());
    }
    return !whole && readings.mostCounted(scope) >= quantity.value();
  }

  /** Whether the sentence names a source, in brackets. */
  private boolean cites() {
    for (int i = 0; i < sentence.size(); i++) {
      if (sentence.at(i) instanceof Token.Quote) {
        return !passages.none();
      }
    }
    return false;
  }

  private void quotation(Token.Quote quote) {
    String shown = text.lower().substring(quote.start() + 1, quote.end() - 1);
    if (passages.none() || quote.citation() || shown.chars().noneMatch(Character::isDigit)) {
      return;
    }
    String passage = passages.quoting(shown);
    if (passage != null) {
      put(
          quote,
          new Claim.CitationClaim(passage),
          new Supported(List.of(passage), passage),
          table.reasons().passageSays(passage));
    } else {
      put(
          quote,
          new Claim.CitationClaim("a quotation"),
          new Unverifiable(),
          table.reasons().noPassage());
    }
  }

  private void reference(Token.Reference reference) {
    boolean known = table.byId(reference.id()) != null;
    String reason =
        reference.id().isEmpty()
            ? table.reasons().halfReference()
            : known ? table.reasons().notFilled() : table.reasons().noFigure(reference.id());
    put(reference, new Claim.CitationClaim("a figure reference"), new Unverifiable(), reason);
  }

  private @Nullable BoundSpan filled(Token.Num number) {
    int start = text.codePoint(number.start());
    int end = text.codePointEnd(number.end());
    for (BoundSpan span : bound) {
      if (span.start() < end && start < span.end()) {
        return span;
      }
    }
    return null;
  }

  /** A filled value is right; who, when and which way the sentence says is checked. */
  private void filled(Token.Num number, BoundSpan span, Scope scope, Quantity quantity) {
    FactTable.Entry entry = table.byId(span.figureId());
    if (entry == null) {
      put(
          number,
          claim(scope, quantity),
          new Unverifiable(),
          table.reasons().noFigure(span.figureId()));
      return;
    }
    String wrong = misplaced(entry, scope);
    if (wrong.isEmpty()) {
      put(
          number,
          claim(scope, quantity),
          new Supported(List.of(span.figureId()), span.figureId()),
          table.reasons().filled(span.figureId()));
    } else {
      put(number, claim(scope, quantity), new Contradicted(List.of(span.figureId()), wrong), wrong);
    }
  }

  private String misplaced(FactTable.Entry entry, Scope scope) {
    boolean named =
        scope.focuses().stream().anyMatch(focus -> focus.entities().contains(entry.entity()));
    boolean mentioned =
        discourse.mentions().all().stream()
            .anyMatch(
                mention ->
                    mention.members().stream().anyMatch(member -> member.contains(entry.entity())));
    if (!named
        && !mentioned
        && !scope.rivals().contains(entry.entity())
        && scope.focuses().stream().noneMatch(focus -> focus.join() == Scope.Join.REST)) {
      return table
          .reasons()
          .otherEntity(who(scope), entry.fact().id(), table.entityName(entry.entity()));
    }
    MonthSpan period = entry.period();
    boolean change =
        entry.sense().role() == MetricSense.Role.RATE
            || entry.sense().role() == MetricSense.Role.DIFFERENCE;
    if (scope.dated()
        && period != null
        && !change
        && !scope.at().contains(period)
        && !scope.bases().contains(period)) {
      return table.reasons().otherPeriod(scope.at().get(0), entry.fact().id(), period);
    }
    if (change && scope.direction() != 0 && Math.signum(entry.value()) == -scope.direction()) {
      return table
          .reasons()
          .otherDirection(
              scope.direction() > 0, entry.fact().id(), entry.fact().value().toPlainString());
    }
    return "";
  }

  private void put(Token token, Claim claim, GroundingVerdict verdict, String reason) {
    findings.add(
        new Finding(
            text.codePoint(token.start()),
            text.codePointEnd(token.end()),
            text.original(token.start(), token.end()),
            claim,
            verdict,
            reason));
  }

  /** Whether a number says something that facts could hold. */
  private boolean claims(int i, Quantity quantity, Scope scope) {
    if (quantity.kind() == NumberKind.RANK) {
      return ranks(i);
    }
    Token.Num number = (Token.Num) sentence.at(i);
    if (quantity.bound() == Quantity.Bound.OVER || quantity.bound() == Quantity.Bound.UNDER) {
      for (int j = sentence.start(i); j < i; j++) {
        if (sentence.at(j) instanceof Token.Num counting
            && counting.quantity().kind() == NumberKind.COUNT
            && !discourse.scope(j, counting.quantity()).counted().isEmpty()) {
          return false;
        }
      }
    }
    if (quantity.bound() != Quantity.Bound.EXACT && quantity.bound() != Quantity.Bound.ABOUT) {
      for (int j = sentence.start(i); j < i; j++) {
        if (sentence.at(j) instanceof Token.Word none && NONE.contains(none.text())) {
          return false;
        }
      }
    }
    if (quantity.kind() == NumberKind.COUNT && !table.rated() && rating(number)) {
      return false;
    }
    if (duration(i, quantity) || text.lower().charAt(number.end() - 1) == '大') {
      return false;
    }
    if (!scope.counted().isEmpty() && threshold(i)) {
      return false;
    }
    if (quantity.form() == Form.WORD && quantity.kind() == NumberKind.COUNT) {
      return !scope.counted().isEmpty()
          || !scope.concepts().isEmpty() && nounFollows(i)
          || scope.asks().contains(Scope.Ask.DIFFERENCE) && moreFollows(i)
          || quantity.concepts().size() > 0
          || sentence.is(i - 1, Cue.FROM)
          || sentence.is(i - 1, Cue.LEVEL)
          || sentence.is(i - 1, Cue.BY)
          || sentence.is(i - 1, Cue.COUNT_OF);
    }
    return true;
  }

  /** "Three regions grew by more than 40 %": what is counted depends on a bound. */
  private boolean threshold(int i) {
    for (int j = i + 1; j < sentence.end(i); j++) {
      if (sentence.at(j) instanceof Token.Num bounded
          && (bounded.quantity().bound() == Quantity.Bound.OVER
              || bounded.quantity().bound() == Quantity.Bound.UNDER)) {
        return true;
      }
    }
    return false;
  }

  private boolean nounFollows(int i) {
    for (int j = i + 1; j < Math.min(sentence.end(i), i + 4); j++) {
      if (sentence.at(j) instanceof Token.Mark mark && !mark.meaning().concepts().isEmpty()) {
        return true;
      }
      if (!(sentence.at(j) instanceof Token.Word)) {
        return false;
      }
    }
    return false;
  }

  private boolean moreFollows(int i) {
    return sentence.is(i + 1, Cue.MORE)
        || sentence.is(i + 1, Cue.LESS)
        || sentence.is(i + 2, Cue.MORE)
        || sentence.is(i + 2, Cue.LESS);
  }

  private boolean duration(int i, Quantity quantity) {
    return quantity.kind() == NumberKind.COUNT
        && sentence.is(i + 1, Cue.DURATIONS)
        && !table.measuresTime();
  }

  /** An ordinal ranks only where its surroundings say so. */
  private boolean ranks(int i) {
    Token.Num number = (Token.Num) sentence.at(i);
    String shown = text.lower().substring(number.start(), number.end());
    if (shown.startsWith("第")
        || shown.startsWith("no")
        || shown.startsWith("#")
        || shown.startsWith("number")) {
      return !sentence.is(i + 1, Cue.DURATIONS);
    }
    if (sentence.is(i + 1, Cue.DURATIONS)
        || i + 1 < sentence.size()
            && sentence.at(i + 1) instanceof Token.Word word
            && word.text().equals("time")) {
      return false;
    }
    boolean bare =
        i > 0
            && sentence.at(i - 1) instanceof Token.Name
            && (i + 1 >= sentence.size() || sentence.at(i + 1) instanceof Token.Punctuation);
    if (bare && ranked(i)) {
      return true;
    }
    for (int j = i + 1; j <= i + 2; j++) {
      if (sentence.is(j, Cue.LARGEST)
          || sentence.is(j, Cue.FASTEST)
          || sentence.is(j, Cue.STEEPEST)
          || j < sentence.size()
              && sentence.at(j) instanceof Token.Mark mark
              && PLACES.contains(mark.text())) {
        return true;
      }
    }
    boolean free =
        i + 1 >= sentence.size()
            || !(sentence.at(i + 1) instanceof Token.Word word
                    && LETTERS.matcher(word.text()).matches()
                    && !RANK_FOLLOWERS.contains(word.text()))
                && !(sentence.at(i + 1) instanceof Token.Mark mark
                    && (!mark.meaning().concepts().isEmpty()
                        || !mark.meaning().dimensions().isEmpty()));
    return free
        && (sentence.is(i - 1, Cue.RANK)
            || sentence.is(i - 2, Cue.RANK)
                && (sentence.at(i - 1).is(Cue.LEAD_IN) || sentence.at(i - 1) instanceof Token.Word)
            || i > 0 && sentence.at(i - 1) instanceof Token.Word in && in.text().equals("in"));
  }

  /** Whether an earlier ordinal of the sentence ranks. */
  private boolean ranked(int i) {
    for (int j = 0; j < i; j++) {
      if (sentence.at(j) instanceof Token.Num number
          && number.quantity().kind() == NumberKind.RANK
          && ranks(j)) {
        return true;
      }
    }
    return false;
  }

  private static NumberClaim claim(Scope scope, Quantity quantity) {
    return new NumberClaim(
        scope.concepts().isEmpty()
            ? "a number"
            : String.join(", ", scope.concepts().stream().sorted().toList()),
        quantity.kind());
  }

  private void add(Token.Num number, NumberClaim claim, Search search, Scope scope) {
    Search.Reading hit = search.hit();
    Search.Reading closest = search.closest();
    GroundingVerdict verdict;
    String reason;
    if (hit != null) {
      verdict = new Supported(hit.figures(), hit.formula());
      reason = table.reasons().gives(hit.formula(), plain(hit.value()));
    } else if (closest != null && !scope.unknown()) {
      verdict =
          new Contradicted(closest.figures(), closest.formula() + " = " + plain(closest.value()));
      reason = table.reasons().dataGive(who(scope), plain(closest.value()), closest.formula());
    } else {
      verdict = new Unverifiable();
      reason = scope.unknown() ? table.reasons().noMeasure() : table.reasons().noFact(who(scope));
    }
    put(number, claim, verdict, reason);
  }

  private String who(Scope scope) {
    return table
        .reasons()
        .who(
            scope.focuses().stream()
                .limit(2)
                .map(focus -> focus.entities().stream().map(table::entityName).toList())
                .toList());
  }

  private static String plain(double value) {
    return new BigDecimal(value, new MathContext(10)).stripTrailingZeros().toPlainString();
  }
}
