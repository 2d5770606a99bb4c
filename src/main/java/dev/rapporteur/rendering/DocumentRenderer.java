package dev.rapporteur.rendering;

import java.io.IOException;
import java.io.OutputStream;

/** Fills one kind of template. */
public interface DocumentRenderer {

  /** The file name's ending without the dot: {@code docx}, {@code pdf}. */
  String extension();

  /**
   * Writes the document. The same template and content give the same bytes.
   *
   * @throws dev.rapporteur.report.InvalidDefinitionException if the template asks for what the
   *     content does not have
   */
  void render(ReportContent content, OutputStream out) throws IOException;
}
