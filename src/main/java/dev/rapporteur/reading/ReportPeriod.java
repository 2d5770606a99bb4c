package dev.rapporteur.reading;

import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The period of a Chinese report, by which its columns "本期" and "期末" get dates.
 *
 * @param year the year it is about
 * @param months the last month it is about: 12 for a year, 6 for a half
 */
record ReportPeriod(int year, int months) {
  private static final Pattern TITLE =
      Pattern.compile("((?:19|20)\\d{2})\\s*年\\s*(年度|半年度|第[一三]季度|度)?\\s*(?:财务)?(?:报告|年报|审计)");
  private static final Pattern REPORTED =
      Pattern.compile(
          "报告期[^。]{0,12}?((?:19|20)\\d{2})\\s*年\\s*1\\s*月\\s*1\\s*日\\s*(?:至|-|—)[^。]"
              + "{0,8}?(\\d{1,2})\\s*月");
  private static final Pattern YEAR_END =
      Pattern.compile("((?:19|20)\\d{2})\\s*年\\s*12\\s*月\\s*31\\s*日");

  /** The period that the report gives itself. */
  static Optional<ReportPeriod> of(String title, List<Block> blocks) {
    Optional<ReportPeriod> named = titled(title);
    Optional<ReportPeriod> ended = Optional.empty();
    for (Block block : blocks) {
      String text =
          switch (block) {
            case Heading heading -> heading.text();
            case Paragraph paragraph -> paragraph.text();
            default -> "";
          };
      named = named.or(() -> titled(text));
      if (named.isPresent()) {
        return named;
      }
      Matcher end = YEAR_END.matcher(text);
      if (end.find()) {
        ended = ended.or(() -> Optional.of(new ReportPeriod(Integer.parseInt(end.group(1)), 12)));
      }
    }
    return ended;
  }

  private static Optional<ReportPeriod> titled(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
    Matcher reported = REPORTED.matcher(normal);
    if (reported.find()) {
      return Optional.of(
          new ReportPeriod(
              Integer.parseInt(reported.group(1)), Integer.parseInt(reported.group(2))));
    }
    Matcher matcher = TITLE.matcher(normal);
    if (!matcher.find()) {
      return Optional.empty();
    }
    int months =
        switch (matcher.group(2) == null ? "" : matcher.group(2)) {
          case "半年度" -> 6;
          case "第一季度" -> 3;
          case "第三季度" -> 9;
          default -> 12;
        };
    return Optional.of(new ReportPeriod(Integer.parseInt(matcher.group(1)), months));
  }

  /** What a head such as "上年同期" means in this report; other words stay as they are. */
  String dated(String head) {
    String words = head.replaceAll("\\s+", "");
    if (words.matches("第[一二三四]季度.*")) {
      return year + "年" + words;
    }
    boolean last = words.matches("(?:上期|上年|去年|上年度|上年同期)(?:期末|年末|末).*|.*(?:期初|年初).*");
    if (last) {
      return end(year - 1, 12);
    }
    if (words.matches(".*(?:期末|年末|本报告期末|本期末|本年度?末).*") && !words.matches(".*(?:19|20)\\d{2}.*")) {
      return end(year, months);
    }
    if (words.matches("(?:本报告期|报告期|本期|本年).*")) {
      return span(year);
    }
    if (words.matches("(?:上期|上年|去年同期).*")) {
      return span(year - 1);
    }
    return head;
  }

  String whole() {
    return span(year);
  }

  private String span(int ofYear) {
    return months == 12 ? ofYear + "年" : ofYear + "年1-" + months + "月";
  }

  private static String end(int year, int month) {
    int day = month == 6 || month == 9 ? 30 : 31;
    return year + "年" + month + "月" + day + "日";
  }
}
