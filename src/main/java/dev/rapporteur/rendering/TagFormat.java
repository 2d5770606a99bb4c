package dev.rapporteur.rendering;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a tag writes its value: the word behind the bar in {@code {{sales | full}}}. */
public enum TagFormat {
  /** A number as a sentence says it: {@code 48.2 million yuan}. */
  TEXT,
  /** As {@link #TEXT}; refused where the number is not money. */
  MONEY,
  /** As {@link #TEXT}; refused where the number is neither a percentage nor percentage points. */
  PERCENT,
  /** A number as a table shows it, exact and without its unit: {@code 48,213,907.40}. */
  FULL,
  /** As {@link #TEXT}, with a plus sign before a positive number. */
  SIGNED,
  /** As {@link #TEXT}, without its sign. */
  MAGNITUDE,
  /** The unit of a number alone: {@code yuan}. */
  UNIT,
  /** Words in capital letters. */
  UPPER,
  /** A date written by the locale: {@code 31 March 2024}. */
  DATE;

  /** The word that a template writes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<TagFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }
}
