package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.Quantity.Bound;
import dev.rapporteur.grounding.Quantity.Form;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one number with its currency, scale and unit at a place of a folded text. */
final class NumberReader {
  private static final Pattern DIGITS =
      Pattern.compile("\\d{1,3}(?:,\\d{3}){1,6}(?:\\.\\d+)?(?!\\d)|\\d{1,18}(?:\\.\\d{1,12})?");
  private static final Pattern CURRENCY =
      Pattern.compile(
          "(us\\$|hk\\$|a\\$|c\\$|s\\$|nt\\$|usd|eur|gbp|cny|rmb|jpy|hkd|chf|inr|cad|aud|sgd|krw"
              + "|人民币|[$€£¥₹₩]) ?(?=[-+]?\\d)");
  private static final Pattern FRACTION = Pattern.compile("([1-9])/([2-9]|10)(?![\\d/])");
  private static final Pattern CHINESE_FRACTION =
      Pattern.compile("([二两三四五六七八九十]|\\d{1,2})分之([一二两三四五六七八九]|\\d)");
  private static final Pattern CHINESE_PERCENT =
      Pattern.compile("百分之([〇零一二两三四五六七八九十百点]+|\\d+(?:\\.\\d+)?)");
  private static final Pattern CHINESE_DOUBLING =
      Pattern.compile("翻(?:了)?(?:约|近|将近|接近|超过|不止|逾|整整)?([一两二三])?(?:番|倍)(?!多彩)");
  private static final Pattern RANK =
      Pattern.compile("第([一二三四五六七八九十]{1,3}|\\d{1,3})(?:大|位|名|高|多|强|)");
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(?:no\\.?|number|nr\\.?|#) ?(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?![\\d.,]*\\d|[a-z])");
  private static final Pattern IN_TEN =
      Pattern.compile(
          "(one|two|three|four|five|six|seven|eight|nine|\\d)[ -](?:in|out of|of)(?: every)?[ -]"
              + "(two|three|four|five|six|seven|eight|nine|ten|\\d{1,2})\\b(?! (?:regions|categories|markets))");
  private static final Pattern AGAIN =
      Pattern.compile(
          " (?:as (?:many|much|large|high) again|again as (?:many|much|large|high))(?: as)?");
  private static final Pattern AND_A_HALF =
      Pattern.compile("[ -]and[ -]a[ -]half(?=[ -](?:times|fold|percent|points))");
  private static final Pattern TIMES_AS =
      Pattern.compile(" (?:as|the|more|higher|larger|its|their|what|that|last|this) ?");
  private static final Pattern FRACTION_FOLLOWS =
      Pattern.compile(
          " ?(?:of|higher|lower|more|less|fewer|above|below|from|to|on|in|up|down|against|versus|than|as|share"
              + "|the|its|their|compared|and|while|whereas|but|year|month|over|smaller|larger|bigger|that|drop|fall|decline|rise|increase|cut|reduction|gain|jump)\\b"
              + "|[ ]?[,.;:)!?\\n]|$");
  private static final Pattern MEASURE =
      Pattern.compile("个(?!百分点|基点|点)|[人名位家台辆次例份支条户只部项头床场趟班架股枚款间座大种起座]");
  private static final List<Unit> UNITS =
      List.of(
          unit(
              "percentage-points?|percentage points?|percent points?|pct\\.? points?|%[- ]points?|ppts?|p\\.p\\.|pps?|points?",
              NumberKind.POINTS, 1),
          unit("basis points?|bps", NumberKind.POINTS, 0.01),
          unit("(?:个)?百分点|个点", NumberKind.POINTS, 1),
          unit("(?:个)?基点", NumberKind.POINTS, 0.01),
          unit(
              "(?:cents|pence|pennies) (?:of|in|out of|on|from) (?:every|each|the) (?:dollar|pound|euro)s?",
              NumberKind.PERCENT,
              1),
          unit("tenths of a (?:percentage |percent )?point", NumberKind.POINTS, 0.1),
          unit("percent|per cent|pct\\.?|%", NumberKind.PERCENT, 1),
          unit("times|-?fold|x|倍", NumberKind.MULTIPLE, 1));
  private static final List<Money> MONEY =
      List.of(
          new Money(Pattern.compile("美元|美金|u\\.?s\\.? dollars?|usd|dollars?"), "USD"),
          new Money(Pattern.compile("cents?|分钱|分(?=[，。；、）]|$)"), "¢"),
          new Money(Pattern.compile("欧元|euros?|eur"), "EUR"),
          new Money(Pattern.compile("英镑|pounds(?: sterling)?|gbp"), "GBP"),
          new Money(Pattern.compile("日元|yen|jpy"), "JPY"),
          new Money(Pattern.compile("港元|港币|hkd"), "HKD"),
          new Money(Pattern.compile("人民币|yuan|rmb|cny|renminbi"), "CNY"),
          new Money(Pattern.compile("元|块钱"), "元"),
          new Money(Pattern.compile("chf|francs?"), "CHF"),
          new Money(Pattern.compile("inr|rupees?"), "INR"));
  private static final Pattern SCALE =
      Pattern.compile(
          " ?-?(thousand|million|billion|trillion|mln|mio|mn|bn|k|m|b)(?![a-z])"
              + "|([多余])?(万亿|亿|千万|百万|十万|万|千(?!瓦|克|米|卡))([多余])?");

  private record Unit(Pattern pattern, NumberKind kind, double scale) {}

  private record Money(Pattern pattern, String currency) {}

  /** A number found. */
  record Hit(int start, int end, Quantity quantity) {}

  private final String lower;
  private final Words words;
  private final PhraseTrie<Meaning> ownWords;

  NumberReader(String lower, Words words, PhraseTrie<Meaning> ownWords) {
    this.lower = lower;
    this.words = words;
    this.ownWords = ownWords;
  }

  private static Unit unit(String pattern, NumberKind kind, double scale) {
    return new Unit(Pattern.compile(pattern), kind, scale);
  }

  /** The number that starts at this place; {@code null} where none does. */
  @Nullable Hit read(int start) {
    char c = lower.charAt(start);
    if (c == '第') {
      return chineseRank(start);
    }
    if (Numerals.chinese(c)
        || c == '半'
        || c == '翻'
        || c == '腰'
        || c == '过'
        || c == '近'
        || c == '减'
        || c == '折'
        || c == '大'
        || c == '对') {
      return chinese(start);
    }
    if (start > 0 && PhraseTrie.latin(c) && PhraseTrie.latin(lower.charAt(start - 1))) {
      return null;
    }
    if (c == 'n' || c == '#') {
      Hit numbered = numbered(start);
      if (numbered != null || c == '#') {
        return numbered;
      }
    }
    Hit amount = amount(start);
    return amount != null || !Character.isLetter(c) ? amount : english(start);
  }

  private @Nullable Hit numbered(int start) {
    Matcher matcher = at(NUMBERED, start);
    if (!matcher.lookingAt()) {
      return null;
    }
    String shown = matcher.group(1);
    Numerals.Read word = Numerals.english(shown, 0);
    double rank = word != null ? word.value() : Double.parseDouble(shown);
    return new Hit(start, matcher.end(), rank(rank));
  }

  private static Quantity rank(double rank) {
    return new Quantity(
        NumberKind.RANK, Form.ORDINAL, rank, rank, 0, 0, Bound.EXACT, 0, "", Set.of());
  }

  private @Nullable Hit amount(int start) {
    int position = start;
    int sign = 0;
    char c = lower.charAt(position);
    if (c == '-' || c == '+' || c == '\u2013') {
      if (start > 0
          && (PhraseTrie.latin(lower.charAt(start - 1)) || lower.charAt(start - 1) == '%')) {
        return null;
      }
      sign = c == '+' ? 1 : -1;
      position++;
    }
    String currency = "";
    Matcher money = at(CURRENCY, position);
    if (money.lookingAt()) {
      currency = currencyOf(money.group(1));
      position = money.end();
      if (position < lower.length() && lower.charAt(position) == '-') {
        sign = -1;
        position++;
      }
    }
    if (position >= lower.length() || !digit(lower.charAt(position))) {
      return null;
    }
    Matcher fraction = at(FRACTION, position);
    if (currency.isEmpty() && fraction.lookingAt()) {
      double of = Double.parseDouble(fraction.group(2));
      return new Hit(start, fraction.end(), fraction(Double.parseDouble(fraction.group(1)) / of));
    }
    Matcher digits = at(DIGITS, position);
    return digits.lookingAt() ? scaled(start, digits, sign, currency) : null;
  }

  private @Nullable Hit scaled(int start, Matcher digits, int sign, String currency) {
    String shown = digits.group().replace(",", "");
    double step = Math.pow(10, -decimals(shown));
    double coarse = coarse(shown, step);
    if (step == 1 && coarse >= 1000) {
      step = 1000;
    }
    return unit(
        start, digits.end(), Double.parseDouble(shown), step, coarse, sign, currency, Form.DIGITS);
  }

  private static int decimals(String shown) {
    int dot = shown.indexOf('.');
    return dot < 0 ? 0 : shown.length() - dot - 1;
  }

  private static double coarse(String shown, double step) {
    double weight = step;
    for (int i = shown.length() - 1; i >= 0; i--) {
      char c = shown.charAt(i);
      if (c == '.') {
        continue;
      }
      if (c != '0') {
        return weight;
      }
      weight *= 10;
    }
    return step;
  }

  /** Reads scale and unit after the digits and puts the quantity together. */
  private @Nullable Hit unit(
      int start,
      int after,
      double value,
      double step,
      double coarse,
      int sign,
      String currency,
      Form form) {
    int end = after;
    double scale = 1;
    Bound bound = Bound.EXACT;
    Matcher scaling = at(SCALE, end);
    if (scaling.lookingAt() && !meters(scaling)) {
      scale = scaling.group(1) != null ? scale(scaling.group(1)) : scale(scaling.group(3));
      bound = scaling.group(2) != null || scaling.group(4) != null ? Bound.OVER : bound;
      end = scaling.end();
    } else if (end < lower.length()
        && "多余".indexOf(lower.charAt(end)) >= 0
        && form == Form.DIGITS) {
      bound = Bound.OVER;
      end++;
    } else if (end < lower.length() && lower.charAt(end) == '+') {
      bound = Bound.OVER;
      end++;
    }
    int gap =
        end < lower.length() && (lower.charAt(end) == ' ' || lower.charAt(end) == '-')
            ? end + 1
            : end;
    if (currency.isEmpty()) {
      Hit rated =
          rate(start, end, gap, value * scale, step * scale, coarse * scale, sign, bound, form);
      if (rated != null) {
        return rated;
      }
    }
    for (Money money : MONEY) {
      Matcher matcher = at(money.pattern, gap);
      if (matcher.lookingAt() && wordEnds(matcher.end())) {
        if (money.currency.equals("¢")) {
          scale /= 100;
        } else {
          currency = currency.isEmpty() ? money.currency : currency;
        }
        end = matcher.end();
        break;
      }
    }
    if (end < lower.length() && letter(lower.charAt(end))) {
      return unitWord(start, end, value * scale, step * scale, coarse * scale, sign, bound);
    }
    NumberKind kind = currency.isEmpty() ? NumberKind.COUNT : NumberKind.AMOUNT;
    Quantity quantity =
        new Quantity(
            kind,
            form,
            value * scale,
            value * scale,
            step * scale,
            coarse * scale,
            bound,
            sign,
            currency,
            Set.of());
    return currency.isEmpty() ? counted(start, end, quantity) : new Hit(start, end, quantity);
  }

  private boolean meters(Matcher scaling) {
    return "m".equals(scaling.group(1)) && lower.charAt(scaling.start()) == ' ';
  }

  private @Nullable Hit rate(
      int start,
      int end,
      int gap,
      double value,
      double step,
      double coarse,
      int sign,
      Bound bound,
      Form form) {
    for (Unit unit : UNITS) {
      Matcher matcher = at(unit.pattern, lower.startsWith("-fold", end) ? end : gap);
      if (matcher.lookingAt() && wordEnds(matcher.end())) {
        if (matcher.group().equals("times")
            && value >= 20
            && !at(TIMES_AS, matcher.end()).lookingAt()) {
          continue;
        }
        Quantity quantity =
            new Quantity(
                unit.kind,
                form == Form.WORD ? Form.DIGITS : form,
                value * unit.scale,
                value * unit.scale,
                step * unit.scale,
                coarse * unit.scale,
                bound,
                sign,
                "",
                Set.of());
        return new Hit(start, matcher.end(), quantity);
      }
    }
    return end < lower.length() && lower.charAt(end) == '成'
        ? tenths(start, end, value, step, bound)
        : null;
  }

  /** 六成, 三成五, 两成多. */
  private @Nullable Hit tenths(int start, int end, double value, double step, Bound bound) {
    if (lower.startsWith("成本", end)
        || lower.startsWith("成交", end)
        || lower.startsWith("成长", end)
        || value > 10) {
      return null;
    }
    double percent = value * 10;
    double weight = step * 10;
    int after = end + 1;
    if (after < lower.length()) {
      char next = lower.charAt(after);
      if (next == '半') {
        return new Hit(start, after + 1, percentOf(percent + 5, 5, bound));
      }
      int digit = Numerals.digit(next);
      if (digit > 0
          && (after + 1 >= lower.length() || !Numerals.chinese(lower.charAt(after + 1)))) {
        return new Hit(start, after + 1, percentOf(percent + digit, 1, bound));
      }
    }
    return new Hit(start, after, percentOf(percent, weight, bound));
  }

  private static Quantity percentOf(double percent, double step, Bound bound) {
    return new Quantity(
        NumberKind.PERCENT, Form.FRACTION, percent, percent, step, step, bound, 0, "", Set.of());
  }

  private @Nullable Hit unitWord(
      int start, int end, double value, double step, double coarse, int sign, Bound bound) {
    String suffix = Numerals.word(lower, end);
    Meaning meaning = words.meaning(suffix);
    if (suffix.equals("st") || suffix.equals("nd") || suffix.equals("rd") || suffix.equals("th")) {
      return new Hit(start, end + 2, rank(value));
    }
    if (meaning == null || meaning.concepts().isEmpty()) {
      return null;
    }
    return new Hit(
        start,
        end + suffix.length(),
        new Quantity(
            NumberKind.COUNT,
            Form.DIGITS,
            value,
            value,
            step,
            coarse,
            bound,
            sign,
            "",
            meaning.concepts()));
  }

  /** Adds the Chinese measure word: 33张, 126人. */
  private @Nullable Hit counted(int start, int end, Quantity quantity) {
    if (end >= lower.length()) {
      return new Hit(start, end, quantity);
    }
    PhraseTrie.Match<Meaning> own = ownWords.longest(lower, end);
    PhraseTrie.Match<Meaning> noun = own != null ? own : words.longest(lower, end);
    boolean chinese = lower.charAt(end) > 0x2E80;
    if (chinese && noun != null && !noun.value().concepts().isEmpty()) {
      return new Hit(start, noun.end(), quantity.counting(noun.value().concepts()));
    }
    if ("号岁楼层级期届".indexOf(lower.charAt(end)) >= 0) {
      return null;
    }
    Matcher measure = at(MEASURE, end);
    if (measure.lookingAt()) {
      PhraseTrie.Match<Meaning> next =
          measure.end() < lower.length() ? words.longest(lower, measure.end()) : null;
      Set<String> concepts = next == null ? Set.of() : next.value().concepts();
      return new Hit(start, measure.end(), quantity.counting(concepts));
    }
    return new Hit(start, end, quantity);
  }

  private @Nullable Hit english(int start) {
    String word = Numerals.word(lower, start);
    if (word.isEmpty()) {
      return null;
    }
    Hit special = specialWord(start, word);
    if (special != null) {
      return special;
    }
    Matcher inTen = at(IN_TEN, start);
    if (inTen.lookingAt()) {
      double of = small(inTen.group(2));
      double share = small(inTen.group(1));
      if (share < of
          && (of == 5 || of == 10 || of == 3 || of == 4)
          && !inTen.group().contains(" of ")) {
        return new Hit(start, inTen.end(), fraction(share / of));
      }
    }
    int at = word.equals("a") || word.equals("an") ? start + word.length() + 1 : start;
    Hit part = part(start, at, word);
    if (part != null) {
      return part;
    }
    Integer ordinal = Numerals.ordinal(word);
    if (ordinal != null) {
      return new Hit(start, start + word.length(), rank(ordinal));
    }
    if (word.equals("a") && lower.startsWith("a dozen", start)) {
      return counted(start, start + 7, word(12, 1));
    }
    Numerals.Read read = Numerals.english(lower, start);
    if (read == null) {
      return null;
    }
    Matcher mixed = at(AND_A_HALF, read.end());
    if (mixed.lookingAt()) {
      return unit(start, mixed.end(), read.value() + 0.5, 0.5, 0.5, 0, "", Form.DIGITS);
    }
    Matcher parts = at(Pattern.compile("[ -]([a-z]+)"), read.end());
    boolean tenths = lower.startsWith(" tenths of a ", read.end());
    Integer denominator = parts.lookingAt() ? Numerals.part(parts.group(1)) : null;
    if (denominator != null && !tenths && read.value() < denominator && parts.group(1).endsWith("s")
        || denominator != null && read.value() == 1 && fractionFollows(parts.end())) {
      return fractionHit(start, parts.end(), read.value() / denominator);
    }
    return unit(start, read.end(), read.value(), read.step(), read.step(), 0, "", Form.WORD);
  }

  private static double small(String shown) {
    Numerals.Read read = Numerals.english(shown, 0);
    return read != null ? read.value() : Double.parseDouble(shown);
  }

  private static Quantity word(double value, double step) {
    return new Quantity(
        NumberKind.COUNT, Form.WORD, value, value, step, step, Bound.EXACT, 0, "", Set.of());
  }

  /** "a third", "half", "a quarter". */
  private @Nullable Hit part(int start, int at, String word) {
    String name = at == start ? word : Numerals.word(lower, at);
    Integer denominator = Numerals.part(name);
    if (denominator == null || name.endsWith("s") || at == start && denominator != 2) {
      return null;
    }
    int end = at + name.length();
    boolean half = denominator == 2 && at == start;
    if (lower.startsWith("-", end)
        || !half && !fractionFollows(end) && !at(AGAIN, end).lookingAt()) {
      return null;
    }
    if (half && lower.startsWith(" a ", end)) {
      return null;
    }
    return fractionHit(start, end, 1.0 / denominator);
  }

  private boolean fractionFollows(int end) {
    return at(FRACTION_FOLLOWS, end).lookingAt();
  }

  private Hit fractionHit(int start, int end, double value) {
    Matcher again = at(AGAIN, end);
    if (again.lookingAt()) {
      Quantity growth = fraction(value);
      return new Hit(
          start,
          again.end(),
          new Quantity(
              NumberKind.PERCENT,
              Form.GROWTH,
              growth.low(),
              growth.high(),
              4,
              4,
              Bound.EXACT,
              1,
              "",
              Set.of()));
    }
    if (lower.startsWith(" as ", end)) {
      return new Hit(
          start,
          end,
          new Quantity(
              NumberKind.MULTIPLE,
              Form.FRACTION,
              value,
              value,
              0,
              0,
              Bound.EXACT,
              0,
              "",
              Set.of()));
    }
    return new Hit(start, end, fraction(value));
  }

  private static Quantity fraction(double value) {
    double percent = value * 100;
    return new Quantity(
        NumberKind.PERCENT, Form.FRACTION, percent, percent, 0, 0, Bound.EXACT, 0, "", Set.of());
  }

  private @Nullable Hit specialWord(int start, String word) {
    Quantity quantity =
        switch (word) {
          case "doubled", "doubling", "doubles" -> change(2, 0.24);
          case "tripled", "tripling", "triples", "trebled", "trebling" -> change(3, 0.3);
          case "quadrupled", "quadrupling", "quadruples" -> change(4, 0.5);
          case "quintupled" -> change(5, 0.6);
          case "halved", "halving", "halves" -> change(0.5, 0.06);
          case "twice", "twofold", "double" -> multiple(2, 0.3);
          case "thrice", "threefold", "triple", "treble" -> multiple(3, 0.5);
          case "fourfold", "quadruple" -> multiple(4, 0.6);
          case "fivefold" -> multiple(5, 1);
          case "sixfold" -> multiple(6, 1);
          case "sevenfold" -> multiple(7, 1);
          case "eightfold" -> multiple(8, 1);
          case "ninefold" -> multiple(9, 1);
          case "tenfold" -> multiple(10, 1);
          default -> null;
        };
    int end = start + word.length();
    if (quantity == null || lower.startsWith("-digit", end) || lower.startsWith(" digit", end)) {
      return null;
    }
    return new Hit(start, end, quantity);
  }

  private static Quantity change(double ratio, double step) {
    double coarse = ratio < 1 ? 0.2 : 1;
    return new Quantity(
        NumberKind.MULTIPLE, Form.CHANGE, ratio, ratio, step, coarse, Bound.EXACT, 0, "", Set.of());
  }

  private static Quantity multiple(double ratio, double step) {
    return new Quantity(
        NumberKind.MULTIPLE, Form.DIGITS, ratio, ratio, step, 1, Bound.EXACT, 0, "", Set.of());
  }

  private @Nullable Hit chineseRank(int start) {
    Matcher matcher = at(RANK, start);
    if (!matcher.lookingAt()) {
      return null;
    }
    int end = matcher.end();
    if (end < lower.length()
        && "季章节次个页条步批期天周年方轮部款项届代种类手时".indexOf(lower.charAt(end)) >= 0
        && matcher.group().length() == 1 + matcher.group(1).length()) {
      return null;
    }
    return new Hit(start, end, rank(chineseOrDigits(matcher.group(1))));
  }

  private static double chineseOrDigits(String shown) {
    if (digit(shown.charAt(0))) {
      return Double.parseDouble(shown);
    }
    Numerals.Read read = Numerals.chinese(shown, 0);
    return read == null ? 0 : read.value();
  }

  private @Nullable Hit chinese(int start) {
    Hit fixed = chinesePhrase(start);
    if (fixed != null) {
      return fixed;
    }
    Matcher percent = at(CHINESE_PERCENT, start);
    if (percent.lookingAt()) {
      String shown = percent.group(1);
      double step = shown.contains("点") || shown.contains(".") ? 0.1 : 1;
      double value = chineseOrDigits(shown);
      return new Hit(
          start,
          percent.end(),
          new Quantity(
              NumberKind.PERCENT,
              Form.DIGITS,
              value,
              value,
              step,
              step,
              Bound.EXACT,
              0,
              "",
              Set.of()));
    }
    Matcher parts = at(CHINESE_FRACTION, start);
    if (parts.lookingAt()) {
      return new Hit(
          start,
          parts.end(),
          fraction(chineseOrDigits(parts.group(2)) / chineseOrDigits(parts.group(1))));
    }
    Numerals.Read read = Numerals.chinese(lower, start);
    return read == null ? null : chineseCount(start, read);
  }

  /** A Chinese numeral counts only with a unit behind it. */
  private @Nullable Hit chineseCount(int start, Numerals.Read read) {
    int end = read.end();
    if (start > 0 && (Numerals.chinese(lower.charAt(start - 1)) || lower.charAt(start - 1) == '第')
        || end >= lower.length()) {
      return null;
    }
    Bound bound = Bound.EXACT;
    if ("多余几".indexOf(lower.charAt(end)) >= 0 && read.value() >= 10) {
      bound = Bound.OVER;
      end++;
    }
    if (end < lower.length() && lower.startsWith("倍半", end)) {
      return new Hit(start, end + 2, multiple(read.value() + 0.5, 0.2));
    }
    Hit hit = unit(start, end, read.value(), read.step(), read.step(), 0, "", Form.WORD);
    boolean top = start > 0 && lower.charAt(start - 1) == '前';
    if (hit == null || hit.end() == end && !top) {
      return null;
    }
    Quantity quantity = bound == Bound.OVER ? hit.quantity().with(bound) : hit.quantity();
    return new Hit(start, hit.end(), quantity);
  }

  private @Nullable Hit chinesePhrase(int start) {
    Matcher doubling = at(CHINESE_DOUBLING, start);
    if (doubling.lookingAt()) {
      String times = doubling.group(1) == null ? "一" : doubling.group(1);
      boolean fold = doubling.group().endsWith("番");
      double n = chineseOrDigits(times);
      double ratio = fold || n == 1 ? Math.pow(2, n) : n;
      String shown = doubling.group();
      Bound bound =
          shown.contains("近")
              ? Bound.NEARLY
              : shown.contains("超过") || shown.contains("逾") || shown.contains("不止")
                  ? Bound.OVER
                  : shown.contains("约") ? Bound.ABOUT : Bound.EXACT;
      return new Hit(start, doubling.end(), change(ratio, 0.12 * ratio).with(bound));
    }
    return phrase(start, "腰斩", change(0.5, 0.08))
        .or(() -> phrase(start, "减半", change(0.5, 0.06)))
        .or(() -> phrase(start, "折半", change(0.5, 0.06)))
        .or(() -> phrase(start, "半壁江山", fraction(0.5).with(Bound.ABOUT)))
        .or(() -> phrase(start, "过半数", fraction(0.5).with(Bound.OVER)))
        .or(() -> phrase(start, "过半", fraction(0.5).with(Bound.OVER)))
        .or(() -> phrase(start, "近半数", fraction(0.5).with(Bound.NEARLY)))
        .or(() -> phrase(start, "近半", fraction(0.5).with(Bound.NEARLY)))
        .or(() -> phrase(start, "大半", fraction(0.5).with(Bound.OVER)))
        .or(() -> phrase(start, "一半", fraction(0.5)))
        .or(() -> phrase(start, "半数", fraction(0.5)))
        .or(() -> phrase(start, "对半", fraction(0.5)))
        .orElse(null);
  }

  private Optional<Hit> phrase(int start, String phrase, Quantity quantity) {
    return lower.startsWith(phrase, start)
        ? Optional.of(new Hit(start, start + phrase.length(), quantity))
        : Optional.empty();
  }

  private static String currencyOf(String shown) {
    return switch (shown) {
      case "us$", "usd" -> "USD";
      case "$" -> "$";
      case "€", "eur" -> "EUR";
      case "£", "gbp" -> "GBP";
      case "¥" -> "¥";
      case "rmb", "cny", "人民币" -> "CNY";
      case "jpy" -> "JPY";
      default -> shown.toUpperCase(Locale.ROOT);
    };
  }

  private static double scale(String shown) {
    return switch (shown) {
      case "thousand", "k", "千" -> 1e3;
      case "million", "mln", "mio", "mn", "m", "百万" -> 1e6;
      case "billion", "bn", "b" -> 1e9;
      case "trillion", "万亿" -> 1e12;
      case "十万" -> 1e5;
      case "千万" -> 1e7;
      case "亿" -> 1e8;
      default -> 1e4;
    };
  }

  private boolean wordEnds(int end) {
    return end >= lower.length() || !letter(lower.charAt(end)) || !letter(lower.charAt(end - 1));
  }

  private static boolean letter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private Matcher at(Pattern pattern, int start) {
    Matcher matcher = pattern.matcher(lower);
    matcher.region(Math.min(start, lower.length()), lower.length());
    matcher.useTransparentBounds(true);
    matcher.useAnchoringBounds(false);
    return matcher;
  }
}
