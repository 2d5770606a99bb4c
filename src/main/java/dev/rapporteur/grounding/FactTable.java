package dev.rapporteur.grounding;

import dev.rapporteur.grounding.MetricSense.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The facts, indexed by what is asked of them: entity, role and period. Built once per text in
 * linear time.
 */
final class FactTable {
  private static final Pattern TIME_UNITS =
      Pattern.compile("days?|hours?|minutes?|seconds?|nights?|天|小时|分钟|秒|间夜|晚");
  private static final Set<String> PLAIN_COUNTS =
      Set.of("count", "counts", "number", "num", "个", "#", "pcs", "integer", "n");
  private static final Set<String> NO_KINDS =
      Set.of(
          "sales", "revenue", "share", "rank", "orders", "units", "total", "amount", "cost",
          "profit", "year", "average", "number");

  /** The index of the whole. */
  static final int TOTAL = 0;

  private static final Set<String> WHOLE =
      Set.of(
          "",
          "total",
          "all",
          "overall",
          "whole",
          "company",
          "全部",
          "合计",
          "总计",
          "整体",
          "总体",
          "全公司",
          "公司",
          "grand total",
          "all regions",
          "all products",
          "all entities",
          "总",
          "*");

  private static final Pattern RATED =
      Pattern.compile("(?i)kw|mw|kva|gb|tb|mb|mm|cm|ml|[kmg]?hz|volts?|watts?|千瓦|毫米|厘米");
  private static final Pattern AIM =
      Pattern.compile("(?i)target|goal|budget|plan|forecast|quota|目标|预算|计划");

  /** A fact with its reading. */
  record Entry(
      Fact fact,
      int entity,
      MetricSense sense,
      UnitKind unit,
      @Nullable MonthSpan period,
      double value,
      Set<String> counts) {
    boolean measures(Set<String> wanted) {
      if (wanted.isEmpty() || sense.concepts().isEmpty()) {
        return true;
      }
      for (String concept : wanted) {
        if (sense.concepts().contains(concept) || counts.contains(concept)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The entities that one metric is given for: all regions, all products. */
  record Group(String metric, Set<String> dimensions, Set<Integer> entities) {}

  private record Key(int entity, Role role, MonthSpan period) {}

  private record EntityRole(int entity, Role role) {}

  private final List<String> entities = new ArrayList<>();
  private final Map<String, Integer> entityOf = new HashMap<>();
  private final Map<Key, List<Entry>> byKey = new HashMap<>();
  private final Map<EntityRole, List<Entry>> byRole = new HashMap<>();
  private final Map<String, Entry> byId = new HashMap<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Map<Integer, List<Group>> groupsOf = new HashMap<>();
  private final Map<String, Set<UnitKind>> conceptUnits = new HashMap<>();
  private final Set<String> ownDimensions = new LinkedHashSet<>();
  private final Map<String, MetricSense> senses = new HashMap<>();
  private final Set<MonthSpan> longSpans = new LinkedHashSet<>();
  private final MonthSpan month;
  private final String currency;
  private final Reasons reasons;
  private @Nullable PhysicalUnit physical;
  private boolean time;
  private boolean aims;
  private boolean rated;

  FactTable(GroundingFacts facts, Words words) {
    month = MonthSpan.of(facts.month());
    currency = facts.currency();
    reasons = new Reasons(facts.language());
    entities.add("total");
    Set<String> wholes = new LinkedHashSet<>();
    for (Fact fact : facts.facts()) {
      if (WHOLE.contains(SourceText.foldWord(fact.entity().strip()))) {
        wholes.add(MetricSense.ownName(MetricSense.plain(fact.metric())));
      }
    }
    wholes.remove("");
    for (Fact fact : facts.facts()) {
      add(fact, words, wholes);
    }
    groups
        .values()
        .forEach(
            group ->
                group
                    .entities()
                    .forEach(
                        entity ->
                            groupsOf.computeIfAbsent(entity, key -> new ArrayList<>()).add(group)));
  }

  private void add(Fact fact, Words words, Set<String> wholes) {
    boolean money = !currency.isEmpty() && fact.unit().strip().equalsIgnoreCase(currency);
    UnitKind unit = money ? UnitKind.AMOUNT : UnitKind.of(fact.unit());
    double value = fact.value().doubleValue() * UnitKind.scale(fact.unit());
    if (unit == UnitKind.RATIO) {
      unit = UnitKind.PERCENT;
      value *= 100;
    }
    UnitKind known = unit;
    MetricSense sense =
        senses.computeIfAbsent(
            fact.metric() + '|' + unit, key -> MetricSense.of(fact.metric(), known, words, wholes));
    int entity = entity(fact.entity());
    Entry entry =
        new Entry(
            fact,
            entity,
            sense,
            unit,
            MonthSpan.parse(fact.period()),
            value,
            unit == UnitKind.COUNT ? unitWords(fact.unit(), words) : Set.of());
    byId.putIfAbsent(fact.id(), entry);
    if (unit == UnitKind.COUNT && physical == null) {
      physical = PhysicalUnit.of(fact.unit());
    }
    byRole
        .computeIfAbsent(new EntityRole(entity, sense.role()), key -> new ArrayList<>())
        .add(entry);
    if (entry.period() != null) {
      byKey
          .computeIfAbsent(new Key(entity, sense.role(), entry.period()), key -> new ArrayList<>())
          .add(entry);
    }
    rated |= RATED.matcher(fact.unit()).matches();
    aims |= AIM.matcher(fact.metric()).find();
    time |= TIME_UNITS.matcher(fact.unit().toLowerCase(Locale.ROOT)).matches();
    MonthSpan period = entry.period();
    if (period != null && !period.single() && period.to() == month.to()) {
      longSpans.add(period);
    }
    for (String concept : entry.counts()) {
      conceptUnits.computeIfAbsent(concept, key -> new LinkedHashSet<>()).add(unit);
    }
    for (String concept : sense.concepts()) {
      conceptUnits.computeIfAbsent(concept, key -> new LinkedHashSet<>()).add(unit);
    }
    if (entity != TOTAL) {
      group(fact, entry);
    }
  }

  /** What a unit counts: the words of the lists, or the unit's own name. */
  private Set<String> unitWords(String unit, Words words) {
    String plain = SourceText.foldWord(unit.strip());
    if (plain.isEmpty() || PLAIN_COUNTS.contains(plain)) {
      return Set.of();
    }
    Meaning meaning = words.meaning(plain);
    if (meaning != null && !meaning.concepts().isEmpty()) {
      return meaning.concepts();
    }
    String name = OwnWords.unitName(plain);
    return Set.of("unit:" + name);
  }

  private void group(Fact fact, Entry entry) {
    String name = fact.metric() + '|' + fact.id().replace(fact.entity(), "").replaceAll("\\d", "");
    groups
        .computeIfAbsent(
            name,
            key ->
                new Group(
                    fact.metric(),
                    dimensionsOf(entry.sense(), fact.metric()),
                    new LinkedHashSet<>()))
        .entities()
        .add(entry.entity());
  }

  /** The kinds of entity that a metric is given for; its first word where no list knows it. */
  private Set<String> dimensionsOf(MetricSense sense, String metric) {
    if (!sense.dimensions().isEmpty()) {
      return sense.dimensions();
    }
    String first = MetricSense.plain(metric).split(" ")[0];
    if (first.length() > 2 && first.charAt(0) < 0x80 && !NO_KINDS.contains(first)) {
      ownDimensions.add(first);
      return Set.of(first);
    }
    return Set.of();
  }

  /** Kinds of entity that only metric names know. */
  Set<String> ownDimensions() {
    return ownDimensions;
  }

  private int entity(String name) {
    String plain = SourceText.foldWord(name.strip());
    if (WHOLE.contains(plain)) {
      return TOTAL;
    }
    return entityOf.computeIfAbsent(
        plain,
        key -> {
          entities.add(name.strip());
          return entities.size() - 1;
        });
  }

  int entityCount() {
    return entities.size();
  }

  String entityName(int entity) {
    return entities.get(entity);
  }

  MonthSpan month() {
    return month;
  }

  /**
   * How many of the facts' own unit one of a shown unit is; 1 where they have nothing in common.
   */
  double conversion(@Nullable PhysicalUnit shown) {
    return shown == null || physical == null ? 1 : shown.in(physical);
  }

  /** Reasons in the language of the text. */
  Reasons reasons() {
    return reasons;
  }

  /** Whether some fact has a unit that is otherwise the size of a thing: kW, GB, mm. */
  boolean rated() {
    return rated;
  }

  /** Whether some fact is a target or a plan. */
  boolean aims() {
    return aims;
  }

  /** Whether some fact is a number of days, hours or the like. */
  boolean measuresTime() {
    return time;
  }

  /** Periods longer than a month that end with the month of the report. */
  Set<MonthSpan> longSpans() {
    return longSpans;
  }

  @Nullable Entry byId(String id) {
    return byId.get(id);
  }

  List<Entry> entries(int entity, Role role, MonthSpan period) {
    return byKey.getOrDefault(new Key(entity, role, period), List.of());
  }

  List<Entry> entries(int entity, Role role) {
    return byRole.getOrDefault(new EntityRole(entity, role), List.of());
  }

  List<Group> groupsOf(int entity) {
    return groupsOf.getOrDefault(entity, List.of());
  }

  /** How many entities each kind has. */
  Set<Integer> sizes() {
    Set<Integer> sizes = new LinkedHashSet<>();
    groups.values().forEach(group -> sizes.add(group.entities().size()));
    return sizes;
  }

  Iterable<Group> groups() {
    return groups.values();
  }

  /** The units that a concept has facts in; empty where no fact speaks of it. */
  Set<UnitKind> unitsOf(String concept) {
    return conceptUnits.getOrDefault(concept, Set.of());
  }

  /** Concepts taken from metric names that no word list knows. */
  Set<String> ownConcepts() {
    Set<String> own = new LinkedHashSet<>();
    conceptUnits.keySet().stream()
        .filter(concept -> concept.startsWith("own:") || concept.startsWith("unit:"))
        .forEach(own::add);
    return own;
  }
}
