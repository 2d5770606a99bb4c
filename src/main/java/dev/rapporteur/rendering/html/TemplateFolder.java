package dev.rapporteur.rendering.html;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files beside a template, which are the only ones that it may read. */
public final class TemplateFolder {
  private static final long LARGEST = 20_000_000;

  private final Path folder;

  public TemplateFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * A style sheet of the folder.
   *
   * @throws InvalidDefinitionException if it asks for lengths beyond any page
   */
  public Optional<String> styles(String name) {
    Optional<String> css = read(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    css.flatMap(StyleCheck::hugeLength)
        .ifPresent(
            length -> {
              throw new InvalidDefinitionException(
                  List.of(
                      new DefinitionError(name, 0, 0, length + " is longer than any page", "")));
            });
    return css;
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
