package dev.rapporteur.report.yaml;

/**
 * A place in a text.
 *
 * @param line 1-based
 * @param column 1-based, in characters (code points)
 */
public record Position(int line, int column) {
  static final Position START = new Position(1, 1);
}
