package dev.rapporteur.reading;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Heading;
import dev.rapporteur.knowledge.DocumentContent.ListItem;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import dev.rapporteur.knowledge.DocumentReader;
import dev.rapporteur.reading.StatementTable.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code rapporteur read}: key indicators and risks of a financial report, by its tables and
 * headings, in English or Chinese, without a model.
 */
public final class ReportReader {
  private static final Pattern DURATION =
      Pattern.compile(
          "(?i)(?:for the )?(?:fiscal )?(?:three|six|nine|twelve|quarters?|years?|\\d{1,2}|"
              + "thirteen|twenty-six|thirty-nine|fifty-two)(?:[ -](?:months?|weeks?))?(?: period)"
              + "? ended");
  private static final Pattern QUARTERLY =
      Pattern.compile("(?i)\\b10-Q\\b|quarterly (?:period|report)");
  private static final Pattern PARENT_COMPANY = Pattern.compile(".*母公司.*(?:表|报表|附注|项目注释).*");
  private static final Pattern CONSOLIDATED = Pattern.compile(".*合并.*(?:表|报表|附注|项目注释).*");

  /** A sentence that leads to a table. */
  private static final Pattern LEADS =
      Pattern.compile(
          "(?is).*(?:as follows|following|below|summari[sz]e[sd]?|present(?:s|ed)|如下|以下).*");

  private static final int FARTHEST = 12;

  private final DocumentReader reader;

  public ReportReader(DocumentReader reader) {
    this.reader = reader;
  }

  /**
   * Reads a report.
   *
   * @throws dev.rapporteur.knowledge.UnreadableDocumentException if the file cannot be read
   */
  public ReportReading read(Path file) {
    return read(reader.read(file));
  }

  ReportReading read(DocumentContent content) {
    List<Block> blocks = content.blocks();
    boolean chinese = chinese(blocks);
    String title = content.title().orElse("");
    Optional<ReportPeriod> period =
        chinese ? ReportPeriod.of(title, start(blocks)) : Optional.empty();
    String currency = chinese ? "CNY" : currency(blocks);
    boolean quarterly = start(blocks).stream().anyMatch(b -> QUARTERLY.matcher(words(b)).find());
    List<Indicator> indicators = new ArrayList<>();
    List<String> headings = new ArrayList<>();
    String prefix = "";
    String heading = "";
    List<String> headsBefore = List.of();
    for (int i = 0; i < blocks.size(); i++) {
      String words = words(blocks.get(i));
      prefix = prefix(words, prefix);
      if (blocks.get(i) instanceof Heading above) {
        heading = above.text();
      }
      if (blocks.get(i) instanceof Table table) {
        Context context =
            context(blocks, i, period, heading, prefix, currency, chinese, quarterly, headsBefore);
        StatementTable.Read read = StatementTable.read(table, context);
        headsBefore = read.heads();
        for (Indicator indicator : read.indicators()) {
          indicators.add(indicator);
          headings.add(heading);
        }
      } else if (!words.isBlank()) {
        headsBefore = List.of();
      }
    }
    List<Indicator> distinct = distinct(indicators, headings);
    return new ReportReading(
        title,
        content.pages(),
        distinct,
        RiskFinder.in(blocks),
        Contradiction.in(blocks, indicators));
  }

  /** Where a report says what it is. */
  private static List<Block> start(List<Block> blocks) {
    return blocks.subList(0, Math.min(80, blocks.size()));
  }

  private static String prefix(String words, String before) {
    if (words.length() > 60) {
      return before;
    }
    if (PARENT_COMPANY.matcher(words).matches() && !CONSOLIDATED.matcher(words).matches()) {
      return "母公司";
    }
    return CONSOLIDATED.matcher(words).matches() ? "" : before;
  }

  private static Context context(
      List<Block> blocks,
      int at,
      Optional<ReportPeriod> report,
      String heading,
      String prefix,
      String currency,
      boolean chinese,
      boolean quarterly,
      List<String> headsBefore) {
    Optional<Scale> scale = Optional.empty();
    Optional<String> date = Optional.empty();
    Optional<String> duration = Optional.empty();
    boolean near = true;
    for (int i = at - 1; i >= Math.max(0, at - FARTHEST); i--) {
      String words = words(blocks.get(i));
      if (scale.isEmpty()) {
        scale = Scale.of(words, currency);
      }
      if (blocks.get(i) instanceof Table) {
        near = false;
        continue;
      }
      if (near && at - i <= 2) {
        ColumnHead head = ColumnHead.of(words);
        if (DURATION.matcher(words.strip()).matches()) {
          duration = Optional.of(words.strip());
        } else if (date.isEmpty() && head.dated() && words.length() < 30 + head.period().length()) {
          date = Optional.of(head.period());
        } else if (date.isEmpty() && LEADS.matcher(words).matches()) {
          date = ColumnHead.only(words);
        }
      }
      boolean prose = blocks.get(i) instanceof Paragraph && words.length() > 200;
      if (scale.isPresent() || prose && !near) {
        break;
      }
    }
    return new Context(
        scale, date, duration, report, heading, prefix, currency, chinese, quarterly, headsBefore);
  }

  /**
   * Each statement once for each page. The same name and period with another value is about
   * something else and is named by its heading.
   */
  private static List<Indicator> distinct(List<Indicator> indicators, List<String> headings) {
    Map<String, Indicator> first = new HashMap<>();
    Set<Indicator> distinct = new LinkedHashSet<>();
    for (int i = 0; i < indicators.size(); i++) {
      Indicator indicator = indicators.get(i);
      String key = indicator.name() + "|" + indicator.period() + "|" + indicator.unit();
      Indicator known = first.putIfAbsent(key, indicator);
      boolean other = known != null && known.value().compareTo(indicator.value()) != 0;
      if (!other) {
        distinct.add(indicator);
      } else if (!headings.get(i).isEmpty()) {
        distinct.add(
            new Indicator(
                headings.get(i) + ": " + indicator.name(),
                indicator.value(),
                indicator.unit(),
                indicator.period(),
                indicator.page(),
                indicator.quote()));
      }
    }
    return List.copyOf(distinct);
  }

  private static String words(Block block) {
    return switch (block) {
      case Heading heading -> heading.text();
      case Paragraph paragraph -> paragraph.text();
      case ListItem item -> item.text();
      case Table table -> "";
    };
  }

  private static boolean chinese(List<Block> blocks) {
    long han = 0;
    long letters = 0;
    for (Block block : blocks) {
      String words = words(block);
      han += words.chars().filter(c -> c >= 0x4E00 && c <= 0x9FFF).count();
      letters += words.chars().filter(Character::isLetter).count();
    }
    return han * 4 > letters;
  }

  private static String currency(List<Block> blocks) {
    return first(blocks, true).or(() -> first(blocks, false)).orElse("");
  }

  private static Optional<String> first(List<Block> blocks, boolean inTables) {
    return blocks.stream()
        .filter(block -> block instanceof Table == inTables)
        .flatMap(
            block ->
                block instanceof Table table
                    ? table.rows().stream().map(row -> String.join(" ", row))
                    : Stream.of(words(block)))
        .map(Scale::currencyOf)
        .flatMap(Optional::stream)
        .findFirst();
  }
}
