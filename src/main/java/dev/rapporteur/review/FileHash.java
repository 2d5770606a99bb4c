package dev.rapporteur.review;

import dev.rapporteur.rendering.RenderedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Holds a file against the hash it was recorded with. */
final class FileHash {
  private FileHash() {}

  /** What is wrong with the file as it lies on disk, if anything. */
  static Optional<String> fault(RenderedDocument document) {
    String name = document.file().getFileName().toString();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(document.file()));
      return HexFormat.of().formatHex(digest).equals(document.sha256())
          ? Optional.empty()
          : Optional.of("the file " + name + " was changed since the run wrote it");
    } catch (IOException missing) {
      return Optional.of("the file " + name + " is gone or cannot be read");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
