package dev.rapporteur.grounding;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * One known number: what was measured, of whom, when, and how much.
 *
 * <p>The id is free. The metric is a name in any naming style; the words {@code yoy}, {@code mom},
 * {@code ytd}, {@code share}, {@code rank}, {@code growth}, {@code pct}, {@code change}, {@code
 * count}, {@code average} in it (or their Chinese counterparts) carry meaning, as said in {@code
 * docs/grounding.md}. The entity {@code total} or {@code all} is the whole. The period is a month
 * ({@code 2024-03}), a quarter ({@code 2024-Q1}), a year, or a range of two months ({@code
 * 2024-01..2024-03}). The unit {@code percent} makes the value a rate, {@code rank} an order.
 */
public record Fact(
    String id,
    String metric,
    String entity,
    List<String> aliases,
    String period,
    BigDecimal value,
    String unit) {

  public Fact {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(entity, "entity");
    aliases = List.copyOf(aliases);
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(unit, "unit");
    if (id.isBlank()) {
      throw new IllegalArgumentException("a fact needs an id");
    }
  }
}
