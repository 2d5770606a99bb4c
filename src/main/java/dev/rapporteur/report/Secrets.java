package dev.rapporteur.report;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds a secret by its name: first in the file of that name in the folder of secrets, then in the
 * environment. It is looked up each time, so a file can be replaced without a restart.
 */
public final class Secrets implements Function<String, Optional<String>> {
  /** Names the folder; {@code /run/secrets} if not set. */
  public static final String FOLDER = "RAPPORTEUR_SECRETS";

  private final SecretFolder folder;
  private final Map<String, String> environment;

  public Secrets(Map<String, String> environment) {
    this.folder = new SecretFolder(Path.of(environment.getOrDefault(FOLDER, "/run/secrets")));
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Optional<String> apply(String name) {
    return folder.apply(name).or(() -> Optional.ofNullable(environment.get(name)));
  }
}
