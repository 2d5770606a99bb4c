package dev.rapporteur.report;

import java.util.List;
import java.util.Optional;

/**
 * What is computed from the data of a report; one entry of {@code figures}. With {@code by} there
 * is one figure for each entity of that column, else one for the whole.
 */
public sealed interface FigureDefinition {

  /** Another period to compare with. */
  enum Base {
    PREVIOUS_PERIOD,
    PREVIOUS_YEAR
  }

  /** Beginning of the ids of the figures made from it; unique in a report. */
  String id();

  /** What the number is, in the report's language. */
  String name();

  /** Periods to compare with. */
  default List<Base> compare() {
    return List.of();
  }

  /**
   * The sum of a column.
   *
   * @param unit symbol; empty for the column's own
   */
  record Total(
      String id,
      String name,
      CellPath cells,
      Optional<String> by,
      Optional<String> unit,
      List<Base> compare)
      implements FigureDefinition {}

  /**
   * The sum of one column divided by the sum of another.
   *
   * @param over the column that is divided
   * @param under the column that divides
   * @param unit symbol; empty for percent where both columns have one unit, else that of {@code
   *     over}
   */
  record Ratio(
      String id,
      String name,
      CellPath over,
      CellPath under,
      Optional<String> unit,
      List<Base> compare)
      implements FigureDefinition {}

  /** Each entity's part of the sum of a column, in percent. */
  record Share(String id, String name, CellPath cells, String by, List<Base> compare)
      implements FigureDefinition {}

  /** How much each entity contributed to the change of the sum of a column. */
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
   * The sum of a column from the first period of the year on.
   *
   * @param over the column that holds the period of each row
   */
  record YearToDate(String id, String name, CellPath cells, String over, List<Base> compare)
      implements FigureDefinition {}

  /**
   * The sum of a column over the latest periods.
   *
   * @param over the column that holds the period of each row
   * @param periods how many
   */
  record Rolling(
      String id, String name, CellPath cells, String over, int periods, List<Base> compare)
      implements FigureDefinition {}

  /**
   * How a column moves over time: streaks of growth, place among the periods read, outliers.
   *
   * @param over the column that holds the period of each row
   */
  record Trend(String id, String name, CellPath cells, String over) implements FigureDefinition {}

  /**
   * What was reached held against a target.
   *
   * @param actual id of a total, ratio, year to date or rolling sum
   * @param against the column that holds the target
   */
  record Target(String id, String name, String actual, CellPath against, Optional<String> by)
      implements FigureDefinition {}
}
