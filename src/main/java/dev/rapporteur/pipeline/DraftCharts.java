package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.AnalysisInput;
import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.analysis.Measure;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.pipeline.RunDossier.QueriedData;
import dev.rapporteur.rendering.ReportChart;
import dev.rapporteur.rendering.ReportChart.Kind;
import dev.rapporteur.rendering.ReportChart.Role;
import dev.rapporteur.rendering.ReportChart.Series;
import dev.rapporteur.report.CellPath;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportDefinition.ChartDefinition;
import dev.rapporteur.report.ReportingPeriod;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The charts of a draft. A chart's title is its message; where there is none to tell, its subject.
 */
final class DraftCharts {
  private static final int MOST_BARS = 12;
  private static final int MOST_STEPS = 7;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final RunDossier dossier;
  private final QueriedData data;
  private final FigureSheet sheet;
  private final FigureFormat format;
  private final DraftWords words;
  private final ReportingPeriod period;
  private final Locale locale;

  DraftCharts(RunDossier dossier, FigureFormat format, DraftWords words) {
    this.dossier = dossier;
    this.data = dossier.data().orElseThrow();
    this.sheet = dossier.figures().orElseThrow();
    this.format = format;
    this.words = words;
    this.period = dossier.run().request().period();
    this.locale = dossier.definition().locale();
  }

  /** The chart that a definition asks for; empty where the data have nothing to draw. */
  Optional<ReportChart> chart(String id, ChartDefinition definition) {
    Optional<CellPath> cells = CellPath.parse(definition.subject());
    if (cells.isEmpty()) {
      return definition.kind().equals("waterfall")
          ? waterfall(id, definition)
          : bars(id, definition);
    }
    FunctionCall call = data.current().get(cells.get().data());
    Optional<Column> key = call.result().columns().stream().filter(Column::key).findFirst();
    if (key.isEmpty() || call.result().isEmpty()) {
      return Optional.empty();
    }
    return key.get().format().filter("year-month"::equals).isPresent()
        ? timeline(id, cells.get(), call.result(), key.get())
        : comparison(id, definition, cells.get(), call.result(), key.get());
  }

  // --- over time: the latest twelve periods, and the same a year earlier ---------------------

  private Optional<ReportChart> timeline(
      String id, CellPath cells, QueryResult result, Column key) {
    Map<ReportingPeriod, BigDecimal> rows = new TreeMap<>();
    for (int row = 0; row < result.rows().size(); row++) {
      Optional<ReportingPeriod> at = ReportingPeriod.parse(result.cell(row, key.name()).toString());
      Optional<BigDecimal> value = result.number(row, cells.column());
      if (at.isPresent() && value.isPresent()) {
        rows.put(at.get(), value.get());
      }
    }
    List<String> categories = new ArrayList<>();
    List<Optional<BigDecimal>> now = new ArrayList<>();
    List<Optional<BigDecimal>> before = new ArrayList<>();
    for (ReportingPeriod at = period.plus(-11); at.compareTo(period) <= 0; at = at.plus(1)) {
      categories.add(shortLabel(at, categories.isEmpty()));
      now.add(Optional.ofNullable(rows.get(at)));
      before.add(Optional.ofNullable(rows.get(at.previousYear())));
    }
    List<Series> series = new ArrayList<>();
    series.add(new Series(words.say("Latest 12 months", "近12个月"), Role.ACTUAL, now));
    if (before.stream().anyMatch(Optional::isPresent)) {
      series.add(new Series(words.say("A year earlier", "上年同期"), Role.PREVIOUS_YEAR, before));
    }
    Unit unit = unit(result, cells.column());
    Scale scale = scale(rows.values().stream().toList(), unit);
    String name = result.column(cells.column()).orElseThrow().title(locale);
    return Optional.of(
        new ReportChart(
            id,
            Kind.LINE,
            timelineMessage(name, rows),
            name + separator() + scale.label,
            period.label(locale)
                + words.say(": ", "：")
                + Optional.ofNullable(rows.get(period))
                    .map(value -> format.text(value, unit))
                    .orElse("–"),
            unit,
            scale.divisor,
            scale.label,
            categories,
            series));
  }

  private String timelineMessage(String name, Map<ReportingPeriod, BigDecimal> rows) {
    BigDecimal now = rows.get(period);
    BigDecimal then = rows.get(period.previousYear());
    if (now == null || then == null || then.signum() <= 0) {
      return name;
    }
    BigDecimal rate =
        now.subtract(then).multiply(HUNDRED).divide(then, 10, java.math.RoundingMode.HALF_UP);
    String size = format.magnitude(rate, Unit.PERCENT);
    String month = period.label(locale);
    if (words.chinese()) {
      return month + name + "同比" + (rate.signum() < 0 ? "下降" : "增长") + size;
    }
    return name
        + " in "
        + month
        + ": "
        + size
        + (rate.signum() < 0 ? " below" : " above")
        + " the year before";
  }

  /** A month says its year where the axis begins and where a year does. */
  private String shortLabel(ReportingPeriod at, boolean first) {
    boolean withYear = first || at.start().getMonthValue() == 1;
    return switch (at.kind()) {
      case MONTH ->
          words.chinese()
              ? at.start().format(chineseMonth(withYear))
              : at.start().format(englishMonth(withYear));
      default -> at.toString();
    };
  }

  private static DateTimeFormatter chineseMonth(boolean withYear) {
    return DateTimeFormatter.ofPattern(withYear ? "yy年M月" : "M月", Locale.CHINESE);
  }

  private static DateTimeFormatter englishMonth(boolean withYear) {
    return DateTimeFormatter.ofPattern(withYear ? "MMM yy" : "MMM", Locale.ENGLISH);
  }

  // --- entities beside each other -------------------------------------------------------------

  private Optional<ReportChart> comparison(
      String id, ChartDefinition definition, CellPath cells, QueryResult result, Column key) {
    Map<String, BigDecimal> now = byKey(result, key.name(), cells.column());
    Map<String, String> labels = labels(result, key.name());
    Optional<Base> base = definition.compare();
    Map<String, BigDecimal> then =
        base.map(one -> data.bases().getOrDefault(one, Map.of()).get(cells.data()))
            .map(call -> byKey(call.result(), key.name(), cells.column()))
            .orElse(Map.of());
    List<String> keys =
        now.entrySet().stream()
            .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
            .limit(MOST_BARS)
            .map(Map.Entry::getKey)
            .toList();
    List<Series> series = new ArrayList<>();
    series.add(
        new Series(
            period.label(locale),
            Role.ACTUAL,
            keys.stream().map(now::get).map(Optional::ofNullable).toList()));
    if (!then.isEmpty()) {
      series.add(
          new Series(
              AnalysisInput.periodOf(base.get(), period).label(locale),
              base.get() == Base.PREVIOUS_YEAR ? Role.PREVIOUS_YEAR : Role.OTHER,
              keys.stream().map(then::get).map(Optional::ofNullable).toList()));
    }
    Unit unit = unit(result, cells.column());
    Scale scale = scale(now.values().stream().toList(), unit);
    String name = result.column(cells.column()).orElseThrow().title(locale);
    String subtitle =
        name
            + (words.chinese()
                ? "（按" + key.title(locale) + "）"
                : " by " + key.title(locale).toLowerCase(Locale.ROOT))
            + separator()
            + scale.label
            + separator()
            + period.label(locale);
    return Optional.of(
        new ReportChart(
            id,
            definition.kind().equals("column") ? Kind.COLUMN : Kind.BAR,
            moverMessage(now, then, labels, unit, name),
            subtitle,
            keys.stream()
                .map(one -> labels.get(one) + " " + format.text(now.get(one), unit))
                .collect(Collectors.joining(words.chinese() ? "，" : ", ")),
            unit,
            scale.divisor,
            scale.label,
            keys.stream().map(labels::get).toList(),
            series));
  }

  /** Names the entity that moved most, or the largest one where nothing is compared. */
  private String moverMessage(
      Map<String, BigDecimal> now,
      Map<String, BigDecimal> then,
      Map<String, String> labels,
      Unit unit,
      String name) {
    Optional<String> mover =
        now.keySet().stream()
            .filter(then::containsKey)
            .max(Comparator.comparing(one -> now.get(one).subtract(then.get(one)).abs()));
    if (mover.isEmpty()) {
      String largest =
          now.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
      return words.say(labels.get(largest) + " is the largest", labels.get(largest) + name + "最高");
    }
    BigDecimal change = now.get(mover.get()).subtract(then.get(mover.get()));
    String label = labels.get(mover.get());
    String size = format.magnitude(change, unit);
    if (words.chinese()) {
      return label + (change.signum() < 0 ? "减少" : "增加") + size + "，变动最大";
    }
    return label + " moved most: " + (change.signum() < 0 ? "down " : "up ") + size;
  }

  // --- figures by entity ----------------------------------------------------------------------

  private Optional<ReportChart> bars(String id, ChartDefinition definition) {
    List<Figure> figures =
        sheet
            .ofMetric(definition.subject())
            .filter(figure -> figure.entity().isPresent() && figure.base().isEmpty())
            .filter(figure -> figure.measure() == leading(definition.subject()))
            .sorted(Comparator.comparing(Figure::value).reversed())
            .limit(MOST_BARS)
            .toList();
    if (figures.isEmpty()) {
      return Optional.empty();
    }
    Unit unit = figures.getFirst().unit();
    Scale scale = scale(figures.stream().map(Figure::value).toList(), unit);
    String name = definitionName(definition.subject());
    return Optional.of(
        new ReportChart(
            id,
            definition.kind().equals("column") ? Kind.COLUMN : Kind.BAR,
            barsMessage(definition.subject(), name, figures),
            name + separator() + scale.label + separator() + period.label(locale),
            figures.stream()
                .map(figure -> label(figure) + " " + format.text(figure.value(), unit))
                .collect(Collectors.joining(words.chinese() ? "，" : ", ")),
            unit,
            scale.divisor,
            scale.label,
            figures.stream().map(DraftCharts::label).toList(),
            List.of(
                new Series(
                    period.label(locale),
                    Role.ACTUAL,
                    figures.stream().map(figure -> Optional.of(figure.value())).toList()))));
  }

  private String barsMessage(String metric, String name, List<Figure> figures) {
    Optional<Figure> missed = sheet.figure(metric + ".missed");
    if (missed.isEmpty()) {
      return words.say(
          label(figures.getFirst()) + " is the largest", label(figures.getFirst()) + "最高");
    }
    int count = missed.get().value().intValueExact();
    return words.say(
        count + " of " + figures.size() + " missed the target",
        figures.size() + "个中有" + count + "个未达标");
  }

  /** The measure that the figures of a definition are about, changes and targets aside. */
  private Measure leading(String metric) {
    return sheet
        .ofMetric(metric)
        .filter(figure -> figure.entity().isPresent() && figure.base().isEmpty())
        .map(Figure::measure)
        .filter(measure -> measure != Measure.TARGET && measure != Measure.TARGET_GAP)
        .findFirst()
        .orElse(Measure.LEVEL);
  }

  // --- from then to now -----------------------------------------------------------------------

  private Optional<ReportChart> waterfall(String id, ChartDefinition definition) {
    Base base = definition.compare().orElse(Base.PREVIOUS_YEAR);
    List<Figure> changes =
        sheet
            .ofMetric(definition.subject())
            .filter(figure -> figure.measure() == Measure.CHANGE)
            .filter(figure -> figure.base().filter(base::equals).isPresent())
            .filter(figure -> figure.value().signum() != 0)
            .sorted(Comparator.comparing((Figure figure) -> figure.value().abs()).reversed())
            .toList();
    Optional<CellPath> cells = contributionCells(definition.subject());
    if (changes.isEmpty() || cells.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal start = sum(data.bases().get(base).get(cells.get().data()), cells.get());
    BigDecimal end = sum(data.current().get(cells.get().data()), cells.get());
    List<String> categories = new ArrayList<>();
    List<Optional<BigDecimal>> values = new ArrayList<>();
    categories.add(AnalysisInput.periodOf(base, period).label(locale));
    values.add(Optional.of(start));
    // A single one left over takes no more room under its own name.
    int shown = changes.size() <= MOST_STEPS + 1 ? changes.size() : MOST_STEPS;
    for (Figure change : changes.subList(0, shown)) {
      categories.add(label(change));
      values.add(Optional.of(change.value()));
    }
    if (changes.size() > shown) {
      List<Figure> rest = changes.subList(shown, changes.size());
      categories.add(words.others(rest.size()));
      values.add(
          Optional.of(rest.stream().map(Figure::value).reduce(BigDecimal.ZERO, BigDecimal::add)));
    }
    categories.add(period.label(locale));
    values.add(Optional.of(end));
    Unit unit = changes.getFirst().unit();
    Scale scale = scale(List.of(start, end), unit);
    String name = definitionName(definition.subject());
    return Optional.of(
        new ReportChart(
            id,
            Kind.WATERFALL,
            waterfallMessage(changes.getFirst(), end.subtract(start)),
            name + separator() + scale.label,
            changes.stream()
                .map(figure -> label(figure) + " " + format.signed(figure.value(), unit))
                .collect(Collectors.joining(words.chinese() ? "，" : ", ")),
            unit,
            scale.divisor,
            scale.label,
            categories,
            List.of(new Series(name, Role.ACTUAL, values))));
  }

  private String waterfallMessage(Figure largest, BigDecimal whole) {
    String size = format.magnitude(whole, largest.unit());
    boolean fell = whole.signum() < 0;
    boolean same = largest.value().signum() == whole.signum() && whole.signum() != 0;
    if (!same) {
      return words.chinese()
          ? (fell ? "合计减少" : "合计增加") + size
          : (fell ? "Down " : "Up ") + size + " in all";
    }
    BigDecimal part =
        largest.value().multiply(HUNDRED).divide(whole, 10, java.math.RoundingMode.HALF_UP);
    String share = format.text(part, Unit.PERCENT);
    return words.chinese()
        ? label(largest) + "占" + (fell ? "降幅" : "增幅") + "的" + share
        : label(largest) + " accounts for " + share + " of the " + (fell ? "decline" : "rise");
  }

  private Optional<CellPath> contributionCells(String id) {
    return dossier.definition().figures().stream()
        .filter(one -> one.id().equals(id))
        .filter(dev.rapporteur.report.FigureDefinition.Contribution.class::isInstance)
        .map(one -> ((dev.rapporteur.report.FigureDefinition.Contribution) one).cells())
        .findFirst();
  }

  // --- shared ---------------------------------------------------------------------------------

  /** What values are divided by for an axis, and what that is called. */
  private record Scale(BigDecimal divisor, String label) {}

  private Scale scale(List<BigDecimal> values, Unit unit) {
    String label = format.unitLabel(unit);
    if (unit.kind() != Unit.Kind.MONEY) {
      return new Scale(BigDecimal.ONE, label);
    }
    BigDecimal largest =
        values.stream().map(BigDecimal::abs).max(Comparator.naturalOrder()).orElse(BigDecimal.ONE);
    if (words.chinese()) {
      boolean tenThousands = largest.compareTo(BigDecimal.valueOf(100_000)) >= 0;
      return tenThousands
          ? new Scale(BigDecimal.valueOf(10_000), "万" + label)
          : new Scale(BigDecimal.ONE, label);
    }
    if (largest.compareTo(BigDecimal.valueOf(1_000_000)) >= 0) {
      return new Scale(BigDecimal.valueOf(1_000_000), "million " + label);
    }
    return largest.compareTo(BigDecimal.valueOf(10_000)) >= 0
        ? new Scale(BigDecimal.valueOf(1_000), "thousand " + label)
        : new Scale(BigDecimal.ONE, label);
  }

  private String separator() {
    return words.chinese() ? "，" : ", ";
  }

  private String definitionName(String id) {
    return dossier.definition().figures().stream()
        .filter(one -> one.id().equals(id))
        .map(dev.rapporteur.report.FigureDefinition::name)
        .findFirst()
        .orElse(id);
  }

  private static String label(Figure figure) {
    return figure.entity().map(Entity::label).orElse(figure.name());
  }

  private static Unit unit(QueryResult result, String column) {
    return Unit.of(result.column(column).orElseThrow().unit().orElseThrow());
  }

  private static BigDecimal sum(FunctionCall call, CellPath cells) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int row = 0; row < call.rowCount(); row++) {
      sum = sum.add(call.result().number(row, cells.column()).orElse(BigDecimal.ZERO));
    }
    return sum;
  }

  private static Map<String, BigDecimal> byKey(QueryResult result, String key, String column) {
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    for (int row = 0; row < result.rows().size(); row++) {
      String name = result.cell(row, key).toString();
      result.number(row, column).ifPresent(value -> values.merge(name, value, BigDecimal::add));
    }
    return values;
  }

  private Map<String, String> labels(QueryResult result, String key) {
    return DraftTables.labels(result, key, locale.getLanguage());
  }
}
