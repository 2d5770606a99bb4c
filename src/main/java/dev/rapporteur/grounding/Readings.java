package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.FactTable.Entry;
import dev.rapporteur.grounding.MetricSense.Basis;
import dev.rapporteur.grounding.MetricSense.Role;
import dev.rapporteur.grounding.Quantity.Form;
import dev.rapporteur.grounding.Scope.Ask;
import dev.rapporteur.grounding.Scope.Focus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the facts give for a scope: levels, changes, shares, ratios, ranks, and sums and
 * differences of them.
 *
 * <p>Formulas: change = level - base; rate = 100 (level / base - 1); share = 100 level / whole;
 * points = rate - rate of the base or the rival; ratio = level / base or level / rival. Where only
 * the rate of change is given, base = level / (1 + rate / 100).
 */
final class Readings {
  private static final int MOST_MEMBERS = 40;

  private final FactTable table;

  /** A value at a period, given or worked out. */
  record Level(double value, String formula, Entry entry) {}

  /** A change between two periods; NaN where the facts do not give that side. */
  record Change(
      double ratio, double amount, String formula, Entry entry, Entry other, MonthSpan base) {}

  Readings(FactTable table) {
    this.table = table;
  }

  void search(Scope scope, Search search) {
    for (Ask ask : scope.asks()) {
      for (Focus focus : scope.focuses()) {
        for (MonthSpan at : scope.at()) {
          if (search.done()) {
            return;
          }
          focused(ask, focus, at, scope, search);
        }
      }
    }
  }

  private void focused(Ask ask, Focus focus, MonthSpan at, Scope scope, Search search) {
    if (ask == Ask.COUNT) {
      counts(scope, at, search);
      return;
    }
    switch (focus.join()) {
      case ONE -> single(ask, focus.entities().get(0), at, scope, search);
      case SUM -> sum(ask, focus.entities(), at, scope, search);
      case EACH -> each(ask, focus.entities(), at, scope, search);
      case OPEN -> {
        sum(ask, focus.entities(), at, scope, search);
        each(ask, focus.entities(), at, scope, search);
      }
      case REST -> rest(ask, focus.entities(), at, scope, search);
    }
  }

  private void each(Ask ask, List<Integer> entities, MonthSpan at, Scope scope, Search search) {
    List<Search> parts = new ArrayList<>();
    for (int entity : entities) {
      Search part = new Search(search.quantity());
      single(ask, entity, at, scope, part);
      parts.add(part);
    }
    if (!search.done()) {
      search.all(parts);
    }
  }

  private void single(Ask ask, int entity, MonthSpan at, Scope scope, Search search) {
    switch (ask) {
      case LEVEL -> level(entity, at, scope, search);
      case DIFFERENCE -> difference(entity, at, scope, search);
      case SHARE -> share(entity, at, scope, search);
      case RATE -> rate(entity, at, scope, search);
      case POINTS -> points(entity, at, scope, search);
      case RATIO -> ratio(entity, at, scope, search);
      case RANK -> rank(entity, at, scope, search);
      case COUNT -> {}
    }
  }

  private void level(int entity, MonthSpan at, Scope scope, Search search) {
    for (Level level : levels(entity, at, scope.concepts())) {
      if (fits(level.entry(), search.quantity())) {
        search.offer(level.value(), level.formula(), level.entry());
      }
    }
    if (!search.done() && scope.average() && search.quantity().kind() != NumberKind.PERCENT) {
      quotients(entity, at, search);
    }
  }

  /** An average that no fact states: an amount per count. */
  private void quotients(int entity, MonthSpan at, Search search) {
    for (Level amount : levels(entity, at, Set.of())) {
      for (Level count : levels(entity, at, Set.of())) {
        boolean divided =
            amount.entry().unit() == UnitKind.AMOUNT
                || amount.entry().unit() == UnitKind.COUNT && amount.entry() != count.entry();
        if (divided && count.entry().unit() == UnitKind.COUNT && count.value() != 0) {
          search.offer(
              amount.value() / count.value(),
              amount.formula() + " / " + count.formula(),
              amount.entry(),
              count.entry());
        }
      }
    }
  }

  /** Levels of a period, given or worked out from a later one and its rate of change. */
  List<Level> levels(int entity, MonthSpan at, Set<String> wanted) {
    Set<String> concepts = spoken(entity, wanted);
    List<Level> levels = new ArrayList<>();
    for (Entry entry : table.entries(entity, Role.LEVEL, at)) {
      if (entry.measures(concepts)) {
        levels.add(new Level(entry.value(), entry.fact().id(), entry));
      }
    }
    if (at.single()) {
      derived(entity, at, 12, Basis.YEAR, concepts, levels);
      derived(entity, at, 1, Basis.MONTH, concepts, levels);
    } else if (levels.isEmpty() && at.months() <= 36) {
      summed(entity, at, concepts, levels);
    }
    return levels;
  }

  /** The wanted concepts, or none where no fact of the entity speaks of them. */
  private Set<String> spoken(int entity, Set<String> wanted) {
    if (wanted.isEmpty() || entity == FactTable.TOTAL) {
      return wanted;
    }
    for (Entry entry : table.entries(entity, Role.LEVEL)) {
      if (entry.measures(wanted)) {
        return wanted;
      }
    }
    return Set.of();
  }

  private void derived(
      int entity, MonthSpan at, int back, Basis basis, Set<String> concepts, List<Level> levels) {
    MonthSpan later = at.minus(-back);
    for (Role role : List.of(Role.RATE, Role.DIFFERENCE)) {
      for (Entry change : table.entries(entity, role, later)) {
        if (change.sense().basis() != basis || !change.measures(concepts)) {
          continue;
        }
        for (Entry level : table.entries(entity, Role.LEVEL, later)) {
          if (sameMeasure(change, level)
              && levels.stream().noneMatch(known -> sameMeasure(known.entry(), level))) {
            double base =
                role == Role.RATE
                    ? level.value() / (1 + change.value() / 100)
                    : level.value() - change.value();
            String formula =
                role == Role.RATE
                    ? "%s / (1 + %s / 100)".formatted(level.fact().id(), change.fact().id())
                    : level.fact().id() + " - " + change.fact().id();
            levels.add(new Level(base, formula, level));
          }
        }
      }
    }
  }

  private void summed(int entity, MonthSpan at, Set<String> concepts, List<Level> levels) {
    for (Entry first : table.entries(entity, Role.LEVEL, new MonthSpan(at.from(), at.from()))) {
      if (!first.measures(concepts)
          || first.unit() == UnitKind.PERCENT
          || first.sense().average()) {
        continue;
      }
      double sum = 0;
      boolean whole = true;
      for (int month = at.from(); month <= at.to() && whole; month++) {
        whole = false;
        for (Entry entry : table.entries(entity, Role.LEVEL, new MonthSpan(month, month))) {
          if (entry.fact().metric().equals(first.fact().metric())) {
            sum += entry.value();
            whole = true;
            break;
          }
        }
      }
      if (whole) {
        levels.add(new Level(sum, "sum of " + first.fact().metric() + " " + at, first));
      }
    }
  }

  private static boolean sameMeasure(Entry one, Entry other) {
    if (one.sense().average() != other.sense().average()) {
      return false;
    }
    Set<String> left = one.sense().concepts();
    Set<String> right = other.sense().concepts();
    if (left.isEmpty() || right.isEmpty()) {
      return true;
    }
    for (String concept : left) {
      if (right.contains(concept)) {
        return true;
      }
    }
    return false;
  }

  private static boolean sameLevel(Entry one, Entry other) {
    return one.unit() == other.unit() && sameMeasure(one, other);
  }

  /** Whether a level can be what a number of this kind shows. */
  private static boolean fits(Entry entry, Quantity quantity) {
    return switch (quantity.kind()) {
      case AMOUNT ->
          entry.unit() == UnitKind.AMOUNT && currency(entry.fact().unit(), quantity.currency());
      case COUNT ->
          entry.unit() == UnitKind.COUNT
              || entry.unit() == UnitKind.AMOUNT && quantity.concepts().isEmpty()
              || entry.unit() == UnitKind.POINTS;
      case PERCENT -> entry.unit() == UnitKind.PERCENT;
      case POINTS ->
          entry.unit() == UnitKind.POINTS
              || entry.unit() == UnitKind.COUNT
                  && entry.sense().concepts().stream().noneMatch(one -> one.startsWith("dim:"));
      case MULTIPLE -> false;
      case RANK -> entry.unit() == UnitKind.RANK;
    };
  }

  static boolean currency(String unit, String shown) {
    String code = unit.strip().toUpperCase(Locale.ROOT);
    return switch (shown) {
      case "", "元" -> true;
      case "$" ->
          !code.contains("EUR")
                  && !code.contains("CNY")
                  && !code.contains("GBP")
                  && !code.contains("JPY")
                  && !code.contains("元")
              || code.contains("美元");
      case "¥" ->
          code.contains("CNY")
              || code.contains("JPY")
              || code.contains("RMB")
              || code.contains("元")
              || code.contains("¥")
              || code.contains("YUAN");
      case "USD" ->
          code.contains("USD")
              || code.contains("美元")
              || code.contains("$")
              || code.contains("DOLLAR");
      case "CNY" ->
          code.contains("CNY")
              || code.contains("RMB")
              || code.contains("元") && !code.contains("美元") && !code.contains("欧元")
              || code.contains("¥")
              || code.contains("YUAN");
      case "EUR" -> code.contains("EUR") || code.contains("€") || code.contains("欧元");
      case "GBP" -> code.contains("GBP") || code.contains("£") || code.contains("英镑");
      case "JPY" -> code.contains("JPY") || code.contains("¥") || code.contains("日元");
      default -> code.contains(shown) || !code.matches("[A-Z]{3}");
    };
  }

  private void difference(int entity, MonthSpan at, Scope scope, Search search) {
    if (!scope.against() || scope.rivals().contains(entity) || !scope.bases().isEmpty()) {
      for (Change change : changes(entity, at, scope)) {
        if (fits(change.entry(), search.quantity())
            || change.entry().unit() == UnitKind.PERCENT
                && search.quantity().kind() == NumberKind.AMOUNT) {
          search.offer(
              change.amount(), scope.direction(), change.formula(), change.entry(), change.other());
        }
      }
    }
    for (int rival : scope.rivals()) {
      for (Level own : levels(entity, at, scope.concepts())) {
        for (Level other : levels(rival, at, scope.concepts())) {
          if (rival != entity
              && sameLevel(own.entry(), other.entry())
              && fits(own.entry(), search.quantity())) {
            search.offer(
                own.value() - other.value(),
                scope.direction(),
                own.formula() + " - " + other.formula(),
                own.entry(),
                other.entry());
          }
        }
      }
    }
  }

  /** Changes of an entity between a period and its base. */
  List<Change> changes(int entity, MonthSpan at, Scope scope) {
    return changes(entity, at, scope.bases(), scope.concepts());
  }

  List<Change> changes(int entity, MonthSpan at, List<MonthSpan> wanted, Set<String> concepts) {
    List<Change> changes = new ArrayList<>();
    Set<MonthSpan> bases = new LinkedHashSet<>(wanted);
    if (wanted.isEmpty()) {
      bases.add(at.minus(12));
      bases.add(at.minus(1));
      bases.add(at.minus(3));
    }
    for (MonthSpan base : bases) {
      for (Entry rate : table.entries(entity, Role.RATE, at)) {
        if (rate.measures(concepts) && matches(rate.sense().basis(), at, base)) {
          changes.add(rated(entity, at, base, rate));
        }
      }
      for (Entry amount : table.entries(entity, Role.DIFFERENCE, at)) {
        if (amount.measures(concepts) && matches(amount.sense().basis(), at, base)) {
          changes.add(
              new Change(Double.NaN, amount.value(), amount.fact().id(), amount, amount, base));
        }
      }
      computed(entity, at, base, concepts, changes);
    }
    return changes;
  }

  private Change rated(int entity, MonthSpan at, MonthSpan base, Entry rate) {
    double ratio = 1 + rate.value() / 100;
    for (Entry level : table.entries(entity, Role.LEVEL, at)) {
      if (sameMeasure(level, rate) && level.unit() != UnitKind.PERCENT) {
        return new Change(
            ratio, level.value() - level.value() / ratio, rate.fact().id(), level, rate, base);
      }
    }
    return new Change(ratio, Double.NaN, rate.fact().id(), rate, rate, base);
  }

  private void computed(
      int entity, MonthSpan at, MonthSpan base, Set<String> concepts, List<Change> changes) {
    List<Level> earlier = levels(entity, base, concepts);
    for (Level now : levels(entity, at, concepts)) {
      boolean named = earlier.stream().anyMatch(then -> sameMetric(now, then));
      for (Level then : earlier) {
        if (sameLevel(now.entry(), then.entry()) && (!named || sameMetric(now, then))) {
          changes.add(
              new Change(
                  then.value() == 0 ? Double.NaN : now.value() / then.value(),
                  now.value() - then.value(),
                  now.formula() + " against " + then.formula(),
                  now.entry(),
                  then.entry(),
                  base));
        }
      }
    }
  }

  private static boolean sameMetric(Level one, Level other) {
    return one.entry().fact().metric().equals(other.entry().fact().metric());
  }

  private static boolean matches(Basis basis, MonthSpan at, MonthSpan base) {
    int back = at.to() - base.to();
    return switch (basis) {
      case YEAR -> back == 12;
      case MONTH -> back == 1;
      case QUARTER -> back == 3;
      case OPEN -> back == 12 || back == 1;
    };
  }

  private void rate(int entity, MonthSpan at, Scope scope, Search search) {
    for (Change change :
        scope.against() && !scope.rivals().contains(entity) && scope.bases().isEmpty()
            ? List.<Change>of()
            : changes(entity, at, scope)) {
      search.offer(
          (change.ratio() - 1) * 100,
          scope.direction(),
          change.formula(),
          change.entry(),
          change.other());
    }
    for (int rival : scope.rivals()) {
      for (Level own : levels(entity, at, scope.concepts())) {
        for (Level other : levels(rival, at, scope.concepts())) {
          if (rival != entity && sameLevel(own.entry(), other.entry()) && other.value() != 0) {
            search.offer(
                (own.value() / other.value() - 1) * 100,
                scope.direction(),
                own.formula() + " / " + other.formula() + " - 1",
                own.entry(),
                other.entry());
          }
        }
      }
    }
    grownBefore(entity, at, scope, search);
  }

  /** What grew by itself, where the sentence compares it with the growth of others. */
  private void grownBefore(int entity, MonthSpan at, Scope scope, Search search) {
    if (scope.against() && !search.done() && scope.bases().isEmpty()) {
      for (Change change : changes(entity, at, scope)) {
        search.offer(
            (change.ratio() - 1) * 100,
            scope.direction(),
            change.formula(),
            change.entry(),
            change.other());
      }
    }
  }

  private void share(int entity, MonthSpan at, Scope scope, Search search) {
    for (Level share : shares(entity, at, scope.concepts())) {
      search.offer(share.value(), share.formula(), share.entry());
    }
    if (search.done()) {
      return;
    }
    for (int rival : scope.rivals()) {
      ofRival(entity, rival, at, scope, search);
    }
    contribution(entity, at, scope, search);
  }

  private void ofRival(int entity, int rival, MonthSpan at, Scope scope, Search search) {
    for (Level own : levels(entity, at, scope.concepts())) {
      for (Level other : levels(rival, at, scope.concepts())) {
        if (rival != entity && sameLevel(own.entry(), other.entry()) && other.value() != 0) {
          search.offer(
              100 * own.value() / other.value(),
              own.formula() + " / " + other.formula(),
              own.entry(),
              other.entry());
        }
      }
    }
  }

  /** What part of the change of the whole comes from this entity. */
  private void contribution(int entity, MonthSpan at, Scope scope, Search search) {
    if (!scope.moving() || entity == FactTable.TOTAL) {
      return;
    }
    for (Change own : changes(entity, at, scope)) {
      for (Change whole : changes(FactTable.TOTAL, at, List.of(own.base()), scope.concepts())) {
        if (sameLevel(own.entry(), whole.entry()) && whole.amount() != 0) {
          search.offer(
              100 * own.amount() / whole.amount(),
              own.formula() + " in " + whole.formula(),
              own.entry(),
              whole.entry());
        }
      }
    }
  }

  /** Shares of the whole, given or worked out. */
  List<Level> shares(int entity, MonthSpan at, Set<String> concepts) {
    List<Level> shares = new ArrayList<>();
    for (Entry share : table.entries(entity, Role.SHARE, at)) {
      if (share.measures(concepts)) {
        shares.add(new Level(share.value(), share.fact().id(), share));
      }
    }
    if (entity != FactTable.TOTAL) {
      for (Level own : levels(entity, at, concepts)) {
        for (Level whole : levels(FactTable.TOTAL, at, concepts)) {
          if (sameLevel(own.entry(), whole.entry())
              && whole.value() != 0
              && own.entry().unit() != UnitKind.PERCENT) {
            shares.add(
                new Level(
                    100 * own.value() / whole.value(),
                    own.formula() + " / " + whole.formula(),
                    own.entry()));
          }
        }
      }
    } else if (!at.equals(table.month())) {
      partOfYear(at, concepts, shares);
    }
    return shares;
  }

  /** What part of a longer period the month of the report makes. */
  private void partOfYear(MonthSpan at, Set<String> concepts, List<Level> shares) {
    for (Level month : levels(FactTable.TOTAL, table.month(), concepts)) {
      for (Level whole : levels(FactTable.TOTAL, at, concepts)) {
        if (!at.single() && sameLevel(month.entry(), whole.entry()) && whole.value() != 0) {
          shares.add(
              new Level(
                  100 * month.value() / whole.value(),
                  month.formula() + " / " + whole.formula(),
                  month.entry()));
        }
      }
    }
  }

  /** Rates at a period: shares, rates that are levels, and with them their difference in points. */
  private void points(int entity, MonthSpan at, Scope scope, Search search) {
    for (Entry change : table.entries(entity, Role.DIFFERENCE, at)) {
      boolean rated = change.unit() == UnitKind.POINTS || change.unit() == UnitKind.PERCENT;
      if (rated && change.measures(scope.concepts())) {
        search.offer(change.value(), scope.direction(), change.fact().id(), change);
      }
    }
    for (Entry change : table.entries(entity, Role.RATE, at)) {
      if (change.unit() == UnitKind.POINTS && change.measures(scope.concepts())) {
        search.offer(change.value(), scope.direction(), change.fact().id(), change);
      }
    }
    List<MonthSpan> bases =
        scope.bases().isEmpty() ? List.of(at.minus(12), at.minus(1)) : scope.bases();
    if (!scope.against() || scope.rivals().contains(entity) || !scope.bases().isEmpty()) {
      for (MonthSpan base : bases) {
        pointsBetween(
            shares(entity, at, scope.concepts()),
            shares(entity, base, scope.concepts()),
            scope,
            search);
        pointsBetween(
            rates(entity, at, scope.concepts()),
            rates(entity, base, scope.concepts()),
            scope,
            search);
      }
    }
    for (int rival : scope.rivals()) {
      if (rival != entity) {
        pointsBetween(
            shares(entity, at, scope.concepts()),
            shares(rival, at, scope.concepts()),
            scope,
            search);
        pointsBetween(
            rates(entity, at, scope.concepts()), rates(rival, at, scope.concepts()), scope, search);
        pointsBetween(growths(entity, at, scope), growths(rival, at, scope), scope, search);
      }
    }
    if (entity != FactTable.TOTAL && !search.done()) {
      pointsBetween(growths(entity, at, scope), growths(FactTable.TOTAL, at, scope), scope, search);
      pointsBetween(
          rates(entity, at, scope.concepts()),
          rates(FactTable.TOTAL, at, scope.concepts()),
          scope,
          search);
    }
  }

  private static void pointsBetween(
      List<Level> own, List<Level> others, Scope scope, Search search) {
    for (Level one : own) {
      for (Level other : others) {
        if (sameMeasure(one.entry(), other.entry())
            && one.entry().sense().basis() == other.entry().sense().basis()) {
          search.offer(
              one.value() - other.value(),
              scope.direction(),
              one.formula() + " - " + other.formula(),
              one.entry(),
              other.entry());
        }
      }
    }
  }

  private List<Level> rates(int entity, MonthSpan at, Set<String> concepts) {
    List<Level> rates = new ArrayList<>();
    for (Level level : levels(entity, at, concepts)) {
      if (level.entry().unit() == UnitKind.PERCENT) {
        rates.add(level);
      }
    }
    return rates;
  }

  private List<Level> growths(int entity, MonthSpan at, Scope scope) {
    List<Level> growths = new ArrayList<>();
    for (Entry rate : table.entries(entity, Role.RATE, at)) {
      if (rate.measures(scope.concepts())) {
        growths.add(new Level(rate.value(), rate.fact().id(), rate));
      }
    }
    return growths;
  }

  private void ratio(int entity, MonthSpan at, Scope scope, Search search) {
    boolean grown = scope.direction() > 0 && search.quantity().form() != Form.CHANGE;
    if (!scope.against()
        || scope.rivals().contains(entity)
        || !scope.bases().isEmpty()
        || search.quantity().form() == Form.CHANGE) {
      for (Change change : changes(entity, at, scope)) {
        multiple(change.ratio(), grown, change.formula(), search, change.entry(), change.other());
      }
    }
    for (int rival :
        search.quantity().form() == Form.CHANGE ? List.<Integer>of() : scope.rivals()) {
      for (Level own : levels(entity, at, scope.concepts())) {
        for (Level other : levels(rival, at, scope.concepts())) {
          if (rival != entity && sameLevel(own.entry(), other.entry()) && other.value() != 0) {
            multiple(
                own.value() / other.value(),
                grown,
                own.formula() + " / " + other.formula(),
                search,
                own.entry(),
                other.entry());
          }
        }
      }
      if (scope.moving() && scope.against()) {
        for (Level own : growths(entity, at, scope)) {
          for (Level other : growths(rival, at, scope)) {
            if (rival != entity && other.value() > 0) {
              multiple(
                  own.value() / other.value(),
                  false,
                  own.formula() + " / " + other.formula(),
                  search,
                  own.entry(),
                  other.entry());
            }
          }
        }
      }
      for (Level own : shares(entity, at, scope.concepts())) {
        for (Level other : shares(rival, at, scope.concepts())) {
          if (rival != entity
              && other.value() != 0
              && own.entry().sense().role() == Role.SHARE
              && other.entry().sense().role() == Role.SHARE) {
            multiple(
                own.value() / other.value(),
                grown,
                own.formula() + " / " + other.formula(),
                search,
                own.entry(),
                other.entry());
          }
        }
      }
    }
  }

  /** "Grew 1.5 times" may mean 2.5 times as much; "1.5 times" never does. */
  private static void multiple(
      double ratio, boolean grown, String formula, Search search, Entry... entries) {
    if (search.quantity().kind() == NumberKind.PERCENT) {
      search.offer(ratio * 100, formula, entries);
      return;
    }
    if (grown) {
      search.offer(ratio - 1, formula + " - 1", entries);
    }
    search.offer(ratio, formula, entries);
  }

  private void rank(int entity, MonthSpan at, Scope scope, Search search) {
    boolean given = false;
    for (Entry rank :
        scope.direction() == 0 ? table.entries(entity, Role.RANK, at) : List.<Entry>of()) {
      given = true;
      search.offer(rank.value(), rank.fact().id(), rank);
    }
    if (search.done() || given && scope.concepts().isEmpty() && scope.direction() == 0) {
      return;
    }
    for (FactTable.Group group : table.groupsOf(entity)) {
      computedRank(group, entity, at, scope, search);
    }
  }

  private void computedRank(
      FactTable.Group group, int entity, MonthSpan at, Scope scope, Search search) {
    Role role = scope.direction() == 0 ? Role.LEVEL : Role.RATE;
    for (Entry own : table.entries(entity, role, at)) {
      if (role == Role.LEVEL && !own.fact().metric().equals(group.metric())) {
        continue;
      }
      int before = 0;
      int after = 0;
      for (int member : group.entities()) {
        for (Entry other : table.entries(member, role, at)) {
          if (other.fact().metric().equals(own.fact().metric())) {
            before += other.value() > own.value() ? 1 : 0;
            after += other.value() < own.value() ? 1 : 0;
          }
        }
      }
      search.offer((scope.direction() < 0 ? after : before) + 1, "order of " + group.metric(), own);
    }
  }

  private void counts(Scope scope, MonthSpan at, Search search) {
    if (scope.predicate() == 0) {
      Set<String> concepts = new LinkedHashSet<>();
      scope.counted().forEach(dimension -> concepts.add("dim:" + dimension));
      for (Level level : levels(FactTable.TOTAL, at, concepts)) {
        if (level.entry().sense().concepts().stream().anyMatch(concepts::contains)) {
          search.offer(level.value(), level.formula(), level.entry());
        }
      }
    }
    boolean known = false;
    for (FactTable.Group group : table.groups()) {
      known |= group.dimensions().stream().anyMatch(scope.counted()::contains);
    }
    for (FactTable.Group group : table.groups()) {
      if (!search.done()
          && (!known || group.dimensions().stream().anyMatch(scope.counted()::contains))) {
        countIn(group, scope, at, search);
        if (!known && scope.predicate() == 0) {
          sizes(group, at, search);
        }
      }
    }
  }

  private void sizes(FactTable.Group group, MonthSpan at, Search search) {
    for (String dimension : group.dimensions()) {
      for (Entry entry : table.entries(FactTable.TOTAL, Role.LEVEL, at)) {
        if (entry.sense().concepts().contains("dim:" + dimension)) {
          search.offer(entry.value(), entry.fact().id(), entry);
        }
      }
    }
  }

  /** The size of the largest group of the counted kinds, as far as a fact says. */
  int mostCounted(Scope scope) {
    int most = 0;
    for (FactTable.Group group : table.groups()) {
      most = Math.max(most, whole(group, table.month()));
    }
    return most;
  }

  private void countIn(FactTable.Group group, Scope scope, MonthSpan at, Search search) {
    if (scope.predicate() == 0) {
      Entry any = anyOf(group, at);
      if (any != null) {
        search.offer(group.entities().size(), "count of " + group.metric(), any);
      }
      return;
    }
    List<MonthSpan> bases =
        scope.bases().isEmpty() ? List.of(at.minus(12), at.minus(1)) : scope.bases();
    for (MonthSpan base : bases) {
      int fitting = 0;
      int known = 0;
      Entry last = null;
      for (int member : group.entities().stream().limit(MOST_MEMBERS).toList()) {
        List<Change> changes = changes(member, at, List.of(base), scope.concepts());
        if (!changes.isEmpty()) {
          known++;
          last = changes.get(0).entry();
          fitting += Math.signum(changes.get(0).ratio() - 1) == scope.predicate() ? 1 : 0;
        }
      }
      if (last != null) {
        int unknown = Math.max(0, whole(group, at) - known);
        for (int extra = 0; extra <= unknown; extra++) {
          search.offer(fitting + extra, "count of changes in " + group.metric(), last);
        }
      }
    }
  }

  /** How many entities of the kind exist, as far as a fact says. */
  private int whole(FactTable.Group group, MonthSpan at) {
    for (String dimension : group.dimensions()) {
      for (Entry entry : table.entries(FactTable.TOTAL, Role.LEVEL, at)) {
        if (entry.sense().concepts().contains("dim:" + dimension)) {
          return (int) entry.value();
        }
      }
    }
    return group.entities().size();
  }

  private @Nullable Entry anyOf(FactTable.Group group, MonthSpan at) {
    for (int member : group.entities()) {
      for (Role role : Role.values()) {
        List<Entry> entries = table.entries(member, role, at);
        if (!entries.isEmpty()) {
          return entries.get(0);
        }
      }
    }
    return null;
  }

  private void sum(Ask ask, List<Integer> entities, MonthSpan at, Scope scope, Search search) {
    switch (ask) {
      case LEVEL -> offerSums(sums(entities, at, scope.concepts(), false), search, true);
      case SHARE -> offerSums(sums(entities, at, scope.concepts(), true), search, false);
      case DIFFERENCE, RATE, RATIO -> sumChange(ask, entities, at, scope, search);
      default -> {}
    }
  }

  private void offerSums(List<Level> sums, Search search, boolean levels) {
    for (Level sum : sums) {
      if (!levels || fits(sum.entry(), search.quantity())) {
        search.offer(sum.value(), sum.formula(), sum.entry());
      }
    }
  }

  /** Sums over entities of the same measure. */
  List<Level> sums(List<Integer> entities, MonthSpan at, Set<String> concepts, boolean shares) {
    List<Level> sums = new ArrayList<>();
    List<Level> first =
        shares ? shares(entities.get(0), at, concepts) : levels(entities.get(0), at, concepts);
    for (Level start : first) {
      double sum = start.value();
      StringBuilder formula = new StringBuilder(start.formula());
      boolean whole = true;
      for (int i = 1; i < entities.size() && whole; i++) {
        List<Level> next =
            shares ? shares(entities.get(i), at, concepts) : levels(entities.get(i), at, concepts);
        whole = false;
        for (Level level : next) {
          if (sameLevel(start.entry(), level.entry())) {
            sum += level.value();
            formula.append(" + ").append(level.formula());
            whole = true;
            break;
          }
        }
      }
      if (whole) {
        sums.add(new Level(sum, formula.toString(), start.entry()));
      }
    }
    return sums;
  }

  private void sumChange(
      Ask ask, List<Integer> entities, MonthSpan at, Scope scope, Search search) {
    List<MonthSpan> bases =
        scope.bases().isEmpty() ? List.of(at.minus(12), at.minus(1)) : scope.bases();
    for (MonthSpan base : bases) {
      for (Level now : sums(entities, at, scope.concepts(), false)) {
        for (Level then : sums(entities, base, scope.concepts(), false)) {
          if (sameLevel(now.entry(), then.entry()) && then.value() != 0) {
            offerChange(ask, now, then, scope, search);
          }
        }
      }
    }
    for (int rival : scope.rivals()) {
      for (Level now : sums(entities, at, scope.concepts(), false)) {
        for (Level then : levels(rival, at, scope.concepts())) {
          if (!entities.contains(rival)
              && sameLevel(now.entry(), then.entry())
              && then.value() != 0) {
            offerChange(ask, now, then, scope, search);
          }
        }
      }
    }
  }

  private static void offerChange(Ask ask, Level now, Level then, Scope scope, Search search) {
    String formula = "(" + now.formula() + ") against (" + then.formula() + ")";
    switch (ask) {
      case DIFFERENCE -> {
        if (fits(now.entry(), search.quantity())) {
          search.offer(
              now.value() - then.value(), scope.direction(), formula, now.entry(), then.entry());
        }
      }
      case RATE ->
          search.offer(
              (now.value() / then.value() - 1) * 100,
              scope.direction(),
              formula,
              now.entry(),
              then.entry());
      default ->
          multiple(
              now.value() / then.value(),
              scope.direction() > 0,
              formula,
              search,
              now.entry(),
              then.entry());
    }
  }

  private void rest(Ask ask, List<Integer> entities, MonthSpan at, Scope scope, Search search) {
    if (ask == Ask.SHARE) {
      for (Level sum : sums(entities, at, scope.concepts(), true)) {
        search.offer(100 - sum.value(), "100 - (" + sum.formula() + ")", sum.entry());
      }
      return;
    }
    for (Level whole : levels(FactTable.TOTAL, at, scope.concepts())) {
      for (Level sum : sums(entities, at, scope.concepts(), false)) {
        if (ask == Ask.LEVEL
            && sameLevel(whole.entry(), sum.entry())
            && fits(whole.entry(), search.quantity())) {
          search.offer(
              whole.value() - sum.value(),
              whole.formula() + " - (" + sum.formula() + ")",
              whole.entry(),
              sum.entry());
        }
      }
    }
  }
}
