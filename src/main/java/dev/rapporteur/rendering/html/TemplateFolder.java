package dev.rapporteur.rendering.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files beside a template, which are the only ones that it may read. */
public final class TemplateFolder {
  private static final long LARGEST = 20_000_000;

  private final Path folder;

  public TemplateFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * A file of the folder, at most 20 MB large.
   *
   * @param name relative to the folder
   * @return empty for anything that is not such a file, also behind links and {@code ..}
   */
  public Optional<byte[]> read(String name) {
    try {
      Path root = folder.toRealPath();
      Path file = root.resolve(name).toRealPath();
      return file.startsWith(root) && Files.isRegularFile(file) && Files.size(file) <= LARGEST
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (IOException | RuntimeException absent) {
      return Optional.empty();
    }
  }
}
