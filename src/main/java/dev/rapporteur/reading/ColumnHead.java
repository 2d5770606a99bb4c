package dev.rapporteur.reading;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands above a column of numbers.
 *
 * @param period the words that say when; empty if none do
 * @param about the words that say what else, such as {@code Change} or {@code 占营业收入比重}
 */
record ColumnHead(String period, String about) {
  private static final String MONTH =
      "(?:January|February|March|April|May|June|July|August|September|October|November|December"
          + "|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?"
          + "|Nov\\.?|Dec\\.?)";
  private static final String DAY = MONTH + "\\s+\\d{1,2}(?:\\s*,)?(?:\\s+(?:19|20)\\d{2})?";
  private static final String DURATION =
      "(?:(?:For )?(?:the )?(?:fiscal )?(?:(?:three|six|nine|twelve|thirteen|twenty-six|"
          + "thirty-nine|fifty-two|\\d{1,2})(?:\\s+|-)(?:months?|weeks?)"
          + "|first quarter|second quarter|third quarter|fourth quarter|quarters?|years?"
          + "|half[- ]years?|periods?)(?:\\s+(?:period\\s+)?ended|\\s+ending)?)";
  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?i)(?:"
              + DURATION
              + "\\s*,?\\s*)?(?:(?:as (?:of|at)|at)\\s+)?(?:"
              + DAY
              + "|(?:fiscal(?: year)?|FY|Q[1-4]|[1-4]Q)?\\s*(?:19|20)\\d{2})(?:\\s*,?\\s*(?"
              + ":19|20)\\d{2})?"
              + "|"
              + DURATION);
  private static final String CHINESE_YEAR = "(?:19|20)\\d{2}\\s*年(?:度)?";
  private static final Pattern CHINESE =
      Pattern.compile(
          "截至?\\s*"
              + CHINESE_YEAR
              + "[^ ]{0,8}|"
              + CHINESE_YEAR
              + "(?:\\s*\\d{1,2}\\s*月(?:\\s*\\d{1,2}\\s*日)?)?(?:\\s*[-—–~至]\\s*(?:"
              + CHINESE_YEAR
              + ")?\\s*\\d{1,2}\\s*月(?:\\s*\\d{1,2}\\s*日)?)?(?:末|初|第[一二三四]季度|上半年|半年度|年末|年初)?"
              + "|(?:本报告期|报告期|本期|本年度?|上期|上年同期|上年度?|去年同期)?(?:期末|期初|年末|年初|末)(?:余额|账面余额|账面价值|数|金额)?"
              + "|(?:本报告期|报告期|本期|本年度?|上年同期|上期|上年度?|去年同期)(?:发生额|金额|数|累计)?"
              + "|第[一二三四]季度(?:\\s*[（(]\\d{1,2}-\\d{1,2}\\s*月(?:份)?[）)])?");
  private static final Pattern THIS_PERIOD = Pattern.compile("期末|年末|本期|本年|报告期");
  private static final Pattern LAST_PERIOD = Pattern.compile("期初|年初|上期|上年|去年");
  private static final Pattern CHINESE_TEXT = Pattern.compile("[\\u4E00-\\u9FFF]");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");
  private static final Pattern CHANGE =
      Pattern.compile(
          "(?i)(?:\\bchange\\b|increase|decrease|增减|变动|同比|环比|比上年|较上年|比重|占|比例|variance|"
              + "vs\\.?|%\\s*of)");

  /** Reads the joined words of a column's head cells. */
  static ColumnHead of(String words) {
    String text =
        words
            .replaceAll("\\s+", " ")
            .replaceAll("(?<=[\\u4E00-\\u9FFF]) | (?=[\\u4E00-\\u9FFF])", "")
            .strip();
    if (CHANGE.matcher(text).find()) {
      return changed(text);
    }
    Matcher matcher = (CHINESE_TEXT.matcher(text).find() ? CHINESE : ENGLISH).matcher(text);
    String period = "";
    while (matcher.find()) {
      String found = matcher.group().strip();
      if (better(found, period)) {
        period = found;
      }
    }
    String about = plain(period.isEmpty() ? text : text.replace(period, " "));
    boolean two =
        THIS_PERIOD.matcher(period).find() && LAST_PERIOD.matcher(about).find()
            || LAST_PERIOD.matcher(period).find() && THIS_PERIOD.matcher(about).find();
    if (two) {
      return new ColumnHead("", text);
    }
    return about.matches("(?:经)?(?:调整|重述)[前后]")
        ? new ColumnHead(period + "（" + about + "）", "")
        : new ColumnHead(period, about);
  }

  /** The one period with a year that a sentence names, if it names just one. */
  static Optional<String> only(String words) {
    Matcher matcher =
        (CHINESE_TEXT.matcher(words).find() ? CHINESE : ENGLISH)
            .matcher(words.replaceAll("\\s+", " "));
    List<String> dated =
        matcher
            .results()
            .map(found -> found.group().strip())
            .filter(found -> YEAR.matcher(found).find())
            .distinct()
            .toList();
    return dated.size() == 1 && new ColumnHead(dated.getFirst(), "").dated()
        ? Optional.of(dated.getFirst())
        : Optional.empty();
  }

  /** A column of changes or shares: its numbers are not those of the row's caption. */
  private static ColumnHead changed(String text) {
    Matcher english = ENGLISH.matcher(text);
    String period = english.find() ? english.group().strip() : "";
    return new ColumnHead(period, plain(period.isEmpty() ? text : text.replace(period, " ")));
  }

  private static boolean better(String found, String known) {
    boolean year = found.matches(".*(?:19|20)\\d{2}.*");
    boolean knownYear = known.matches(".*(?:19|20)\\d{2}.*");
    return year == knownYear ? found.length() > known.length() : year;
  }

  private static String plain(String words) {
    return words
        .replaceAll("(?i)\\(?\\s*(?:un)?audited\\s*\\)?|\\(\\s*restated\\s*\\)", " ")
        .replaceAll("[（(][^（()）]{0,12}[)）]", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** Whether the period names a year, and only one. */
  boolean dated() {
    return YEAR.matcher(period).results().map(MatchResult::group).distinct().count() == 1;
  }

  /** Whether two heads have run into one, so that nobody can tell which of them is meant. */
  boolean mixed() {
    return plainAmount() && THIS_PERIOD.matcher(about).find() && LAST_PERIOD.matcher(about).find();
  }

  /** Whether the column gives amounts of the caption itself and not a change or share of them. */
  boolean plainAmount() {
    return !CHANGE.matcher(about).find();
  }

  /** This head, or the other one's period where this has none. */
  ColumnHead orPeriod(Optional<String> other) {
    return period.isEmpty() && other.isPresent() ? new ColumnHead(other.get(), about) : this;
  }
}
