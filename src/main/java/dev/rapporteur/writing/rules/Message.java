package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Entity;
import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.QualityFact;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportingPeriod;
import java.util.List;
import java.util.Optional;

/** One thing worth saying; a {@link Wording} makes a sentence of it, seldom two. */
sealed interface Message {

  // --- the whole

  /** The value that answers the reader's first question, with its comparisons. */
  record Headline(Measured value) implements Message {}

  /** Several periods in a row above or below the compared ones. */
  record Streak(String name, Figure periods, Base base) implements Message {}

  /**
   * The direction differs from that of the periods before.
   *
   * @param since the last period that had the same direction; empty where the data do not reach
   *     back that far
   */
  record Turn(String name, int direction, Base base, Optional<ReportingPeriod> since)
      implements Message {}

  /**
   * No period has been higher, or lower, for long.
   *
   * @param since the last one that was; or, where none was, the first one known
   * @param ever whether none was
   */
  record Extreme(String name, boolean high, ReportingPeriod since, boolean ever)
      implements Message {}

  /**
   * A sum over several periods, without a target.
   *
   * @param against whether it moved the other way than the period itself
   */
  record Stretch(Measured value, boolean against) implements Message {}

  // --- what drove a change

  /** The part that moved the whole most, in passing. */
  record MainPart(Comparison whole, String noun, Part part) implements Message {}

  /**
   * The parts that explain most of a change, in its direction, the largest first.
   *
   * @param counter those that moved against it, the largest first, at most two
   * @param second whether another break-down of the same change was told just before
   */
  record Drivers(
      Measured value,
      Comparison whole,
      String noun,
      List<Part> parts,
      List<Part> counter,
      boolean second)
      implements Message {}

  /** Without this part the whole would have moved the other way. */
  record Without(String name, Part part, Base base, int direction) implements Message {}

  /** Whether a change of an amount came with more items or with larger ones. */
  record VolumeAndValue(Comparison whole, Measured count, Measured average) implements Message {}

  // --- by entity

  /** The part that moved most, in full. */
  record LargestMove(String name, Part part, Base base) implements Message {}

  /** The part that moved most in the other direction. */
  record OtherWay(String name, Part part, Base base) implements Message {}

  /**
   * How many parts grew and how many shrank.
   *
   * @param partly whether some parts have no comparison and are not counted
   * @param onlyGrowing the one that grew, if it is the only one
   * @param onlyFalling the one that shrank, if it is the only one
   */
  record Balance(
      Figure growing,
      Figure falling,
      Base base,
      boolean partly,
      Optional<Part> onlyGrowing,
      Optional<Part> onlyFalling)
      implements Message {}

  /**
   * The largest part.
   *
   * @param remains whether it was the largest in the compared period too
   */
  record Largest(String noun, Part part, boolean remains) implements Message {}

  /** The parts by size, the largest first, where nothing is known of their changes. */
  record Composition(String name, String noun, List<Part> parts) implements Message {}

  // --- targets

  /**
   * What was reached for the year so far, held against its target.
   *
   * @param gapFirst whether the gap is the news, rather than what was reached
   */
  record Pace(Measured value, Aim aim, boolean gapFirst) implements Message {}

  /**
   * The target of the period itself.
   *
   * @param turned whether the year so far was on the other side of its target before this period
   */
  record PeriodGoal(String name, Aim aim, boolean turned) implements Message {}

  /** The target of the whole year. */
  record YearGoal(Aim aim) implements Message {}

  /**
   * What the parts reached of their targets.
   *
   * @param mostOfAll whether the one furthest below makes up most of what the whole is short
   */
  record Goals(
      String noun,
      Optional<Aim> furthestBelow,
      Optional<Aim> furthestAbove,
      Figure met,
      Figure missed,
      boolean mostOfAll,
      Form form)
      implements Message {

    /** How much is said. */
    enum Form {
      /** All there is. */
      FULL,
      /** The ends only, since an earlier section has said it. */
      AGAIN,
      /** Only what is far off. */
      WATCH
    }
  }

  // --- rankings

  /** The first of a ranking; several where they are equal. */
  record First(String noun, List<Ranked> first) implements Message {}

  /** The largest climb or fall in a ranking. */
  record Moved(Ranked ranked, Base base) implements Message {}

  /**
   * One entity that is far larger than the next.
   *
   * @param watch whether it is one of the things to watch
   */
  record Outsize(String noun, Ranked ranked, Ranked next, boolean watch) implements Message {}

  // --- single values

  /** Percentages and how they moved, one or two. */
  record Rates(List<Measured> values) implements Message {}

  /**
   * A percentage held against the limit that a document sets.
   *
   * @param again whether an earlier section has spoken of the percentage
   */
  record Limited(Limit limit, boolean again) implements Message {}

  /** Values that are compared with nothing; at least one. */
  record Plain(List<Measured> values) implements Message {}

  // --- what is not known

  /** A compared period of which there are no data. */
  record NoBase(ReportingPeriod period, boolean again) implements Message {}

  /** There are no targets. */
  record NoTarget() implements Message {}

  /**
   * Values that could not be computed for want of data; at least one name.
   *
   * @param overTime whether they are sums over several periods
   */
  record Gap(List<String> names, boolean overTime) implements Message {}

  /**
   * Something noticed about the data.
   *
   * @param again whether an earlier section has said it
   */
  record Noticed(QualityFact fact, boolean again) implements Message {}

  // --- strategy

  /**
   * What a strategy document says to the matter.
   *
   * @param document the document's title
   * @param subject of what it speaks; empty for the whole
   * @param quote as it stands there
   * @param label of the citation
   * @param aim where the subject stands against its target, unless that was just said
   */
  record Strategy(
      String document, Optional<Entity> subject, String quote, String label, Optional<Aim> aim)
      implements Message {}

  /** Another document that says something else of the same. */
  record Elsewhere(String document, String quote, String label) implements Message {}

  /** Nothing to report. */
  record Nothing() implements Message {}
}
