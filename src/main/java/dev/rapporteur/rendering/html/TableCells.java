package dev.rapporteur.rendering.html;

import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.rendering.ContentValue;

/** What a cell of a table shows. */
public final class TableCells {
  private TableCells() {}

  /** Its words, or its number exact to the column's decimals without the unit. */
  public static String text(ContentValue cell, FigureFormat figures) {
    return switch (cell) {
      case ContentValue.Text text -> text.text();
      case ContentValue.Number number -> figures.cell(number.value(), number.unit());
      default ->
          throw new IllegalArgumentException(
              "a cell of a table is a text or a number, not " + cell);
    };
  }
}
