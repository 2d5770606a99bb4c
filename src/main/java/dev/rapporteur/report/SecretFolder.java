package dev.rapporteur.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds a secret in the file of its name, as containers mount them: {@code /run/secrets/NAME}. The
 * file is read each time, so a secret can be replaced without a restart.
 */
public final class SecretFolder implements Function<String, Optional<String>> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

  private final Path folder;

  /**
   * @param folder need not exist
   */
  public SecretFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<String> apply(String name) {
    Path file = folder.resolve(name);
    if (!NAME.matcher(name).matches() || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new RapporteurException(
          FailureKind.CAPACITY, "the secret " + name + " cannot be read", "Make it readable.", e);
    }
  }
}
