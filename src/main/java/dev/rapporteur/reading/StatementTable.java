package dev.rapporteur.reading;

import dev.rapporteur.knowledge.DocumentContent.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A table of a financial report: rows with captions, columns with periods.
 *
 * <p>A cell becomes an indicator only where caption, period and unit of it are known; a table that
 * does not say in what it counts, or when, gives none.
 */
final class StatementTable {
  private static final Pattern PER_SHARE =
      Pattern.compile(
          "(?i)per (?:common |ordinary |diluted |basic )*(?:share|rsu|ads|unit)|\\beps\\b|每股");
  private static final Pattern SHARES =
      Pattern.compile(
          "(?i)shares (?:used|outstanding|issued)|number of (?:common )?(?:shares|rsus)"
              + "|weighted[- ]average.*shares|(?:common )?shares.*(?:outstanding|issued)|"
              + "dilut\\w+ (?:effect|securities)|effect of dilutive|股份(?:总)?数|总股本（股）|股数");

  /** Amounts of money whose caption also says how many shares there are. */
  private static final Pattern CAPITAL =
      Pattern.compile("(?i)capital|par value|stated value|treasury stock, at cost|no par");

  private static final Pattern RATIO =
      Pattern.compile("[（(]\\s*[%％]\\s*[)）]|(?i)percentage|margin %|率$");
  private static final Pattern NUMBER_IN_HEAD = Pattern.compile("\\d\\.\\d|\\d,\\d{3}\\b");
  private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(10_000);
  private static final Pattern WHOLE_NAME =
      Pattern.compile(
          "(?i)(?:basic|diluted|products?|services?|other|total|subtotal|domestic|foreign|"
              + "net|united states|international|合计|小计|其他|其中.*|总计)");
  private static final Pattern IGNORED_HEAD = Pattern.compile("(?i)notes?|附注.*|行次|序号|项目.*|ref\\.?");
  private static final Pattern UNIT_IN_CAPTION =
      Pattern.compile(
          "\\s*[（(]\\s*(?:单位[:：])?((?:十|百|千|万|百万|千万|亿)*元(?:\\s*[/／]\\s*股)?|[%％]|(?:千|"
              + "万|亿)?股|(?:万)?吨|人|in (?:thousands|millions|billions))\\s*[)）]");

  private static final Pattern NUMBERING =
      Pattern.compile(
          "^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\\d]{1,3}[）)][.、．]?|\\d{1,2}\\s*[.、．]"
              + "\\s*(?!\\d))?\\s*(?:(?:其中|加|减)[:：])?\\s*(?:[（(][一二三四五六七八九十\\d]{1,3}[）)])"
              + "?\\s*");
  private static final Pattern LOSS_REMARK = Pattern.compile("[（(][^（()）]*(?:号|填列|列示)[^（()）]*[)）]");

  private final Table table;
  private final Optional<Scale> scale;
  private final Context context;
  private final List<Indicator> indicators = new ArrayList<>();
  private List<ColumnHead> heads = List.of();
  private String[] headWords;
  private boolean[] told = {};
  private boolean headOpen = true;
  private String section = "";
  private String captionBefore = "";

  /**
   * What is known from outside the table.
   *
   * @param scale in what the text before the table says it counts
   * @param period a date in the heading or sentence right before the table
   * @param duration words such as "Nine Months Ended" that stand above its dates
   * @param report the period of a Chinese report
   * @param heading the heading above the table
   * @param prefix what distinguishes the table from one with the same captions, such as 母公司
   * @param currency the currency of the report
   * @param chinese whether the report is Chinese
   * @param quarterly whether the report is about less than a year, so that a year alone is no
   *     period
   * @param headsBefore the heads of the table that this one may go on with from the page before
   */
  record Context(
      Optional<Scale> scale,
      Optional<String> period,
      Optional<String> duration,
      Optional<ReportPeriod> report,
      String heading,
      String prefix,
      String currency,
      boolean chinese,
      boolean quarterly,
      List<String> headsBefore) {}

  private StatementTable(Table table, Context context) {
    this.table = table;
    this.context = context;
    this.scale = scaleInside(table, context).or(context::scale);
    this.headWords = new String[table.rows().isEmpty() ? 0 : table.rows().getFirst().size()];
    Arrays.fill(headWords, "");
  }

  /**
   * What a table gives.
   *
   * @param indicators its numbers
   * @param heads the words above its columns, for the part of it that goes on on the next page
   */
  record Read(List<Indicator> indicators, List<String> heads) {}

  static Read read(Table table, Context context) {
    StatementTable statement = new StatementTable(table, context);
    return new Read(statement.indicators(), List.of(statement.headWords));
  }

  private List<Indicator> indicators() {
    Map<String, Integer> captions = new HashMap<>();
    table.rows().forEach(row -> captions.merge(row.getFirst(), 1, Integer::sum));
    for (List<String> row : table.rows()) {
      if (headRow(row)) {
        takeHead(row);
      } else if (row.stream().skip(1).anyMatch(cell -> PrintedNumber.of(cell).isPresent())) {
        closeHead();
        values(row, captions.get(row.getFirst()) > 1);
      } else if (row.stream().skip(1).allMatch(PrintedNumber::isNone)) {
        headOpen &= heads.isEmpty();
        section = row.getFirst().replaceAll("[:：]\\s*$", "").strip();
      }
    }
    return indicators;
  }

  /** Words and years only, beside at most a word such as "项目" or "(In millions)". */
  private boolean headRow(List<String> row) {
    boolean any = false;
    for (String cell : row.subList(1, row.size())) {
      boolean words = !PrintedNumber.isNone(cell) && PrintedNumber.of(cell).isEmpty();
      boolean year = cell.strip().matches("(?:19|20)\\d{2}(?:\\s*年(?:度)?)?(?:\\s*\\(\\d\\))?");
      if (!words && !year && !cell.isBlank()) {
        return false;
      }
      any |= words || year;
    }
    return any;
  }

  private void takeHead(List<String> row) {
    if (!headOpen) {
      Arrays.fill(headWords, "");
      heads = List.of();
      headOpen = true;
      section = "";
    }
    for (int i = 1; i < row.size(); i++) {
      headWords[i] = (headWords[i] + " " + row.get(i)).strip();
    }
  }

  private void closeHead() {
    if (!headOpen) {
      return;
    }
    headOpen = false;
    boolean goesOn =
        Arrays.stream(headWords).allMatch(String::isEmpty)
            && context.headsBefore().size() == headWords.length;
    if (goesOn) {
      headWords = context.headsBefore().toArray(String[]::new);
    }
    List<ColumnHead> closed = new ArrayList<>();
    for (String words : headWords) {
      closed.add(dated(ColumnHead.of(words)));
    }
    heads = closed;
    told = new boolean[headWords.length];
    for (int i = 1; i < headWords.length; i++) {
      told[i] = !ambiguous(i);
    }
  }

  private ColumnHead dated(ColumnHead head) {
    if (context.report().isPresent()) {
      ReportPeriod report = context.report().get();
      if (!head.period().isEmpty()) {
        return new ColumnHead(report.dated(head.period()), head.about());
      }
      return context.chinese() && !head.about().isEmpty() && !head.mixed()
          ? new ColumnHead(context.period().orElse(report.whole()), head.about())
          : head;
    }
    boolean dateOnly =
        head.dated()
            && !head.period().matches("(?i).*(?:ended|ending|quarter|months|weeks|as of|at ).*");
    if (dateOnly && context.duration().isPresent()) {
      return new ColumnHead(context.duration().get() + " " + head.period(), head.about());
    }
    return head.orPeriod(context.period());
  }

  /**
   * Whether another column has the same head and other numbers, so that nobody can tell which of
   * them is meant.
   */
  private boolean ambiguous(int column) {
    for (int other = 1; other < headWords.length; other++) {
      if (other == column || !heads.get(other).equals(heads.get(column))) {
        continue;
      }
      int twin = other;
      boolean differs =
          table.rows().stream()
              .filter(row -> !headRow(row))
              .anyMatch(
                  row -> {
                    Optional<BigDecimal> one = PrintedNumber.of(row.get(column));
                    Optional<BigDecimal> two = PrintedNumber.of(row.get(twin));
                    return one.isPresent() && two.isPresent() && !one.equals(two);
                  });
      if (differs) {
        return true;
      }
    }
    return false;
  }

  private void values(List<String> row, boolean repeated) {
    String caption = row.getFirst().strip();
    if (caption.isEmpty() || caption.chars().noneMatch(Character::isLetter)) {
      return;
    }
    String quote = quote(row);
    for (int i = 1; i < row.size(); i++) {
      Optional<BigDecimal> value = PrintedNumber.of(row.get(i));
      ColumnHead head = heads.get(i);
      boolean dated = head.dated() && !(context.quarterly() && head.period().matches("\\d{4}"));
      if (value.isEmpty() || !dated || !told[i] || IGNORED_HEAD.matcher(headWords[i]).matches()) {
        continue;
      }
      Optional<String> unit = unit(caption, row.get(i), headWords[i]);
      if (unit.isPresent() && plausible(value.get(), unit.get(), head, headWords[i])) {
        indicators.add(
            new Indicator(
                name(caption, head, repeated),
                value.get(),
                unit.get(),
                head.period(),
                table.page() > 0 ? OptionalInt.of(table.page()) : OptionalInt.empty(),
                quote));
      }
    }
    captionBefore = repeated ? captionBefore : caption;
    if (caption.matches("(?i)total .*|.*(?:合计|总计)$")) {
      section = "";
    }
  }

  /**
   * Whether number, unit and head can belong together. They do not where two heads have run into
   * one, which happens in tables without lines.
   */
  private boolean plausible(BigDecimal value, String unit, ColumnHead head, String words) {
    if (NUMBER_IN_HEAD.matcher(words).find()) {
      return false;
    }
    if (unit.equals("%")) {
      return value.abs().compareTo(MOST_PERCENT) < 0;
    }
    boolean amount = head.plainAmount() || !context.chinese() || head.about().contains("额");
    return amount && !RATIO.matcher(words).find();
  }

  private String name(String caption, ColumnHead head, boolean repeated) {
    String plain = plain(caption);
    boolean unclear = repeated || WHOLE_NAME.matcher(plain).matches();
    String near = !repeated || captionBefore.isEmpty() ? context.heading() : captionBefore;
    String above = plain(section.isEmpty() ? near : section);
    String name = unclear && !above.isEmpty() ? above + ": " + plain : plain;
    name = context.prefix().isEmpty() ? name : context.prefix() + " " + name;
    String about = IGNORED_HEAD.matcher(head.about()).matches() ? "" : head.about();
    return about.isEmpty() ? name : name + ": " + about;
  }

  /** A caption without its number, its unit and the remark that a loss has a minus sign. */
  private static String plain(String caption) {
    String words = UNIT_IN_CAPTION.matcher(caption).replaceAll("");
    words = LOSS_REMARK.matcher(words).replaceAll("");
    words = NUMBERING.matcher(words.strip()).replaceFirst("");
    return words.replaceAll("[:：]\\s*$", "").strip();
  }

  private Optional<String> unit(String caption, String cell, String head) {
    String about = section + " " + caption;
    if (PrintedNumber.isPercentage(cell)
        || RATIO.matcher(caption).find()
        || RATIO.matcher(head).find()) {
      return Optional.of("%");
    }
    boolean shares =
        SHARES.matcher(about).find()
            && !PER_SHARE.matcher(caption).find()
            && !CAPITAL.matcher(caption).find();
    boolean perShare = PER_SHARE.matcher(caption + " " + section + " " + head).find();
    if (perShare && !shares) {
      return Optional.of(context.chinese() ? "元/股" : context.currency() + " per share");
    }
    var written = UNIT_IN_CAPTION.matcher(caption);
    if (written.find() && !written.group(1).startsWith("in ")) {
      return Optional.of(written.group(1));
    }
    Optional<Scale> own =
        Scale.of(head, context.currency())
            .or(() -> Scale.of(caption, context.currency()))
            .or(() -> scale);
    if (shares) {
      return own.map(Scale::shares);
    }
    return own.map(Scale::money);
  }

  private static Optional<Scale> scaleInside(Table table, Context context) {
    return table.rows().stream()
        .limit(4)
        .map(row -> Scale.of(String.join(" ", row), context.currency()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String quote(List<String> row) {
    List<String> printed = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      boolean spans =
          i > 0
              && row.get(i).equals(row.get(i - 1))
              && PrintedNumber.of(row.get(i)).isEmpty()
              && !PrintedNumber.isNone(row.get(i));
      if (!row.get(i).isBlank() && !spans) {
        printed.add(row.get(i));
      }
    }
    return String.join(" ", printed);
  }
}
