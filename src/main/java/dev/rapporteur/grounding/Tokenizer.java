package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.Quantity.Bound;
import dev.rapporteur.grounding.Quantity.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a folded text into tokens, left to right, longest reading first. */
final class Tokenizer {
  private static final Set<String> BETWEEN = Set.of("between", "介于", "在");
  private static final Set<String> RANGE_AND = Set.of("and", "和", "与");
  private static final Set<String> RANGE_TO = Set.of("to", "至", "到");

  private static final Pattern NOT_A_NUMBER =
      Pattern.compile("\\d+(?::\\d+)+|\\d+(?:/\\d+)+|\\d+(?:\\.\\d+){2,}|\\d+-\\d+-\\d+|\\d{19,}");
  private static final Pattern NUMBERED_NAME =
      Pattern.compile(
          "(?!mid-|sub-|non-|pre-|post-|top-|no-|q[1-4]-|h[12]-)[a-z]{1,12}-\\d[a-z0-9-]*");
  private static final Pattern LIST_MARK = Pattern.compile("\\(?\\d{1,2}[.)] ");
  private static final Set<String> AFTER_ONLY =
      Set.of(
          "多",
          "余",
          "以上",
          "还多",
          "有余",
          "出头",
          "开外",
          "强",
          "弱",
          "以下",
          "左右",
          "上下",
          "前后",
          "多一点",
          "or so",
          "or more",
          "or less",
          "or fewer",
          "and more",
          "or better",
          "or thereabouts",
          "thereabouts",
          "give or take");
  private static final String PUNCTUATION = ",;:.!?()，；：。！？、—–\n•|~";
  private static final int QUOTE_REACH = 400;

  private final SourceText text;
  private final String lower;
  private final Words words;
  private final EntityNames names;
  private final PhraseTrie<Meaning> ownWords;
  private final NumberReader numbers;
  private final PeriodReader periods;
  private final List<Token> tokens = new ArrayList<>();

  Tokenizer(
      SourceText text,
      Words words,
      EntityNames names,
      PhraseTrie<Meaning> ownWords,
      MonthSpan month) {
    this.text = text;
    this.lower = text.lower();
    this.words = words;
    this.names = names;
    this.ownWords = ownWords;
    this.numbers = new NumberReader(lower, words, ownWords);
    this.periods = new PeriodReader(text, month);
  }

  List<Token> tokens() {
    int position = 0;
    while (position < lower.length()) {
      position = next(position);
    }
    return tokens;
  }

  private int next(int start) {
    char c = lower.charAt(start);
    if (c == ' ' || c == '\t' || c == '\r') {
      return start + 1;
    }
    int quoted = quoted(start, c);
    if (quoted > start) {
      return quoted;
    }
    PhraseTrie.Match<List<Integer>> name = names.longest(text, start);
    PhraseTrie.Match<Meaning> mark = mark(start);
    Matcher numbered = at(NUMBERED_NAME, start);
    boolean wordStart = start == 0 || !PhraseTrie.latin(lower.charAt(start - 1));
    if (name == null && wordStart && c >= 'a' && c <= 'z' && numbered.lookingAt()) {
      tokens.add(new Token.Word(start, numbered.end(), lower.substring(start, numbered.end())));
      return numbered.end();
    }
    boolean noun =
        mark != null && mark.value().cues().isEmpty() && !mark.value().concepts().isEmpty();
    if (name != null && (mark == null || noun || name.end() >= mark.end())) {
      tokens.add(new Token.Name(start, name.end(), name.value()));
      return name.end();
    }
    if (mark != null && mark.value().is(Cue.SKIP) && !digit(c)) {
      NumberReader.Hit longer = numbers.read(start);
      if (longer == null || longer.end() <= mark.end()) {
        tokens.add(new Token.Word(start, mark.end(), lower.substring(start, mark.end())));
        return mark.end();
      }
    }
    return dated(start, c, mark);
  }

  private PhraseTrie.@Nullable Match<Meaning> mark(int start) {
    PhraseTrie.Match<Meaning> known = words.longest(lower, start);
    PhraseTrie.Match<Meaning> own = ownWords.longest(lower, start);
    return own != null && (known == null || own.end() >= known.end()) ? own : known;
  }

  private int dated(int start, char c, PhraseTrie.@Nullable Match<Meaning> mark) {
    PeriodReader.Hit period = periods.read(start);
    MonthSpan named = mark == null ? null : relative(mark.value());
    if (period != null && (mark == null || period.end() >= mark.end())) {
      if (period.span() != null
          && !period.span().single()
          && !tokens.isEmpty()
          && tokens.get(tokens.size() - 1) instanceof Token.Mark same
          && same.is(Cue.SAME_MONTH)) {
        tokens.set(
            tokens.size() - 1,
            new Token.Period(
                same.start(),
                period.end(),
                MonthSpan.month(period.span().yearOf(), periodsMonth().monthOf()),
                false));
      } else if (period.span() != null) {
        tokens.add(new Token.Period(start, period.end(), period.span(), period.vague()));
      }
      return period.end();
    }
    NumberReader.Hit number = number(start, c);
    if (number != null
        && mark != null
        && mark.value().is(Cue.PAIR)
        && number.end() <= mark.end()
        && (tokens.isEmpty() || !tokens.get(tokens.size() - 1).is(Cue.TOPN))) {
      number = null;
    }
    if (number != null
        && (mark == null
            || number.end() > mark.end()
            || number.end() == mark.end() && named == null)) {
      return numbered(number);
    }
    if (named != null && mark != null) {
      addRelative(start, mark, named);
      return mark.end();
    }
    if (mark != null) {
      tokens.add(
          new Token.Mark(start, mark.end(), lower.substring(start, mark.end()), mark.value()));
      return mark.end();
    }
    return plain(start, c);
  }

  /** "The same month of 1996" and "1996年同期" are one period. */
  private void addRelative(int start, PhraseTrie.Match<Meaning> mark, MonthSpan named) {
    Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
    boolean same = lower.startsWith("同期", start) || lower.startsWith("同月", start);
    if (same
        && last instanceof Token.Period period
        && period.end() == start
        && !period.span().single()) {
      tokens.set(
          tokens.size() - 1,
          new Token.Period(
              period.start(),
              mark.end(),
              MonthSpan.month(period.span().yearOf(), periodsMonth().monthOf()),
              false));
      return;
    }
    tokens.add(
        new Token.Period(
            start, mark.end(), named, mark.value().is(Cue.YEAR_AGO) && vague(start, mark.end())));
  }

  private boolean vague(int start, int end) {
    String shown = lower.substring(start, end);
    return shown.equals("去年")
        || shown.equals("上年")
        || shown.equals("last year")
        || shown.equals("上一年");
  }

  private MonthSpan periodsMonth() {
    return periods.month();
  }

  private @Nullable MonthSpan relative(Meaning meaning) {
    MonthSpan month = periods.month();
    if (meaning.is(Cue.YEAR_AGO)) {
      return month.minus(12);
    }
    if (meaning.is(Cue.MONTH_AGO)) {
      return month.minus(1);
    }
    if (meaning.is(Cue.THIS_MONTH)) {
      return month;
    }
    if (meaning.is(Cue.YEAR_TO_DATE)) {
      return new MonthSpan(month.yearOf() * 12, month.to());
    }
    return null;
  }

  private NumberReader.@Nullable Hit number(int start, char c) {
    if (digit(c)
        && start > 0
        && (lower.charAt(start - 1) == '_' || lower.charAt(start - 1) == '#')) {
      return null;
    }
    if (digit(c)) {
      Matcher other = at(NOT_A_NUMBER, start);
      if (other.lookingAt()
          && !lower.startsWith("1/", start)
          && !lower.startsWith("2/", start)
          && !lower.startsWith("3/", start)) {
        return null;
      }
    }
    if ((digit(c) || c == '(') && lineStart(start) && at(LIST_MARK, start).lookingAt()) {
      return null;
    }
    return numbers.read(start);
  }

  private boolean lineStart(int start) {
    int i = start - 1;
    while (i >= 0 && lower.charAt(i) == ' ') {
      i--;
    }
    return i < 0 || lower.charAt(i) == '\n' || lower.charAt(i) == '.' && i < start - 1;
  }

  private int numbered(NumberReader.Hit hit) {
    Token previous = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
    if (previous instanceof Token.Mark label
        && label.is(Cue.LABEL)
        && hit.quantity().kind() == NumberKind.COUNT
        && hit.quantity().form() == Form.DIGITS
        && blank(label.end(), hit.start())
        && hit.quantity().concepts().isEmpty()) {
      tokens.add(new Token.Word(hit.start(), hit.end(), lower.substring(hit.start(), hit.end())));
      return hit.end();
    }
    int start = hit.start();
    int end = hit.end();
    Quantity quantity = hit.quantity();
    int back = tokens.size() - 1;
    while (back >= 0
        && tokens.get(back).is(Cue.LEAD_IN)
        && !qualifies(tokens.get(back))
        && tokens.size() - back < 4
        && blank(
            tokens.get(back).end(),
            back + 1 < tokens.size() ? tokens.get(back + 1).start() : start)) {
      back--;
    }
    if (back >= 0
        && qualifies(tokens.get(back))
        && !compares(back)
        && blank(
            tokens.get(back).end(),
            back + 1 < tokens.size() ? tokens.get(back + 1).start() : start)) {
      Token.Mark qualifier = (Token.Mark) tokens.get(back);
      quantity = quantity.with(bound(qualifier.meaning(), quantity.bound()));
      if (!qualifier.is(Cue.LEVEL) && !qualifier.is(Cue.UP)) {
        start = qualifier.start();
        while (tokens.size() > back) {
          tokens.remove(tokens.size() - 1);
        }
      }
    }
    for (String after : AFTER_ONLY) {
      int from = end < lower.length() ? skipBlank(end) : end;
      Meaning meaning =
          lower.startsWith(after, from)
                  && !lower.startsWith("多出", from)
                  && !lower.startsWith("多于", from)
              ? words.meaning(after)
              : null;
      boolean whole =
          from + after.length() >= lower.length()
              || !PhraseTrie.latin(after.charAt(0))
              || !PhraseTrie.latin(lower.charAt(from + after.length()));
      if (meaning != null && whole) {
        quantity = quantity.with(bound(meaning, quantity.bound()));
        end = from + after.length();
        break;
      }
    }
    return ranged(start, end, quantity);
  }

  /** Joins "12% to 14%" and "between 27% and 29%" into one number. */
  private int ranged(int start, int end, Quantity quantity) {
    int last = tokens.size() - 1;
    if (last >= 1
        && tokens.get(last - 1) instanceof Token.Num first
        && rangeSign(tokens.get(last), last - 1)
        && comparable(first.quantity(), quantity)
        && blank(first.end(), tokens.get(last).start())
        && blank(tokens.get(last).end(), start)) {
      tokens.remove(last);
      tokens.remove(last - 1);
      int from = first.start();
      if (!tokens.isEmpty()
          && tokens.get(tokens.size() - 1) instanceof Token.Word between
          && BETWEEN.contains(between.text())) {
        tokens.remove(tokens.size() - 1);
      }
      tokens.add(new Token.Num(from, end, scaledTo(first.quantity(), quantity).to(quantity)));
      return end;
    }
    tokens.add(new Token.Num(start, end, quantity));
    return end;
  }

  private static Quantity scaledTo(Quantity low, Quantity high) {
    double factor =
        low.low() * 1000 < high.high() && high.step() > low.step() ? high.step() / low.step() : 1;
    if (factor < 1000) {
      return low;
    }
    return new Quantity(
        low.kind(),
        low.form(),
        low.low() * factor,
        low.high() * factor,
        low.step() * factor,
        low.coarse() * factor,
        low.bound(),
        low.sign(),
        low.currency(),
        low.concepts());
  }

  private boolean rangeSign(Token token, int numberAt) {
    boolean between =
        numberAt > 0
            && tokens.get(numberAt - 1) instanceof Token.Word word
            && BETWEEN.contains(word.text());
    if (token instanceof Token.Word word && RANGE_AND.contains(word.text())) {
      return between;
    }
    if (token instanceof Token.Punctuation dash) {
      return dash.sign() == '–' || dash.sign() == '—' || dash.sign() == '~';
    }
    if (token instanceof Token.Word word && word.text().equals("-")) {
      return true;
    }
    for (int back = numberAt - 1; back >= Math.max(0, numberAt - 4); back--) {
      if (Sentence.direction(tokens.get(back)) != 0
          || tokens.get(back).is(Cue.BY)
          || tokens.get(back) instanceof Token.Period) {
        return false;
      }
    }
    boolean to = token instanceof Token.Mark mark && RANGE_TO.contains(mark.text());
    boolean from =
        numberAt > 0
            && (tokens.get(numberAt - 1).is(Cue.FROM)
                || numberAt > 1 && tokens.get(numberAt - 2).is(Cue.FROM));
    return to && !from;
  }

  private static boolean comparable(Quantity first, Quantity second) {
    return first.low() < second.high()
        && first.sign() == second.sign()
        && (first.kind() == second.kind()
            || first.kind() == NumberKind.COUNT && first.concepts().isEmpty());
  }

  private static boolean qualifies(Token token) {
    return token instanceof Token.Mark mark
        && !AFTER_ONLY.contains(mark.text())
        && (mark.is(Cue.ABOUT) || mark.is(Cue.NEARLY) || mark.is(Cue.OVER) || mark.is(Cue.UNDER));
  }

  /** "36% more than the 30 million" compares; "more than 30 million" bounds. */
  private boolean compares(int back) {
    Token token = tokens.get(back);
    if (!token.is(Cue.MORE) && !token.is(Cue.LESS) && !token.is(Cue.THAN) && !token.is(Cue.BEAT)) {
      return false;
    }
    boolean definite =
        back + 1 < tokens.size()
            && tokens.get(back + 1) instanceof Token.Mark the
            && the.text().equals("the");
    return definite || back > 0 && tokens.get(back - 1) instanceof Token.Num;
  }

  private static Bound bound(Meaning meaning, Bound otherwise) {
    if (meaning.is(Cue.NEARLY)) {
      return Bound.NEARLY;
    }
    if (meaning.is(Cue.ABOUT)) {
      return Bound.ABOUT;
    }
    if (meaning.is(Cue.OVER)) {
      return Bound.OVER;
    }
    return meaning.is(Cue.UNDER) ? Bound.UNDER : otherwise;
  }

  private int quoted(int start, char c) {
    if (c == '{' && lower.startsWith("{{", start)) {
      int close = lower.indexOf("}}", start);
      boolean open = close < 0 || close > start + QUOTE_REACH;
      int end = open ? start + 2 : close + 2;
      tokens.add(
          new Token.Reference(
              start, end, open ? "" : text.folded().substring(start + 2, close).strip()));
      return end;
    }
    if (c == '}' && lower.startsWith("}}", start)) {
      tokens.add(new Token.Reference(start, start + 2, ""));
      return start + 2;
    }
    char closing =
        switch (c) {
          case '"' -> '"';
          case '\u201C' -> '\u201D';
          case '\u300A' -> '\u300B';
          case '\u300C' -> '\u300D';
          case '\u300E' -> '\u300F';
          case '\u00AB' -> '\u00BB';
          case '[' -> ']';
          case '\u3014' -> '\u3015';
          case '\u3010' -> '\u3011';
          default -> 0;
        };
    if (closing == 0) {
      return "\"\u201D\u300B\u300D\u300F\u00BB]\u3015\u3011'\u201C".indexOf(c) >= 0
          ? start + 1
          : start;
    }
    int close = lower.indexOf(closing, start + 1);
    int line = lower.indexOf('\n', start);
    if (close < 0 || close - start > QUOTE_REACH || line >= 0 && line < close) {
      return start + 1;
    }
    boolean citation = c == '[' || c == '\u3014' || c == '\u3010';
    PhraseTrie.Match<List<Integer>> name = names.longest(text, start + 1);
    if (name != null && name.end() == close
        || !citation && c != '\u300A' && close - start < 24 && !hasDigit(start, close)) {
      return start + 1;
    }
    tokens.add(new Token.Quote(start, close + 1, citation));
    return close + 1;
  }

  private boolean hasDigit(int start, int end) {
    for (int i = start; i < end; i++) {
      if (digit(lower.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private int plain(int start, char c) {
    if (PUNCTUATION.indexOf(c) >= 0) {
      tokens.add(new Token.Punctuation(start, start + 1, c));
      return start + 1;
    }
    int end = start + 1;
    Matcher other = at(NOT_A_NUMBER, start);
    if (digit(c) && other.lookingAt()) {
      end = other.end();
    } else if (PhraseTrie.latin(c)) {
      while (end < lower.length() && wordGoesOn(end)) {
        end++;
      }
    } else if (c > 0x2E80
        && !tokens.isEmpty()
        && tokens.get(tokens.size() - 1) instanceof Token.Word word
        && word.end() == start
        && word.text().charAt(0) > 0x2E80
        && word.text().length() < 12) {
      tokens.set(tokens.size() - 1, new Token.Word(word.start(), end, word.text() + c));
      return end;
    }
    tokens.add(new Token.Word(start, end, lower.substring(start, end)));
    return end;
  }

  private boolean wordGoesOn(int at) {
    char c = lower.charAt(at);
    if (PhraseTrie.latin(c)) {
      return true;
    }
    boolean joint =
        c == '-' || c == '_' || c == '.' || c == '/' || c == ',' && digit(lower.charAt(at - 1));
    return joint
        && at + 1 < lower.length()
        && digit(lower.charAt(at + 1))
        && PhraseTrie.latin(lower.charAt(at - 1));
  }

  private boolean blank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (lower.charAt(i) != ' ') {
        return false;
      }
    }
    return true;
  }

  private int skipBlank(int from) {
    int i = from;
    while (i < lower.length() - 1 && lower.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private Matcher at(Pattern pattern, int start) {
    Matcher matcher = pattern.matcher(lower);
    matcher.region(start, Math.min(lower.length(), start + 200));
    return matcher;
  }
}
