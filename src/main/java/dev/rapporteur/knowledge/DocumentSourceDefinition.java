package dev.rapporteur.knowledge;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of strategy documents and who may read what of it.
 *
 * @param name the folder's name below {@code datasources/}; document ids begin with it
 * @param folder where the documents lie; links that lead out of it are not followed
 * @param folders what holds for folders, by path with forward slashes; {@code "."} is the source's
 *     own
 * @param files what holds for single files, by path
 */
public record DocumentSourceDefinition(
    String name,
    Path folder,
    Map<String, DocumentRules> folders,
    Map<String, DocumentRules> files) {

  /** The file in a folder below {@code datasources/} that makes it a document source. */
  static final String FILE_NAME = "documents.yaml";

  public DocumentSourceDefinition {
    if (name.isBlank() || name.contains("/") || name.contains("\\")) {
      throw new IllegalArgumentException("a document source's name is a folder name, not: " + name);
    }
    Objects.requireNonNull(folder, "folder");
    folders = Map.copyOf(folders);
    files = Map.copyOf(files);
  }

  /** A source all of whose documents the same roles may read, for ever. */
  public static DocumentSourceDefinition readableBy(Set<String> roles, String name, Path folder) {
    DocumentRules all =
        new DocumentRules(
            Optional.empty(), Optional.empty(), roles, Optional.empty(), Optional.empty());
    return new DocumentSourceDefinition(name, folder, Map.of(".", all), Map.of());
  }

  /**
   * Reads {@code datasources/*}{@code /documents.yaml} of a workspace.
   *
   * @return the sources in the order of their names
   * @throws InvalidDefinitionException with every mistake in every file, if there is one
   */
  public static List<DocumentSourceDefinition> readAll(Path workspace) {
    List<DocumentSourceDefinition> sources = new ArrayList<>();
    List<DefinitionError> errors = new ArrayList<>();
    DocumentSourceFile reader = new DocumentSourceFile(workspace);
    for (Path file : filesIn(workspace.resolve("datasources"))) {
      try {
        sources.add(reader.read(file));
      } catch (InvalidDefinitionException e) {
        errors.addAll(e.errors());
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidDefinitionException(errors);
    }
    return sources;
  }

  private static List<Path> filesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> child.resolve(FILE_NAME))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InvalidDefinitionException(
          List.of(new DefinitionError("datasources", 0, 0, "cannot be read", "")));
    }
  }

  /**
   * What holds for a document: what is said of the file, then of its folder, then of the folders
   * above. Where nothing says who may read it, {@link DocumentRules#roles()} is empty and nobody
   * may.
   *
   * @param path relative to the source's folder, with forward slashes
   */
  public DocumentRules rulesOf(String path) {
    DocumentRules rules = files.getOrDefault(path, DocumentRules.NOTHING);
    String above = path;
    while (above.contains("/")) {
      above = above.substring(0, above.lastIndexOf('/'));
      rules = rules.within(folders.getOrDefault(above, DocumentRules.NOTHING));
    }
    return rules.within(folders.getOrDefault(".", DocumentRules.NOTHING));
  }
}
