package dev.rapporteur.review;

import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Holds a file against the hash it was recorded with. */
final class FileHash {
  private FileHash() {}

  /** What is wrong with the file as it lies on disk, if anything. */
  static Optional<String> fault(RenderedDocument document) {
    String name = document.file().getFileName().toString();
    try {
      return Sha256.of(Files.readAllBytes(document.file())).equals(document.sha256())
          ? Optional.empty()
          : Optional.of("the file " + name + " was changed since the run wrote it");
    } catch (IOException missing) {
      return Optional.of("the file " + name + " is gone or cannot be read");
    }
  }
}
