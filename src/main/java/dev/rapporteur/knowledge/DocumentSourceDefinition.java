package dev.rapporteur.knowledge;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A folder of strategy documents and who may read it.
 *
 * @param name the folder's name below {@code datasources/}; document ids begin with it
 * @param folder where the documents lie; links that lead out of it are not followed
 * @param language BCP 47 tag of the documents, or {@code und} to tell by each document's letters
 * @param roles the roles that may read; never empty, since a folder for nobody is a mistake and a
 *     folder for everybody has to say so by naming the role that everybody has
 * @param validity the days for which the documents speak
 * @param owner who answers for the documents
 * @param files what is said of single documents, by path in the folder
 */
public record DocumentSourceDefinition(
    String name, Path folder, String language, Set<String> roles, Validity validity, String owner,
    Map<String, DocumentDetails> files) {

  /** A source that says nothing of single documents. */
  public DocumentSourceDefinition(
      String name, Path folder, String language, Set<String> roles, Validity validity, String owner) {
    this(name, folder, language, roles, validity, owner, Map.of());
  }

  public DocumentSourceDefinition {
    if (name.isBlank() || name.contains("/") || name.contains("\\")) {
      throw new IllegalArgumentException("a document source's name is a folder name, not: " + name);
    }
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(language, "language");
    roles = Set.copyOf(roles);
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("document source " + name + " names no role");
    }
    Objects.requireNonNull(validity, "validity");
    Objects.requireNonNull(owner, "owner");
    files = Map.copyOf(files);
  }
}
