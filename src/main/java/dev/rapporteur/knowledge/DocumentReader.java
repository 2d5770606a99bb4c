package dev.rapporteur.knowledge;

import java.nio.file.Path;

/** Reads files of the formats that strategy documents come in. */
public interface DocumentReader {

  /** Whether a file of this name is a document at all; others are passed over in silence. */
  boolean reads(Path file);

  /**
   * Reads a document, within bounds of time and memory.
   *
   * @throws UnreadableDocumentException if it is damaged, encrypted, without text or too large
   */
  DocumentContent read(Path file);
}
