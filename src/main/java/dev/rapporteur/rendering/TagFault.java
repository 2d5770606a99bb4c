package dev.rapporteur.rendering;

import dev.rapporteur.report.DefinitionError;

/**
 * A mistake in a template's tags.
 *
 * @param offset where it stands in the text that was searched
 * @param message what is wrong, naming the tag
 * @param hint what was probably meant or what to do; empty if unknown
 */
public record TagFault(int offset, String message, String hint) {

  /** The fault as a mistake in a text file. */
  public DefinitionError inFile(String file, String text) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new DefinitionError(file, line, offset - lineStart + 1, message, hint);
  }
}
