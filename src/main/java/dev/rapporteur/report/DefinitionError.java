package dev.rapporteur.report;

/**
 * One mistake in a file that a report owner wrote.
 *
 * @param file path relative to the workspace, with forward slashes
 * @param line 1-based; 0 where the file has no lines (a Word template)
 * @param column 1-based, in characters; 0 where unknown
 * @param message what is wrong
 * @param hint what was probably meant or what to do; empty if unknown
 */
public record DefinitionError(String file, int line, int column, String message, String hint) {

  /** {@code file:line:column: message (hint)}, leaving out what is unknown. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
      if (column > 0) {
        text.append(':').append(column);
      }
    }
    text.append(": ").append(message);
    if (!hint.isEmpty()) {
      text.append(" (").append(hint).append(')');
    }
    return text.toString();
  }
}
