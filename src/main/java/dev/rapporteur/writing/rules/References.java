package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Figure;

/** How a text refers to a figure. */
final class References {
  private References() {}

  /** The value as it is, a minus sign before a negative one. */
  static String ref(Figure figure) {
    return "{{" + figure.id() + "}}";
  }

  /** The value without its sign, where the words tell the direction. */
  static String size(Figure figure) {
    return "{{" + figure.id() + "|magnitude}}";
  }

  /** The value with its sign, a plus sign too. */
  static String signed(Figure figure) {
    return "{{" + figure.id() + "|signed}}";
  }
}
