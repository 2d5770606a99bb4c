package dev.rapporteur.grounding;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A unit of energy or weight that a text may give in another size than the facts do.
 *
 * @param kind what it measures
 * @param size how many of the smallest unit of its kind it is
 */
record PhysicalUnit(String kind, double size) {
  private static final Map<String, PhysicalUnit> UNITS =
      Map.ofEntries(
          Map.entry("kwh", energy(1)),
          Map.entry("千瓦时", energy(1)),
          Map.entry("度电", energy(1)),
          Map.entry("mwh", energy(1e3)),
          Map.entry("兆瓦时", energy(1e3)),
          Map.entry("gwh", energy(1e6)),
          Map.entry("吉瓦时", energy(1e6)),
          Map.entry("twh", energy(1e9)),
          Map.entry("kg", weight(1)),
          Map.entry("千克", weight(1)),
          Map.entry("公斤", weight(1)),
          Map.entry("tonnes", weight(1e3)),
          Map.entry("tons", weight(1e3)),
          Map.entry("吨", weight(1e3)),
          Map.entry("kt", weight(1e6)));
  private static final Pattern SHOWN =
      Pattern.compile("[ -]?(?:([kmgt]wh|kg|kt|tonnes|tons)(?![a-z])|(千瓦时|兆瓦时|吉瓦时|度电|千克|公斤|吨))");

  private static PhysicalUnit energy(double size) {
    return new PhysicalUnit("energy", size);
  }

  private static PhysicalUnit weight(double size) {
    return new PhysicalUnit("weight", size);
  }

  /** The unit by this name; {@code null} for any other. */
  static @Nullable PhysicalUnit of(String unit) {
    return UNITS.get(unit.strip().toLowerCase(Locale.ROOT));
  }

  /** The unit that ends before or starts at a place of a folded text; {@code null} for none. */
  static @Nullable PhysicalUnit at(String lower, int end) {
    for (int length = 1; length <= 3 && length <= end; length++) {
      PhysicalUnit inside = UNITS.get(lower.substring(end - length, end));
      if (inside != null && lower.charAt(end - 1) > 0x2E80) {
        return inside;
      }
    }
    Matcher matcher = SHOWN.matcher(lower).region(end, Math.min(lower.length(), end + 8));
    return matcher.lookingAt()
        ? UNITS.get(matcher.group(1) != null ? matcher.group(1) : matcher.group(2))
        : null;
  }

  double in(PhysicalUnit other) {
    return kind.equals(other.kind) ? size / other.size : 1;
  }
}
