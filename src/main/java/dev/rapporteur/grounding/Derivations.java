package dev.rapporteur.grounding;

import dev.rapporteur.grounding.Claim.NumberKind;
import dev.rapporteur.grounding.Readings.Level;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A second look, at what no fact states and an analyst works out: a quotient or a product of two
 * measures of one subject, a monthly average. Taken only for numbers that show enough digits, or
 * whose sentence speaks of an average or a rate per something: with fewer digits too much fits by
 * chance.
 */
final class Derivations {
  private static final int MOST_LEVELS = 16;

  private record Place(int entity, MonthSpan at) {}

  private final Map<Place, List<Level>> known = new HashMap<>();
  private final FactTable table;
  private final Readings readings;

  Derivations(FactTable table, Readings readings) {
    this.table = table;
    this.readings = readings;
  }

  /**
   * @param asked whether the sentence speaks of an average or of one thing per another
   * @param scales how many of the second measure the first is given per: 1, 1,000
   */
  void search(Scope scope, boolean asked, Set<Integer> scales, Search search) {
    Set<MonthSpan> periods = new LinkedHashSet<>(scope.at());
    periods.addAll(scope.bases());
    for (Scope.Focus focus : scope.focuses()) {
      if (focus.join() != Scope.Join.ONE) {
        continue;
      }
      for (MonthSpan at : periods) {
        of(focus.entities().get(0), at, scope, asked, scales, search);
        if (search.done()) {
          return;
        }
      }
    }
    if (asked) {
      monthly(scope, search);
    }
  }

  private void of(
      int entity, MonthSpan at, Scope scope, boolean asked, Set<Integer> scales, Search search) {
    List<Level> levels =
        known.computeIfAbsent(
            new Place(entity, at),
            place -> readings.levels(entity, at, Set.of()).stream().limit(MOST_LEVELS).toList());
    for (Level one : levels) {
      for (Level other : levels) {
        if (one.entry() != other.entry() && other.value() != 0) {
          quotient(one, other, scope, scales, search);
          product(one, other, search);
          difference(one, other, scope, search);
          sum(one, other, scope, search);
        }
      }
    }
    boolean change =
        search.quantity().kind() == NumberKind.PERCENT
            || scope.asks().contains(Scope.Ask.DIFFERENCE);
    if (asked && change && !search.done()) {
      for (MonthSpan base :
          scope.bases().isEmpty() ? List.of(at.minus(12), at.minus(1)) : scope.bases()) {
        changed(entity, at, base, scope, search);
      }
    }
  }

  /**
   * Whether a value is what the number shows; only such are offered, so that a reason names what a
   * fact states.
   */
  private static boolean reads(double value, Search search) {
    return search.quantity().accepts(Math.abs(value));
  }

  private static void quotient(
      Level one, Level other, Scope scope, Set<Integer> scales, Search search) {
    UnitKind above = one.entry().unit();
    UnitKind below = other.entry().unit();
    double value = one.value() / other.value();
    boolean fits =
        switch (search.quantity().kind()) {
          case AMOUNT ->
              above == UnitKind.AMOUNT
                  && below == UnitKind.COUNT
                  && Readings.currency(one.entry().fact().unit(), search.quantity().currency());
          case COUNT ->
              below == UnitKind.COUNT && (above == UnitKind.COUNT || above == UnitKind.AMOUNT);
          case PERCENT, MULTIPLE ->
              scope.direction() == 0
                  && above == below
                  && (above == UnitKind.AMOUNT || above == UnitKind.COUNT);
          default -> false;
        };
    if (!fits) {
      return;
    }
    Set<Integer> wanted = search.quantity().kind() == NumberKind.PERCENT ? Set.of(100) : scales;
    for (int scale : wanted) {
      if (reads(scale * value, search)) {
        String formula = one.formula() + " / " + other.formula();
        search.offer(
            scale * value,
            scale == 1 ? formula : scale + " " + formula,
            one.entry(),
            other.entry());
      }
    }
  }

  /**
   * "Claims grew faster than premiums, 9.1% against 2.8%": the growth of a measure that is named.
   */
  void named(Scope scope, List<Set<String>> measured, Search search) {
    for (MonthSpan at : scope.at()) {
      for (Set<String> wanted : measured.size() > 1 ? measured : List.<Set<String>>of()) {
        for (FactTable.Entry rate : table.entries(FactTable.TOTAL, MetricSense.Role.RATE, at)) {
          if (named(rate, wanted)) {
            search.offer(rate.value(), scope.direction(), rate.fact().id(), rate);
          }
        }
      }
    }
  }

  /**
   * "Headcount growth lagged payroll growth by 3.8 points": two measures that the sentence names.
   */
  void apart(Scope scope, List<Set<String>> measured, Search search) {
    for (Scope.Focus focus : scope.focuses()) {
      for (MonthSpan at : scope.at()) {
        for (int i = 1; i < measured.size() && focus.join() == Scope.Join.ONE; i++) {
          int entity = focus.entities().get(0);
          for (FactTable.Entry one : table.entries(entity, MetricSense.Role.RATE, at)) {
            for (FactTable.Entry other : table.entries(entity, MetricSense.Role.RATE, at)) {
              boolean named =
                  named(one, measured.get(i - 1))
                      && named(other, measured.get(i))
                      && one != other
                      && one.sense().basis() == other.sense().basis();
              if (named) {
                search.offer(
                    one.value() - other.value(),
                    one.fact().id() + " - " + other.fact().id(),
                    one,
                    other);
              }
            }
          }
        }
      }
    }
  }

  private static boolean named(FactTable.Entry entry, Set<String> wanted) {
    return !entry.sense().concepts().isEmpty() && entry.measures(wanted);
  }

  /** What one measure exceeds another of the same unit by: generated and sold, hired and left. */
  private static void difference(Level one, Level other, Scope scope, Search search) {
    UnitKind unit = one.entry().unit();
    boolean fits =
        unit == other.entry().unit()
            && one.entry().fact().unit().equals(other.entry().fact().unit())
            && !one.entry().sense().average()
            && (unit == UnitKind.AMOUNT && search.quantity().kind() == NumberKind.AMOUNT
                || unit == UnitKind.COUNT && search.quantity().kind() == NumberKind.COUNT);
    if (fits && scope.direction() == 0 && reads(one.value() - other.value(), search)) {
      search.offer(
          one.value() - other.value(),
          one.formula() + " - " + other.formula(),
          one.entry(),
          other.entry());
    }
  }

  /** Two incomes together. */
  private static void sum(Level one, Level other, Scope scope, Search search) {
    boolean fits =
        one.entry().unit() == UnitKind.AMOUNT
            && one.entry().fact().unit().equals(other.entry().fact().unit())
            && !one.entry().sense().average()
            && !other.entry().sense().average()
            && search.quantity().kind() == NumberKind.AMOUNT;
    if (fits && scope.direction() == 0 && reads(one.value() + other.value(), search)) {
      search.offer(
          one.value() + other.value(),
          one.formula() + " + " + other.formula(),
          one.entry(),
          other.entry());
    }
  }

  /** Gross profit from sales and margin, cost from volume and unit cost. */
  private static void product(Level one, Level other, Search search) {
    boolean part =
        one.entry().unit() == UnitKind.AMOUNT && other.entry().unit() == UnitKind.PERCENT;
    boolean priced =
        one.entry().unit() == UnitKind.AMOUNT
            && one.entry().sense().average()
            && other.entry().unit() == UnitKind.COUNT;
    double value = part ? one.value() * other.value() / 100 : one.value() * other.value();
    if (search.quantity().kind() == NumberKind.AMOUNT && (part || priced) && reads(value, search)) {
      search.offer(value, one.formula() + " x " + other.formula(), one.entry(), other.entry());
    }
  }

  /** How a quotient of two measures has changed. */
  private void changed(int entity, MonthSpan at, MonthSpan base, Scope scope, Search search) {
    List<Level> now = readings.levels(entity, at, Set.of());
    List<Level> then = readings.levels(entity, base, Set.of());
    for (Level one : now.stream().limit(MOST_LEVELS).toList()) {
      for (Level other : now.stream().limit(MOST_LEVELS).toList()) {
        Level before = same(one, then);
        Level below = same(other, then);
        if (one.entry() == other.entry()
            || other.entry().unit() != UnitKind.COUNT
            || before == null
            || below == null
            || other.value() == 0
            || below.value() == 0
            || before.value() == 0) {
          continue;
        }
        double present = one.value() / other.value();
        double past = before.value() / below.value();
        String formula =
            "(%s / %s) against (%s / %s)"
                .formatted(one.formula(), other.formula(), before.formula(), below.formula());
        search.offer(
            search.quantity().kind() == NumberKind.PERCENT
                ? 100 * (present / past - 1)
                : present - past,
            scope.direction(),
            formula,
            one.entry(),
            other.entry());
      }
    }
  }

  private static @Nullable Level same(Level wanted, List<Level> levels) {
    for (Level level : levels) {
      if (level.entry().fact().metric().equals(wanted.entry().fact().metric())) {
        return level;
      }
    }
    return null;
  }

  /** A longer period's total by its months. */
  private void monthly(Scope scope, Search search) {
    Set<MonthSpan> spans = new LinkedHashSet<>(scope.at());
    spans.addAll(table.longSpans());
    for (Scope.Focus focus : scope.focuses()) {
      for (MonthSpan span : spans) {
        if (focus.join() != Scope.Join.ONE || span.single()) {
          continue;
        }
        for (Level level : readings.levels(focus.entities().get(0), span, scope.concepts())) {
          boolean fits =
              search.quantity().kind() == NumberKind.COUNT
                  || search.quantity().kind() == NumberKind.AMOUNT
                      && level.entry().unit() == UnitKind.AMOUNT;
          if (fits && level.entry().unit() != UnitKind.PERCENT) {
            search.offer(
                level.value() / span.months(),
                String.format(Locale.ROOT, "%s / %d months", level.formula(), span.months()),
                level.entry());
          }
        }
      }
    }
  }
}
