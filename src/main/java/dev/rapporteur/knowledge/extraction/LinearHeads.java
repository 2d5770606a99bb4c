package dev.rapporteur.knowledge.extraction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The heads of a table's columns out of the words that stand somewhere before its numbers, where no
 * place on the page tells which column a word stands above. Each length of time is taken to have
 * the same dates, the first named first; anything that does not fit into that is no head.
 */
final class LinearHeads {
  private static final String MONTH =
      "(?:January|February|March|April|May|June|July|August|September|October|November|December"
          + "|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?)";
  private static final String ENDED =
      "(?:(?:For the )?(?:Fiscal )?(?:Three|Six|Nine|Twelve|Thirteen|Twenty-six|Thirty-nine"
          + "|Fifty-two|Fifty-three|\\d{1,2})[ -](?:Months|Weeks)(?: Period)?|(?:For the )?(?:Fiscal )?"
          + "(?:Years?|Quarters?)) Ended";
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?i)(?<ended>"
              + ENDED
              + ")|(?<date>"
              + MONTH
              + "\\s+\\d{1,2},?\\s+(?:19|20)\\d{2})|(?<day>"
              + MONTH
              + "\\s+\\d{1,2},?)|(?<change>(?:[$%]|Percent(?:age)?)?\\s*(?:Change|Increase"
              + "(?:\\s*/?\\s*\\(?decrease\\)?)?|Variance)(?:\\s*\\([$%]\\))?)"
              + "|(?<chinesechange>[^ ]*(?:增减|变动|同比|比重|比例|占总|比上年|比上期)[^ ]*)"
              + "|(?<amount>金额)"
              + "|(?<chinese>(?:19|20)\\d{2}\\s*年\\s*\\d{1,2}\\s*月(?:\\s*\\d{1,2}\\s*日)?(?:末)?"
              + "|(?:19|20)\\d{2}\\s*年(?:度|末|初|第?[一二三四]季度)?|本报告期末|上年度末|(?:本期|上期)?期[末初]"
              + "(?:余额|数|金额)?|(?:本期|本年|上期|上年|上年同期|本年度|上年度|去年同期)(?:发生额|数|金额)"
              + "?|本报告期|第[一二三四]季度(?:\\s*[（(][\\d\\-—]+月份?[)）])?)"
              + "|(?<year>(?:19|20)\\d{2})");
  private static final Pattern SKIPPED =
      Pattern.compile(
          "(?i)\\(?unaudited\\)?|\\(?as restated\\)?|note[s]?|项\\s*目|科\\s*目|附注[^ ]*|主要会计数据|主要财务指标"
              + "|as of|at|[,$%|]|\\(in (?:thousands|millions|billions)[^)]*\\)");

  /** The months of a quarter, below its name. */
  private static final Pattern MONTHS = Pattern.compile("[（(][\\d\\-—－~]+\\s*月(?:份)?[)）]");

  /** What a narrow column leaves of a date in one line. */
  private static final Pattern PART_OF_DATE =
      Pattern.compile("(?i)" + MONTH + "|\\d{1,2},(?:\\s+(?:19|20)\\d{2})?");

  private static final Pattern BROKEN_CHANGE = Pattern.compile(".*(?:比上年|比上期|同期)");

  private LinearHeads() {}

  /** The heads from left to right; empty if the words leave a doubt. */
  static Optional<List<String>> of(List<String> lines) {
    String words = MONTHS.matcher(String.join(" ", lines)).replaceAll(" ");
    words = words.replaceAll("\\s+", " ").strip();
    int amounts = 0;
    List<String> ended = new ArrayList<>();
    List<String> dates = new ArrayList<>();
    List<String> days = new ArrayList<>();
    List<String> years = new ArrayList<>();
    List<String> inOrder = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    Matcher token = TOKEN.matcher(words);
    int end = 0;
    while (token.find()) {
      if (!skipped(words.substring(end, token.start()))) {
        return Optional.empty();
      }
      end = token.end();
      String text = token.group().strip();
      if (token.group("ended") != null) {
        ended.add(text);
      } else if (token.group("date") != null) {
        dates.add(text.replaceAll(",? (?=(?:19|20)\\d{2}$)", ", "));
        years.add(text.substring(text.length() - 4));
      } else if (token.group("day") != null) {
        days.add(text);
      } else if (token.group("year") != null) {
        years.add(text);
      } else if (token.group("chinese") != null) {
        inOrder.add(text.replaceAll("\\s", ""));
      } else if (token.group("amount") != null) {
        amounts++;
      } else if (!changes.isEmpty() && BROKEN_CHANGE.matcher(changes.getLast()).matches()) {
        changes.set(changes.size() - 1, changes.getLast() + text);
        inOrder.set(
            inOrder.lastIndexOf(
                changes.getLast().substring(0, changes.getLast().length() - text.length())),
            changes.getLast());
      } else {
        changes.add(text);
        inOrder.add(text);
      }
    }
    if (!skipped(words.substring(end))) {
      return Optional.empty();
    }
    if (inOrder.size() > changes.size()) {
      boolean chinese = ended.isEmpty() && dates.isEmpty() && years.isEmpty();
      return chinese ? chinese(inOrder, changes, amounts) : Optional.empty();
    }
    return amounts > 0 ? Optional.empty() : english(ended, dates, days, years, changes);
  }

  /**
   * The heads in their order; periods above an amount and its share each, with what comes after.
   */
  private static Optional<List<String>> chinese(
      List<String> inOrder, List<String> changes, int amounts) {
    List<String> periods = inOrder.stream().filter(each -> !changes.contains(each)).toList();
    if (amounts == 0) {
      return Optional.of(List.copyOf(inOrder));
    }
    if (amounts != periods.size() || changes.size() < amounts) {
      return Optional.empty();
    }
    List<String> heads = new ArrayList<>();
    for (int i = 0; i < amounts; i++) {
      heads.add(periods.get(i));
      heads.add(periods.get(i) + changes.get(i));
    }
    heads.addAll(changes.subList(amounts, changes.size()));
    return Optional.of(heads);
  }

  private static boolean skipped(String between) {
    String rest = SKIPPED.matcher(between).replaceAll(" ").strip();
    return rest.isEmpty();
  }

  /**
   * @param years of the dates and of years that stand alone, in their order
   */
  private static Optional<List<String>> english(
      List<String> ended,
      List<String> dates,
      List<String> days,
      List<String> years,
      List<String> changes) {
    List<String> allDays = new ArrayList<>(days);
    dates.forEach(date -> allDays.add(date.replaceAll(" ?(?:19|20)\\d{2}$", "")));
    boolean byYear = dates.size() != years.size() || !days.isEmpty();
    long differentDays = allDays.stream().map(day -> day.replace(",", "")).distinct().count();
    if (years.isEmpty() || byYear && differentDays > 1) {
      return Optional.empty();
    }
    List<String> lengths = ended.stream().distinct().toList();
    int times = Math.max(1, lengths.size());
    Map<String, Integer> counts = new LinkedHashMap<>();
    (byYear ? years : dates).forEach(each -> counts.merge(each, 1, Integer::sum));
    List<String> distinct = List.copyOf(counts.keySet());
    boolean even = counts.values().stream().allMatch(count -> count == times);
    if (!even || !descending(distinct)) {
      return Optional.empty();
    }
    String day = byYear && !allDays.isEmpty() ? allDays.getFirst().replace(",", "") + ", " : "";
    List<String> heads = new ArrayList<>();
    for (String length : lengths.isEmpty() ? List.of("") : lengths) {
      distinct.forEach(date -> heads.add((length + " " + day + date).strip()));
    }
    if (!changes.isEmpty() && times > 1) {
      return Optional.empty();
    }
    heads.addAll(changes);
    return Optional.of(heads);
  }

  /** The latest year first, as filings have it; nothing else can be told from words in a row. */
  private static boolean descending(List<String> dates) {
    int before = Integer.MAX_VALUE;
    for (String date : dates) {
      int year = Integer.parseInt(date.substring(date.length() - 4));
      if (year > before) {
        return false;
      }
      before = year;
    }
    return true;
  }

  /** Whether a line can be nothing but a part of the heads. */
  static boolean head(String line) {
    String rest = TOKEN.matcher(line).replaceAll(" ");
    return !rest.equals(line) && skipped(MONTHS.matcher(rest).replaceAll(" "))
        || MONTHS.matcher(line.strip()).matches()
        || PART_OF_DATE.matcher(line.strip()).matches();
  }
}
