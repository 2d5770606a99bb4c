package dev.rapporteur.grounding;

import java.util.Locale;

/** What a cue word does in a sentence; the words themselves stand in {@code words-*.txt}. */
enum Cue {
  /** Directions of change. */
  UP,
  DOWN,
  FLAT,
  /** Comparative words that follow or precede a difference. */
  MORE,
  LESS,
  /** Introduces what is compared with. */
  THAN,
  FROM,
  /** Introduces the reached level, as against the change. */
  LEVEL,
  BY,
  OF,
  SHARE,
  /** A gain or a contribution, the sentence leaves open which. */
  ADD,
  TOGETHER,
  EACH,
  RESPECTIVELY,
  FORMER,
  LATTER,
  PRONOUN,
  PAIR,
  REST,
  YOY,
  MOM,
  QOQ,
  AVERAGE,
  ONLY,
  TIED,
  /** Verbs and comparatives that put one entity before or behind another. */
  BEAT,
  TRAIL,
  GAP,
  TOPN,
  RANK,
  FIRST,
  SECOND,
  THIRD_PLACE,
  LARGEST,
  SMALLEST,
  LAST,
  FASTEST,
  STEEPEST,
  STREAK,
  /** Starts a new clause. */
  BREAK,
  /** The clause does not state what is. */
  NOT,
  /** The clause speaks of what is to come. */
  FUTURE,
  /** Fixed phrases that must not be read word by word. */
  SKIP,
  ABOUT,
  NEARLY,
  OVER,
  UNDER,
  LEAD_IN,
  MONTH_AGO,
  YEAR_AGO,
  THIS_MONTH,
  YEAR_TO_DATE,
  CUMULATIVE,
  SAME_MONTH,
  THIS_YEAR,
  TOTAL,
  COUNT_OF,
  AGAIN,
  ASMUCH,
  DURATIONS,
  LABEL;

  static Cue named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
