package dev.rapporteur.writing.rules;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Parts that have a word. A word stands only for a percentage within one point of it; any other is
 * given as a number.
 */
enum Fraction {
  QUARTER("a quarter", "四分之一", "25"),
  THIRD("a third", "三分之一", "33.3333"),
  HALF("half", "一半", "50"),
  TWO_THIRDS("two thirds", "三分之二", "66.6667"),
  THREE_QUARTERS("three quarters", "四分之三", "75"),
  FOUR_FIFTHS("four fifths", "八成", "80"),
  NINE_TENTHS("nine tenths", "九成", "90");

  private final String english;
  private final String chinese;
  private final BigDecimal percent;

  Fraction(String english, String chinese, String percent) {
    this.english = english;
    this.chinese = chinese;
    this.percent = new BigDecimal(percent);
  }

  static Optional<Fraction> of(BigDecimal percentage) {
    for (Fraction fraction : values()) {
      if (percentage.abs().subtract(fraction.percent).abs().compareTo(BigDecimal.ONE) <= 0) {
        return Optional.of(fraction);
      }
    }
    return Optional.empty();
  }

  String english() {
    return english;
  }

  String chinese() {
    return chinese;
  }
}
