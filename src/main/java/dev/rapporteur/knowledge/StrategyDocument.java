package dev.rapporteur.knowledge;

import java.util.Objects;

/**
 * One document of a source, at one version.
 *
 * @param id {@code source/relative/path.md}, with forward slashes on every system
 * @param title what a citation calls it
 * @param version SHA-256 of the file's bytes, in hexadecimal
 * @param language {@code zh}, {@code en} or {@code und}
 */
public record StrategyDocument(String id, String title, String version, String language) {

  public StrategyDocument {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a document needs an id");
    }
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(language, "language");
  }
}
