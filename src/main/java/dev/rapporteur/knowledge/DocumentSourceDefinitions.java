package dev.rapporteur.knowledge;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.yaml.SchemaCheck;
import dev.rapporteur.report.yaml.YamlDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads {@code datasources/NAME/documents.yaml}: one source for each folder it names. */
public final class DocumentSourceDefinitions {
  private static final String FILE = "documents.yaml";

  private final YamlDocument document;
  private final Path root;
  private final List<DefinitionError> errors = new ArrayList<>();

  private DocumentSourceDefinitions(YamlDocument document, Path root) {
    this.document = document;
    this.root = root;
  }

  /**
   * The document sources of a workspace, none if it has none.
   *
   * @throws InvalidDefinitionException with every mistake
   */
  public static List<DocumentSourceDefinition> read(Workspace workspace) {
    List<DocumentSourceDefinition> sources = new ArrayList<>();
    for (Path file : files(workspace.dataSources())) {
      YamlDocument document = YamlDocument.read(workspace.folder(), file);
      new SchemaCheck("documents", Set.of()).require(document);
      DocumentSourceDefinitions reading =
          new DocumentSourceDefinitions(document, file.getParent());
      sources.addAll(reading.sources());
      if (!reading.errors.isEmpty()) {
        throw new InvalidDefinitionException(reading.errors);
      }
    }
    return sources;
  }

  private static List<Path> files(Path dataSources) {
    if (!Files.isDirectory(dataSources)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(dataSources)) {
      return folders
          .map(folder -> folder.resolve(FILE))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private List<DocumentSourceDefinition> sources() {
    String name = document.root().get("documents").asString();
    Map<String, Map<String, DocumentDetails>> details = details();
    List<DocumentSourceDefinition> sources = new ArrayList<>();
    document
        .root()
        .get("folders")
        .forEachEntry(
            (folder, node) -> {
              if (!Files.isDirectory(root.resolve(folder))) {
                errors.add(
                    document.keyError("/folders/" + folder, "there is no folder " + folder, ""));
              }
              Set<String> roles = new LinkedHashSet<>();
              node.get("roles").forEach(role -> roles.add(role.asString()));
              sources.add(
                  new DocumentSourceDefinition(
                      name + "-" + folder,
                      root.resolve(folder),
                      node.path("language").asString("und"),
                      roles,
                      validity(node, "/folders/" + folder),
                      node.path("owner").asString(""),
                      details.getOrDefault(folder, Map.of())));
            });
    return sources;
  }

  /** What is said of single files, by folder and by path in the folder. */
  private Map<String, Map<String, DocumentDetails>> details() {
    Map<String, Map<String, DocumentDetails>> details = new HashMap<>();
    document
        .root()
        .path("files")
        .forEachEntry(
            (file, node) -> {
              String at = YamlDocument.child("/files", file);
              int slash = file.indexOf('/');
              if (slash < 0 || !Files.isRegularFile(root.resolve(file))) {
                errors.add(document.keyError(at, "there is no file " + file, ""));
                return;
              }
              details
                  .computeIfAbsent(file.substring(0, slash), any -> new HashMap<>())
                  .put(
                      file.substring(slash + 1),
                      new DocumentDetails(
                          node.path("title").asString(""),
                          node.path("owner").asString(""),
                          validity(node, at)));
            });
    return details;
  }

  private Validity validity(JsonNode node, String at) {
    JsonNode valid = node.path("valid");
    LocalDate from = day(valid, "from", at, LocalDate.MIN);
    LocalDate to = day(valid, "to", at, LocalDate.MAX);
    if (to.isBefore(from)) {
      errors.add(document.error(at + "/valid", "it ends before it begins", ""));
      return Validity.ALWAYS;
    }
    return new Validity(from, to);
  }

  private LocalDate day(JsonNode valid, String key, String at, LocalDate otherwise) {
    if (!valid.has(key)) {
      return otherwise;
    }
    try {
      return LocalDate.parse(valid.get(key).asString());
    } catch (DateTimeParseException wrong) {
      errors.add(
          document.error(at + "/valid/" + key, "not a day: " + valid.get(key).asString(), "2024-01-31"));
      return otherwise;
    }
  }
}
