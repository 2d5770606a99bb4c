package dev.rapporteur.grounding;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one date or period at a place of a folded text. */
final class PeriodReader {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final String NAME =
      "(january|february|march|april|may|june|july|august|september|october|november|december"
          + "|jan\\.?|feb\\.?|mar\\.?|apr\\.?|jun\\.?|jul\\.?|aug\\.?|sept?\\.?|oct\\.?|nov\\.?|dec\\.?)";
  private static final Pattern ENGLISH_MONTH =
      Pattern.compile(
          "(?:(last|this|previous|prior) )?"
              + NAME
              + "(?![a-z])(?: \\d{1,2}(?:st|nd|rd|th)?(?![\\d%.,]\\d|\\d|%| ?(?:percent|orders|units)),?)?(?:,? (?:of )?('\\d{2}|(?:19|20)\\d{2}|last year|the previous year|the prior year|the year before|a year earlier|a year ago|this year)(?![\\d,]\\d|\\d|'))?");
  private static final Pattern DAY_MONTH =
      Pattern.compile(
          "\\d{1,2}(?:st|nd|rd|th)?(?: of)? " + NAME + "(?![a-z])(?:,? ((?:19|20)\\d{2})(?!\\d))?");
  private static final Pattern MONTH_RANGE =
      Pattern.compile(
          NAME
              + "(?: ((?:19|20)\\d{2}))?(?: ?[-\u2013\u2014~] ?| to |-to-| through |-through-| thru | until )"
              + NAME
              + "(?![a-z])(?:,? ((?:19|20)\\d{2})(?!\\d))?");
  private static final Pattern ISO =
      Pattern.compile("((?:19|20)\\d{2})[-/.](0?[1-9]|1[0-2])(?:[-/.]\\d{1,2})?(?![\\d])");
  private static final Pattern QUARTER =
      Pattern.compile(
          "(?:q([1-4])(?: ?(?:of )?((?:19|20)\\d{2}|fy\\d{2}))?|((?:19|20)\\d{2}) ?q([1-4])|(first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter(?: (?:of )?((?:19|20)\\d{2}))?)(?![a-z0-9])");
  private static final Pattern HALF =
      Pattern.compile(
          "(?:h([12])(?: ((?:19|20)\\d{2}))?|(first|second)[ -]half(?: of(?: the year)?(?: ?((?:19|20)\\d{2}))?)?(?: ((?:19|20)\\d{2}))?)(?![a-z0-9])");
  private static final Pattern YEAR =
      Pattern.compile(
          "((?:19|20)\\d{2})(?![\\d,]\\d|\\d|\\.\\d|%| ?(?:percent|units|orders|million|thousand|pieces|dollars|usd|points))");
  private static final Pattern SINCE =
      Pattern.compile(
          "(?:ever )?since (?:[a-z']+ ){0,6}?(?:in )?"
              + NAME
              + "(?![a-z])(?:,? ((?:19|20)\\d{2})(?!\\d))?");
  private static final Pattern SINCE_YEAR =
      Pattern.compile("(?:ever )?since (?:[a-z']+ ){0,5}?((?:19|20)\\d{2})(?!\\d)");
  private static final Pattern FIRST_MONTHS =
      Pattern.compile(
          "first (two|three|four|five|six|seven|eight|nine|ten|eleven|\\d{1,2}) months(?: of(?: the year)?(?: ?((?:19|20)\\d{2}))?)?");
  private static final Pattern MONTHS_TO =
      Pattern.compile(
          "(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,2}) months (?:to|ended|ending|through|until)(?: in| the end of)? "
              + NAME
              + "(?![a-z])(?:,? ((?:19|20)\\d{2})(?!\\d))?");
  private static final Pattern ROLLING =
      Pattern.compile("(?:rolling|trailing|past|last|previous|preceding) (?:12|twelve) months");
  private static final Pattern CHINESE_DATE =
      Pattern.compile(
          "(?:((?:19|20)\\d{2})年(?:度)?|(去年|上年|今年|本年|前年))?(?:([1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])月(?:份)?(?:\\d{1,2}[日号])?)");
  private static final Pattern CHINESE_RANGE =
      Pattern.compile(
          "(?:((?:19|20)\\d{2})年|(去年|上年|今年))?(?:([1-9]|1[0-2]|[一二三四五六七八九])月?[-\u2013\u2014~至到]([1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])月(?:份)?|前([两三四五六七八九十]|十一|\\d{1,2})个?月|(?:第)?([一二三四])季度|(上|下)半年|首季)");
  private static final Pattern CHINESE_YEAR =
      Pattern.compile("((?:19|20)\\d{2})年(?:度|全年)?(?:(同期|同月))?");
  private static final Pattern CHINESE_ROLLING =
      Pattern.compile("(?:最近|过去|近|滚动)(\\d{1,2}|[一二三四五六七八九]|十[一二]?)个月");
  private static final Pattern CHINESE_SINCE =
      Pattern.compile(
          "(?:自|从)?(?:((?:19|20)\\d{2})年)?(?:([1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])月(?:份)?)?(?:\\S{0,6}?)(?:以来|起|至今)");

  /** A period found; no span where the date is finer or vaguer than a month. */
  record Hit(int end, @Nullable MonthSpan span, boolean vague) {}

  private final SourceText text;
  private final String lower;
  private final MonthSpan month;

  PeriodReader(SourceText text, MonthSpan month) {
    this.text = text;
    this.lower = text.lower();
    this.month = month;
  }

  MonthSpan month() {
    return month;
  }

  /** The date that starts at this place; {@code null} where none does. */
  @Nullable Hit read(int start) {
    char c = lower.charAt(start);
    if (start > 0 && PhraseTrie.latin(c) && PhraseTrie.latin(lower.charAt(start - 1))) {
      return null;
    }
    if (c > 0x2E80) {
      return chinese(start);
    }
    if (c >= '0' && c <= '9') {
      Hit chinese = chinese(start);
      return chinese != null ? chinese : digits(start);
    }
    return c >= 'a' && c <= 'z' ? english(start) : null;
  }

  private @Nullable Hit digits(int start) {
    Matcher iso = at(ISO, start);
    if (iso.lookingAt()) {
      return new Hit(iso.end(), MonthSpan.month(number(iso.group(1)), number(iso.group(2))), false);
    }
    Matcher day = at(DAY_MONTH, start);
    if (day.lookingAt()) {
      return new Hit(day.end(), named(day.group(1), day.group(2), ""), false);
    }
    Hit monthsTo = monthsTo(start);
    if (monthsTo != null) {
      return monthsTo;
    }
    Matcher quarter = at(QUARTER, start);
    if (quarter.lookingAt()) {
      return quarter(quarter);
    }
    Matcher year = at(YEAR, start);
    if (year.lookingAt() && !bigNumber(start, year.end())) {
      return new Hit(year.end(), year(number(year.group(1))), false);
    }
    return null;
  }

  private boolean bigNumber(int start, int end) {
    boolean joined =
        start > 0
            && ".,-$€£¥".indexOf(lower.charAt(start - 1)) >= 0
            && start > 1
            && (lower.charAt(start - 1) != '-' && lower.charAt(start - 1) != ','
                || Character.isDigit(lower.charAt(start - 2)));
    boolean unit =
        end < lower.length() && "万亿千张件单元美人名个倍成家台次例票吨笔首晚间位户份辆".indexOf(lower.charAt(end)) >= 0;
    return joined || unit;
  }

  private @Nullable Hit english(int start) {
    Matcher since = at(SINCE, start);
    if (since.lookingAt()) {
      MonthSpan from = named(since.group(1), since.group(2), "");
      return new Hit(since.end(), from == null ? null : through(from.from()), false);
    }
    Matcher sinceYear = at(SINCE_YEAR, start);
    if (sinceYear.lookingAt()) {
      return new Hit(sinceYear.end(), through(number(sinceYear.group(1)) * 12), true);
    }
    Matcher months = at(FIRST_MONTHS, start);
    if (months.lookingAt()) {
      Numerals.Read word = Numerals.english(months.group(1), 0);
      int many = word == null ? number(months.group(1)) : (int) word.value();
      int first = (months.group(2) == null ? month.yearOf() : number(months.group(2))) * 12;
      return new Hit(months.end(), new MonthSpan(first, first + many - 1), false);
    }
    Hit monthsTo = monthsTo(start);
    if (monthsTo != null) {
      return monthsTo;
    }
    Matcher rolling = at(ROLLING, start);
    if (rolling.lookingAt()) {
      return new Hit(rolling.end(), new MonthSpan(month.to() - 11, month.to()), false);
    }
    Matcher quarter = at(QUARTER, start);
    if (quarter.lookingAt()) {
      return quarter(quarter);
    }
    Matcher half = at(HALF, start);
    if (half.lookingAt()) {
      return half(half);
    }
    Matcher range = at(MONTH_RANGE, start);
    if (range.lookingAt() && !lower.startsWith("from ", start - 5)) {
      MonthSpan last = named(range.group(3), range.group(4), "");
      MonthSpan first =
          named(range.group(1), range.group(2) != null ? range.group(2) : range.group(4), "");
      if (first != null && last != null && first.from() > last.to()) {
        first = first.minus(12);
      }
      return new Hit(
          range.end(),
          first == null || last == null ? null : new MonthSpan(first.from(), last.to()),
          false);
    }
    Matcher named = at(ENGLISH_MONTH, start);
    if (named.lookingAt() && properName(named)) {
      String prefix = named.group(1) == null ? "" : named.group(1);
      return new Hit(named.end(), named(named.group(2), named.group(3), prefix), false);
    }
    return null;
  }

  /** The five months to May. */
  private @Nullable Hit monthsTo(int start) {
    Matcher months = at(MONTHS_TO, start);
    if (!months.lookingAt()) {
      return null;
    }
    Numerals.Read word = Numerals.english(months.group(1), 0);
    int many = word == null ? number(months.group(1)) : (int) word.value();
    MonthSpan last = named(months.group(2), months.group(3), "");
    return last == null
        ? null
        : new Hit(months.end(), new MonthSpan(last.to() - many + 1, last.to()), false);
  }

  /** "may" and "march" are months only with a capital letter. */
  private boolean properName(Matcher named) {
    return Character.isUpperCase(text.folded().charAt(named.start(2)));
  }

  private @Nullable MonthSpan named(String name, @Nullable String year, String prefix) {
    int number = MONTHS.indexOf(name.substring(0, 3)) + 1;
    if (number == 0) {
      return null;
    }
    if (year != null && Character.isLetter(year.charAt(0))) {
      return MonthSpan.month(month.yearOf() - (year.equals("this year") ? 0 : 1), number);
    }
    if (year != null) {
      int shown = year.startsWith("'") ? century(number(year.substring(1))) : number(year);
      return MonthSpan.month(shown, number);
    }
    MonthSpan latest = latest(number);
    boolean earlier = !prefix.isEmpty() && !prefix.equals("this");
    return earlier && latest.equals(month) ? latest.minus(12) : latest;
  }

  private int century(int twoDigits) {
    int year = month.yearOf() / 100 * 100 + twoDigits;
    return year > month.yearOf() + 1 ? year - 100 : year;
  }

  /** The latest month of this number that is not after the month of the report. */
  private MonthSpan latest(int number) {
    int year = number > month.monthOf() ? month.yearOf() - 1 : month.yearOf();
    return MonthSpan.month(year, number);
  }

  private MonthSpan through(int from) {
    return new MonthSpan(Math.min(from, month.to()), month.to());
  }

  /** The report's own year reaches to its month. */
  private MonthSpan year(int year) {
    return year == month.yearOf() ? new MonthSpan(year * 12, month.to()) : MonthSpan.year(year);
  }

  private Hit quarter(Matcher matcher) {
    String shown =
        matcher.group(1) != null
            ? matcher.group(1)
            : matcher.group(4) != null ? matcher.group(4) : matcher.group(5);
    String year =
        matcher.group(2) != null
            ? matcher.group(2)
            : matcher.group(3) != null ? matcher.group(3) : matcher.group(6);
    int quarter =
        switch (shown) {
          case "first", "1st" -> 1;
          case "second", "2nd" -> 2;
          case "third", "3rd" -> 3;
          case "fourth", "4th" -> 4;
          default -> number(shown);
        };
    int shownYear = year == null || year.startsWith("f") ? month.yearOf() : number(year);
    return new Hit(matcher.end(), capped(MonthSpan.quarter(shownYear, quarter)), false);
  }

  private MonthSpan capped(MonthSpan span) {
    return span.to() > month.to() && span.from() <= month.to()
        ? new MonthSpan(span.from(), month.to())
        : span;
  }

  private Hit half(Matcher matcher) {
    boolean first = "1".equals(matcher.group(1)) || "first".equals(matcher.group(3));
    String year =
        matcher.group(2) != null
            ? matcher.group(2)
            : matcher.group(4) != null ? matcher.group(4) : matcher.group(5);
    int from = (year == null ? month.yearOf() : number(year)) * 12 + (first ? 0 : 6);
    return new Hit(matcher.end(), capped(new MonthSpan(from, from + 5)), false);
  }

  private @Nullable Hit chinese(int start) {
    Matcher rolling = at(CHINESE_ROLLING, start);
    if (rolling.lookingAt()) {
      int months = chineseNumber(rolling.group(1));
      return new Hit(rolling.end(), new MonthSpan(month.to() - months + 1, month.to()), false);
    }
    Matcher since = at(CHINESE_SINCE, start);
    if (since.lookingAt() && (since.group(1) != null || since.group(2) != null)) {
      MonthSpan from =
          chineseMonth(since.group(1), null, since.group(2) == null ? "1" : since.group(2));
      return new Hit(since.end(), through(from.from()), false);
    }
    Matcher range = at(CHINESE_RANGE, start);
    if (range.lookingAt() && range.end() > range.start()) {
      return new Hit(range.end(), chineseRange(range), false);
    }
    Matcher date = at(CHINESE_DATE, start);
    if (date.lookingAt()) {
      return new Hit(date.end(), chineseMonth(date.group(1), date.group(2), date.group(3)), false);
    }
    Matcher year = at(CHINESE_YEAR, start);
    if (year.lookingAt()) {
      int shown = number(year.group(1));
      MonthSpan span =
          year.group(2) != null ? MonthSpan.month(shown, month.monthOf()) : year(shown);
      return new Hit(year.end(), span, false);
    }
    return null;
  }

  private MonthSpan chineseMonth(@Nullable String year, @Nullable String relative, String shown) {
    int number = chineseNumber(shown);
    if (year != null) {
      return MonthSpan.month(number(year), number);
    }
    if (relative != null) {
      return MonthSpan.month(month.yearOf() - back(relative), number);
    }
    return latest(number);
  }

  private static int back(String relative) {
    return switch (relative) {
      case "去年", "上年" -> 1;
      case "前年" -> 2;
      default -> 0;
    };
  }

  private MonthSpan chineseRange(Matcher range) {
    int year =
        range.group(1) != null
            ? number(range.group(1))
            : month.yearOf() - (range.group(2) != null ? back(range.group(2)) : 0);
    if (range.group(3) != null) {
      int first = chineseNumber(range.group(3));
      int last = chineseNumber(range.group(4));
      return new MonthSpan(year * 12 + Math.min(first, last) - 1, year * 12 + last - 1);
    }
    if (range.group(5) != null) {
      return new MonthSpan(year * 12, year * 12 + chineseNumber(range.group(5)) - 1);
    }
    if (range.group(6) != null) {
      return capped(MonthSpan.quarter(year, chineseNumber(range.group(6))));
    }
    if (range.group(7) != null) {
      int from = year * 12 + (range.group(7).equals("上") ? 0 : 6);
      return capped(new MonthSpan(from, from + 5));
    }
    return capped(MonthSpan.quarter(year, 1));
  }

  private static int chineseNumber(String shown) {
    if (Character.isDigit(shown.charAt(0))) {
      return Integer.parseInt(shown);
    }
    Numerals.Read read = Numerals.chinese(shown, 0);
    return read == null ? 1 : (int) read.value();
  }

  private static int number(String digits) {
    return Integer.parseInt(digits.toLowerCase(Locale.ROOT).replaceAll("\\D", ""));
  }

  private Matcher at(Pattern pattern, int start) {
    Matcher matcher = pattern.matcher(lower);
    matcher.region(start, Math.min(lower.length(), start + 80));
    matcher.useTransparentBounds(true);
    matcher.useAnchoringBounds(false);
    return matcher;
  }
}
