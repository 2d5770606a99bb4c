package dev.rapporteur.report;

import java.util.List;
import java.util.Optional;

/** What is computed from the data of a report; one entry of {@code figures}. */
public sealed interface FigureDefinition {

  /** Another period to compare with, or another number. */
  enum Base {
    PREVIOUS_PERIOD,
    PREVIOUS_YEAR
  }

  /** Beginning of the ids of the figures made from it. */
  String id();

  /** What the number is, in the report's language. */
  String name();

  /** Periods to compare with. */
  List<Base> compare();

  /**
   * The sum of a column.
   *
   * @param cells the column
   * @param unit symbol; empty for the column's own
   * @param compare periods to compare with
   */
  record Total(String id, String name, CellPath cells, Optional<String> unit, List<Base> compare)
      implements FigureDefinition {}

  /**
   * The sum of one column divided by the sum of another.
   *
   * @param over the column that is divided
   * @param under the column that divides
   * @param unit symbol; empty for the unit of {@code over}, or percent where both units are the
   *     same
   */
  record Ratio(
      String id,
      String name,
      CellPath over,
      CellPath under,
      Optional<String> unit,
      List<Base> compare)
      implements FigureDefinition {}

  /** The values of a column by entity, with each one's share of their sum. */
  record Share(String id, String name, CellPath cells, String by, List<Base> compare)
      implements FigureDefinition {}

  /** How much each entity contributed to the change of the sum. */
  record Contribution(String id, String name, CellPath cells, String by, List<Base> compare)
      implements FigureDefinition {}

  /**
   * The largest values of a column by entity, with movement against the compared periods.
   *
   * @param top how many; ties with the last one are kept
   */
  record Rank(String id, String name, CellPath cells, String by, int top, List<Base> compare)
      implements FigureDefinition {}

  /**
   * A column over time: year to date, rolling sum, streak, high and low.
   *
   * @param over the column that holds the period of each row
   * @param rolling number of periods of the rolling sum; 0 for none
   */
  record Series(
      String id, String name, CellPath cells, String over, int rolling, boolean yearToDate)
      implements FigureDefinition {
    @Override
    public List<Base> compare() {
      return List.of();
    }
  }

  /**
   * A target against what was reached.
   *
   * @param target the column that holds the target
   * @param actual id of the figure that is held against it
   */
  record Target(String id, String name, CellPath target, String actual)
      implements FigureDefinition {
    @Override
    public List<Base> compare() {
      return List.of();
    }
  }
}
