package dev.rapporteur.knowledge;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.yaml.SchemaCheck;
import dev.rapporteur.report.yaml.YamlDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads {@code documents.yaml}. */
final class DocumentSourceFile {
  private final Path workspace;
  private final SchemaCheck check = new SchemaCheck("documents", Set.of());

  DocumentSourceFile(Path workspace) {
    this.workspace = workspace;
  }

  DocumentSourceDefinition read(Path file) {
    YamlDocument document = YamlDocument.read(workspace, file);
    check.require(document);
    Path folder = file.toAbsolutePath().normalize().getParent();
    List<DefinitionError> mistakes = new ArrayList<>();
    String name = document.root().get("documents").asString();
    if (!folder.getFileName().toString().equals(name)) {
      mistakes.add(
          document.error(
              "/documents",
              "the documents are named '" + name + "', their folder '" + folder.getFileName() + "'",
              "give both the same name"));
    }
    var folders = rules(document, "/folders", mistakes);
    var files = rules(document, "/files", mistakes);
    folders.keySet().forEach(path -> requireFolder(document, folder, path, mistakes));
    files.keySet().forEach(path -> requireFile(document, folder, path, mistakes));
    DocumentSourceDefinition source = new DocumentSourceDefinition(name, folder, folders, files);
    requireRoles(document, source, mistakes);
    if (!mistakes.isEmpty()) {
      throw new InvalidDefinitionException(mistakes);
    }
    return source;
  }

  private static Map<String, DocumentRules> rules(
      YamlDocument document, String pointer, List<DefinitionError> mistakes) {
    Map<String, DocumentRules> rules = new TreeMap<>();
    document
        .root()
        .at(pointer)
        .forEachEntry(
            (path, entry) -> {
              String at = YamlDocument.child(pointer, path);
              rules.put(path, rules(document, at, entry, mistakes));
            });
    return rules;
  }

  private static DocumentRules rules(
      YamlDocument document, String pointer, JsonNode entry, List<DefinitionError> mistakes) {
    Set<String> roles = new HashSet<>();
    entry.path("roles").forEach(role -> roles.add(role.asString()));
    return new DocumentRules(
        text(entry, "title"),
        text(entry, "language"),
        roles,
        entry.has("valid") ? validity(document, pointer, entry, mistakes) : Optional.empty(),
        text(entry, "owner"));
  }

  private static Optional<Validity> validity(
      YamlDocument document, String pointer, JsonNode entry, List<DefinitionError> mistakes) {
    LocalDate from = text(entry.get("valid"), "from").map(LocalDate::parse).orElse(LocalDate.MIN);
    LocalDate to = text(entry.get("valid"), "to").map(LocalDate::parse).orElse(LocalDate.MAX);
    if (to.isBefore(from)) {
      mistakes.add(
          document.error(pointer + "/valid/to", "the last day lies before the first, " + from, ""));
      return Optional.empty();
    }
    return Optional.of(new Validity(from, to));
  }

  private static Optional<String> text(JsonNode entry, String key) {
    return entry.has(key) ? Optional.of(entry.get(key).asString()) : Optional.empty();
  }

  private static void requireFolder(
      YamlDocument document, Path folder, String path, List<DefinitionError> mistakes) {
    Path found = folder.resolve(path).normalize();
    if (!found.startsWith(folder) || !Files.isDirectory(found)) {
      mistakes.add(
          document.keyError(
              YamlDocument.child("/folders", path), "there is no folder '" + path + "' here", ""));
    }
  }

  private static void requireFile(
      YamlDocument document, Path folder, String path, List<DefinitionError> mistakes) {
    Path found = folder.resolve(path).normalize();
    if (!found.startsWith(folder) || !Files.isRegularFile(found)) {
      mistakes.add(
          document.keyError(
              YamlDocument.child("/files", path), "there is no file '" + path + "' here", ""));
    }
  }

  private static void requireRoles(
      YamlDocument document, DocumentSourceDefinition source, List<DefinitionError> mistakes) {
    for (String path : source.files().keySet()) {
      if (source.rulesOf(path).roles().isEmpty()) {
        mistakes.add(
            document.keyError(
                YamlDocument.child("/files", path),
                "nobody may read '" + path + "'",
                "give roles here or to one of its folders"));
      }
    }
  }
}
