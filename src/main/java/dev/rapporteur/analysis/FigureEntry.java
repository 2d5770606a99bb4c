package dev.rapporteur.analysis;

/** What stands in a sheet under an id: a figure, or the reason why there is none. */
public sealed interface FigureEntry permits Figure, MissingFigure {
  /** Unique in the sheet: letters, digits, dots and dashes. */
  String id();

  /** What it is, in the report's language. */
  String name();
}
