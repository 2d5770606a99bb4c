package dev.rapporteur.grounding;

import dev.rapporteur.grounding.FactTable.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what the facts give with one number of the text; keeps the first that fits. */
final class Search {
  private final Quantity quantity;
  private @Nullable Reading hit;
  private @Nullable Reading closest;
  private double distance = Double.MAX_VALUE;

  /** A value that the facts give, and how. */
  record Reading(double value, String formula, List<String> figures) {
    Reading {
      figures = List.copyOf(figures);
    }
  }

  Search(Quantity quantity) {
    this.quantity = quantity;
  }

  boolean done() {
    return hit != null;
  }

  @Nullable Reading hit() {
    return hit;
  }

  /** The reading that came nearest, where none fits; {@code null} where no fact was found. */
  @Nullable Reading closest() {
    return closest;
  }

  Quantity quantity() {
    return quantity;
  }

  /** Offers a value that has no direction. */
  boolean offer(double value, String formula, Entry... entries) {
    return offer(value, 0, formula, entries);
  }

  /**
   * Offers a signed change.
   *
   * @param direction what the text says: 1 up, -1 down, 0 nothing
   */
  boolean offer(double value, int direction, String formula, Entry... entries) {
    if (hit != null || Double.isNaN(value) || Double.isInfinite(value)) {
      return hit != null;
    }
    boolean turned =
        direction != 0 && Math.signum(value) == -direction
            || quantity.sign() != 0 && direction == 0 && Math.signum(value) == -quantity.sign();
    double size = Math.abs(value);
    Reading reading = new Reading(value, formula, ids(entries));
    if (!turned && quantity.accepts(size)) {
      hit = reading;
      return true;
    }
    double off =
        Math.abs(size - quantity.value())
            / Math.max(1e-9, Math.max(size, Math.abs(quantity.value())));
    if (off < distance) {
      distance = off;
      closest = reading;
    }
    return false;
  }

  private static List<String> ids(Entry... entries) {
    Set<String> ids = new LinkedHashSet<>();
    for (Entry entry : entries) {
      ids.add(entry.fact().id());
    }
    return new ArrayList<>(ids);
  }

  /** Takes over what parts found when all of them fit. */
  void all(List<Search> parts) {
    List<String> figures = new ArrayList<>();
    StringBuilder formula = new StringBuilder();
    for (Search part : parts) {
      Reading found = part.hit != null ? part.hit : part.closest;
      if (found == null) {
        return;
      }
      figures.addAll(found.figures());
      formula.append(formula.isEmpty() ? "" : ", ").append(found.formula());
      if (part.hit == null) {
        closest = closest == null ? found : closest;
        return;
      }
    }
    hit = new Reading(quantity.value(), formula.toString(), figures);
  }
}
