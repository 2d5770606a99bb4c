package dev.rapporteur.writing.rules;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.MissingFigure.Reason;
import dev.rapporteur.analysis.QualityFact;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportingPeriod;
import java.util.List;
import java.util.Optional;

/** One thing worth saying; a {@link Wording} makes one sentence of it. */
sealed interface Message {

  /** The value that answers the reader's first question, with its comparisons. */
  record Headline(Measured value) implements Message {}

  /** Several periods in a row above or below the compared ones. */
  record Streak(String name, Figure periods, Base base) implements Message {}

  /**
   * The direction differs from that of the period before.
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
   * What moved the whole most.
   *
   * @param whole the whole's change
   * @param parts those that explain most of it, in its direction, the largest first; at least one
   * @param second whether another break-down of the same change was told before
   */
  record Drivers(
      Measured value, Comparison whole, String noun, List<Part> parts, boolean opens, boolean second)
      implements Message {}

  /** The parts that moved against the whole, the largest first; one or two. */
  record Counter(String noun, List<Part> parts, int wholeDirection) implements Message {}

  /** Without this part the whole would have moved the other way. */
  record Without(String name, Part part, Base base, int direction) implements Message {}

  /** Whether a change of an amount came with more items or with larger ones. */
  record VolumeAndValue(Comparison whole, Measured count, Measured average) implements Message {}

  /** A part that had nothing in the compared period, or has nothing now. */
  record Arrival(Part part, Base base) implements Message {}

  record Departure(Part part, Base base) implements Message {}

  /** The part that moved most, in full. */
  record LargestMove(String name, String noun, Part part, Base base, boolean rateIsFair)
      implements Message {}

  /** The part that moved most in the other direction. */
  record OtherWay(String name, Part part, int than) implements Message {}

  /** How many parts grew and how many shrank. */
  record Balance(Figure growing, Figure falling, Base base) implements Message {}

  /** How the share of a part moved. */
  record ShareMove(Part part, Base base) implements Message {}

  /** The largest part. */
  record Largest(String noun, Part part) implements Message {}

  /** A stretch of several periods and, where there is one, its target. */
  record Stretch(Measured value, Optional<Aim> aim) implements Message {}

  /** A target of the whole. */
  record Goal(String name, Aim aim, Scope scope) implements Message {
    /** What a target is for. */
    enum Scope {
      PERIOD,
      TO_DATE,
      YEAR
    }
  }

  /** What the parts reached of their targets. */
  record Goals(
      String noun, Optional<Aim> furthestBelow, Optional<Aim> furthestAbove, Figure met, Figure missed)
      implements Message {}

  /** The first of a ranking. */
  record First(String noun, Ranked first, Optional<Figure> topShare) implements Message {}

  /** A large climb or fall in a ranking. */
  record Moved(Ranked ranked, Base base) implements Message {}

  /** Entities that entered a ranking without having existed in the compared period. */
  record Entered(Ranked ranked, Base base) implements Message {}

  /** One entity that is far larger than the next. */
  record Outsize(String noun, Ranked ranked, Ranked next) implements Message {}

  /** A percentage and how it moved. */
  record Rate(Measured value) implements Message {}

  /** Values that are compared with nothing; at least one. */
  record Plain(List<Measured> values) implements Message {}

  /**
   * Comparisons that the data do not allow.
   *
   * @param names of what; at least one
   */
  record Gap(Reason reason, List<String> names, Optional<Base> base) implements Message {}

  /** Something noticed about the data. */
  record Noticed(QualityFact fact) implements Message {}

  /**
   * What a strategy document says to the matter.
   *
   * @param document the document's title
   * @param quote as it stands there
   * @param label of the citation
   * @param aim where what the quote speaks of stands, if that is known
   */
  record Strategy(String document, String quote, String label, Optional<Aim> aim)
      implements Message {}

  /** Nothing to report. */
  record Nothing() implements Message {}
}
