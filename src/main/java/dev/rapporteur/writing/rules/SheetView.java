package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureEntry;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.analysis.Measure;
import dev.rapporteur.analysis.MissingFigure;
import dev.rapporteur.report.CellPath;
import dev.rapporteur.report.FigureDefinition;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportingPeriod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds figures by what they mean: of which definition, entity and measure, compared with what. */
final class SheetView {
  /** Usual dimensions, where no figure counts their entities. */
  private static final Map<String, String> CHINESE_NOUNS =
      Map.of(
          "region", "区域",
          "category", "品类",
          "product", "产品",
          "customer", "客户",
          "salesperson", "销售员",
          "channel", "渠道",
          "country", "国家",
          "city", "城市",
          "store", "门店");

  private final ReportDefinition definition;
  private final FigureSheet sheet;
  private final ReportingPeriod period;
  private final Map<Key, Figure> figures = new HashMap<>();
  private final Map<String, FigureDefinition> definitions = new LinkedHashMap<>();

  private record Key(String metric, Measure measure, Optional<Base> base, String entity) {}

  SheetView(ReportDefinition definition, FigureSheet sheet, ReportingPeriod period) {
    this.definition = definition;
    this.sheet = sheet;
    this.period = period;
    definition.figures().forEach(one -> definitions.put(one.id(), one));
    sheet
        .figures()
        .filter(figure -> !(definitions.get(figure.metric()) instanceof FigureDefinition.Trend))
        .forEach(figure -> figures.putIfAbsent(key(figure), figure));
  }

  private static Key key(Figure figure) {
    String entity = figure.entity().map(Entity::key).orElse("");
    return new Key(figure.metric(), figure.measure(), figure.base(), entity);
  }

  Optional<FigureDefinition> definition(String id) {
    return Optional.ofNullable(definitions.get(id));
  }

  List<FigureDefinition> definitions() {
    return List.copyOf(definitions.values());
  }

  Optional<Figure> find(String metric, Measure measure, Optional<Base> base, String entity) {
    return Optional.ofNullable(figures.get(new Key(metric, measure, base, entity)));
  }

  Optional<Figure> figure(String id) {
    return sheet.figure(id);
  }

  /** The value of a definition that has no entities; empty where the data do not allow it. */
  Optional<Measured> measured(FigureDefinition one) {
    Measure measure = one instanceof FigureDefinition.Ratio ? Measure.RATIO : Measure.LEVEL;
    return find(one.id(), measure, Optional.empty(), "")
        .map(
            now ->
                new Measured(
                    one.name(),
                    now,
                    one.compare().stream().map(base -> comparison(one, measure, base)).toList()));
  }

  private Comparison comparison(FigureDefinition one, Measure measure, Base base) {
    Optional<Base> compared = Optional.of(base);
    Optional<Figure> points = find(one.id(), Measure.POINTS_CHANGE, compared, "");
    Optional<Figure> amount = find(one.id(), Measure.CHANGE, compared, "");
    Optional<Figure> rate = find(one.id(), Measure.CHANGE_RATE, compared, "");
    return new Comparison(
        base, find(one.id(), measure, compared, ""), points.or(() -> amount), rate);
  }

  List<MissingFigure> missing() {
    List<MissingFigure> missing = new ArrayList<>();
    for (FigureEntry entry : sheet.entries().values()) {
      if (entry instanceof MissingFigure one) {
        missing.add(one);
      }
    }
    return missing;
  }

  private String suffix(Base base) {
    if (base == Base.PREVIOUS_YEAR) {
      return "yoy";
    }
    return switch (period.kind()) {
      case WEEK -> "wow";
      case MONTH -> "mom";
      case QUARTER -> "qoq";
      case YEAR -> "pop";
    };
  }

  /** All parts of the sum of a column by entity, the largest change first. */
  List<Part> parts(CellPath cells, String by, Base base) {
    Optional<Base> compared = Optional.of(base);
    Optional<String> total = idOf(cells, by, FigureDefinition.Total.class);
    Optional<String> share = idOf(cells, by, FigureDefinition.Share.class);
    Optional<String> part = idOf(cells, by, FigureDefinition.Contribution.class);
    Map<String, Entity> entities = new LinkedHashMap<>();
    List<String> ids = Stream.of(total, share, part).flatMap(Optional::stream).toList();
    sheet
        .figures()
        .filter(figure -> ids.contains(figure.metric()))
        .forEach(figure -> figure.entity().ifPresent(one -> entities.putIfAbsent(one.key(), one)));
    return entities.values().stream()
        .map(
            entity ->
                new Part(
                    named(entity),
                    find(total, Measure.LEVEL, Optional.empty(), entity),
                    find(total, Measure.LEVEL, compared, entity),
                    find(part, Measure.CHANGE, compared, entity)
                        .or(() -> find(total, Measure.CHANGE, compared, entity)),
                    find(total, Measure.CHANGE_RATE, compared, entity),
                    find(part, Measure.CONTRIBUTION, compared, entity),
                    find(share, Measure.SHARE, Optional.empty(), entity),
                    find(share, Measure.POINTS_CHANGE, compared, entity),
                    comparesTotal(total, base)))
        .sorted(
            Comparator.comparing(Part::moved).reversed().thenComparing(one -> one.entity().key()))
        .toList();
  }

  /** Whether a broken-down total, if there is one, is compared with the period. */
  private boolean comparesTotal(Optional<String> total, Base base) {
    return total.filter(id -> definitions.get(id).compare().contains(base)).isPresent();
  }

  /** The period that the parts of a column are best compared with. */
  Base mainBase(CellPath cells, String by) {
    Optional<String> total = idOf(cells, by, FigureDefinition.Total.class);
    boolean year =
        (total.isEmpty() || comparesTotal(total, Base.PREVIOUS_YEAR))
            && parts(cells, by, Base.PREVIOUS_YEAR).stream()
                .anyMatch(part -> part.change().isPresent());
    return year ? Base.PREVIOUS_YEAR : Base.PREVIOUS_PERIOD;
  }

  private Optional<Figure> find(
      Optional<String> metric, Measure measure, Optional<Base> base, Entity entity) {
    return metric.flatMap(id -> find(id, measure, base, entity.key()));
  }

  private Optional<String> idOf(CellPath cells, String by, Class<? extends FigureDefinition> kind) {
    return definitions.values().stream()
        .filter(kind::isInstance)
        .filter(one -> isOf(one, cells, by))
        .map(FigureDefinition::id)
        .findFirst();
  }

  /** Whether a definition breaks a column down by an entity. */
  static boolean isOf(FigureDefinition one, CellPath cells, String by) {
    return switch (one) {
      case FigureDefinition.Total total ->
          total.cells().equals(cells) && total.by().filter(by::equals).isPresent();
      case FigureDefinition.Share share -> share.cells().equals(cells) && share.by().equals(by);
      case FigureDefinition.Contribution part -> part.cells().equals(cells) && part.by().equals(by);
      default -> false;
    };
  }

  /** What the parts of a column are called: the name of their total, without the entity's kind. */
  String nameOf(CellPath cells, String by) {
    String name =
        idOf(cells, by, FigureDefinition.Total.class)
            .or(() -> idOf(cells, by, FigureDefinition.Share.class))
            .map(id -> definitions.get(id).name())
            .orElse("");
    String noun = noun(by);
    return definition.isChinese()
        ? name.startsWith(noun) ? name.substring(noun.length()) : name
        : name.replaceFirst(" by \\S+$", "");
  }

  /** The value of the period itself in a series over time. */
  Optional<Figure> latest(FigureDefinition.Trend trend) {
    return sheet.figure(trend.id() + "." + period);
  }

  /**
   * How many entities of a broken-down total grew ({@code growing}) or shrank ({@code falling}).
   */
  Optional<Figure> movers(CellPath cells, String by, Base base, String which) {
    return idOf(cells, by, FigureDefinition.Total.class)
        .flatMap(id -> sheet.figure(id + "." + which + "." + suffix(base)));
  }

  /** A target of the whole. */
  Optional<Aim> aim(FigureDefinition.Target target) {
    return aim(target, Optional.empty());
  }

  /** The targets by entity, the one furthest below first. */
  List<Aim> aims(FigureDefinition.Target target) {
    List<Aim> aims = new ArrayList<>();
    sheet
        .ofMetric(target.id())
        .filter(figure -> figure.measure() == Measure.TARGET_GAP)
        .forEach(figure -> aim(target, figure.entity()).ifPresent(aims::add));
    aims.sort(Comparator.comparing(one -> one.gap().value()));
    return aims;
  }

  private Optional<Aim> aim(FigureDefinition.Target target, Optional<Entity> entity) {
    String key = entity.map(Entity::key).orElse("");
    Optional<Figure> planned = find(target.id(), Measure.TARGET, Optional.empty(), key);
    Optional<Figure> gap = find(target.id(), Measure.TARGET_GAP, Optional.empty(), key);
    if (planned.isEmpty() || gap.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Aim(
            entity.map(SheetView::named),
            planned.get(),
            gap.get(),
            find(target.id(), Measure.ATTAINMENT, Optional.empty(), key)));
  }

  /** A ranking, the first place first. */
  List<Ranked> ranking(FigureDefinition.Rank rank) {
    Optional<Base> base = rank.compare().stream().max(Comparator.naturalOrder());
    return sheet
        .ofMetric(rank.id())
        .filter(figure -> figure.measure() == Measure.RANK)
        .sorted(Comparator.comparing(Figure::value).thenComparing(Figure::id))
        .flatMap(place -> ranked(rank.id(), place, base).stream())
        .toList();
  }

  private Optional<Ranked> ranked(String id, Figure place, Optional<Base> base) {
    Entity entity = place.entity().orElseThrow();
    String key = entity.key();
    return find(id, Measure.LEVEL, Optional.empty(), key)
        .map(
            amount ->
                new Ranked(
                    named(entity),
                    place,
                    amount,
                    find(id, Measure.SHARE, Optional.empty(), key),
                    base.flatMap(any -> find(id, Measure.RANK_CHANGE, base, key))));
  }

  /** The values over time whose latest one is this value, by period; empty if there are none. */
  TreeMap<ReportingPeriod, Figure> history(Figure now) {
    TreeMap<ReportingPeriod, Figure> history = new TreeMap<>();
    trendOf(now)
        .ifPresent(
            trend ->
                sheet
                    .ofMetric(trend.id())
                    .filter(figure -> figure.measure() == Measure.LEVEL)
                    .forEach(figure -> history.put(figure.period().last(), figure)));
    return history;
  }

  /** Periods in a row above or below the compared one. */
  Optional<Figure> streak(Figure now, Base base) {
    return trendOf(now).flatMap(trend -> sheet.figure(trend.id() + ".streak." + suffix(base)));
  }

  private Optional<FigureDefinition.Trend> trendOf(Figure now) {
    return definitions.values().stream()
        .filter(FigureDefinition.Trend.class::isInstance)
        .map(FigureDefinition.Trend.class::cast)
        .filter(
            trend ->
                sheet
                    .figure(trend.id() + "." + period)
                    .filter(latest -> latest.unit().equals(now.unit()))
                    .filter(latest -> latest.value().compareTo(now.value()) == 0)
                    .isPresent())
        .findFirst();
  }

  /** An entity whose name cannot pose as a reference or a citation. */
  private static Entity named(Entity entity) {
    String label = entity.label().replaceAll("[{}\\[\\]\\s]+", " ").strip();
    return label.equals(entity.label())
        ? entity
        : new Entity(entity.dimension(), entity.key(), label, entity.aliases());
  }

  /**
   * What one entity of a dimension is called: {@code region}, 区域. In Chinese empty where the sheet
   * does not tell.
   */
  String noun(String by) {
    return dimensionNoun(by)
        .or(() -> Optional.ofNullable(definition.isChinese() ? CHINESE_NOUNS.get(by) : null))
        .orElse(definition.isChinese() ? "" : by.replace('_', ' '));
  }

  private Optional<String> dimensionNoun(String by) {
    for (FigureDefinition one : definitions.values()) {
      Optional<String> column =
          switch (one) {
            case FigureDefinition.Total total -> total.by();
            case FigureDefinition.Target target -> target.by();
            default -> Optional.empty();
          };
      if (column.filter(by::equals).isPresent()) {
        Optional<Figure> count =
            sheet
                .ofMetric(one.id())
                .filter(figure -> figure.measure() == Measure.COUNT)
                .findFirst();
        if (count.isPresent()) {
          return Optional.of(singular(count.get().unit().symbol()));
        }
      }
    }
    return Optional.empty();
  }

  private String singular(String counted) {
    if (definition.isChinese()) {
      return counted.startsWith("个") ? counted.substring(1) : counted;
    }
    if (counted.endsWith("ies")) {
      return counted.substring(0, counted.length() - 3) + "y";
    }
    return counted.endsWith("s") ? counted.substring(0, counted.length() - 1) : counted;
  }
}
