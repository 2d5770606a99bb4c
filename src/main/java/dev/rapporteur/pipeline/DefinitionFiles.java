package dev.rapporteur.pipeline;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that decide what a run does, read so that they can be kept with it. */
final class DefinitionFiles {
  private static final Pattern LOOKS = Pattern.compile("(?i)\\.(css|svg|png|jpe?g|gif)$");

  private final Workspace workspace;

  DefinitionFiles(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The definition, its prompts, the functions it calls and its templates, by path. */
  Map<String, byte[]> of(ReportDefinition definition) {
    Set<Path> files = new TreeSet<>();
    Path folder = workspace.folder().resolve("tasks").resolve(definition.name());
    files.add(folder.resolve("report.yaml"));
    definition.sections().forEach(section -> files.add(folder.resolve(section.ask())));
    Path functions = workspace.folder().resolve("tasks").resolve("functions");
    definition
        .data()
        .values()
        .forEach(
            call -> {
              files.add(functions.resolve(call.function() + ".yaml"));
              files.add(functions.resolve(call.function() + ".sql"));
            });
    files.add(workspace.templates().resolve(definition.templates().word()));
    definition.templates().form().ifPresent(form -> files.add(workspace.templates().resolve(form)));
    Path print = workspace.templates().resolve(definition.templates().pdf());
    files.add(print);
    files.addAll(looks(print.getParent()));
    try (Stream<Path> routes = Files.list(workspace.routes())) {
      routes.filter(file -> file.toString().endsWith(".yaml")).forEach(files::add);
    } catch (IOException fault) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "there is no folder routes in " + workspace.folder(),
          "copy it from the product's repository",
          fault);
    }
    return read(files);
  }

  /** The style sheets and pictures beside a print template. */
  private static List<Path> looks(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> LOOKS.matcher(file.toString()).find()).toList();
    } catch (IOException fault) {
      throw new RapporteurException(
          FailureKind.DEFINITION, "the folder " + folder + " cannot be read", "", fault);
    }
  }

  private Map<String, byte[]> read(Set<Path> files) {
    Map<String, byte[]> contents = new TreeMap<>();
    for (Path file : files) {
      String name = workspace.folder().relativize(file.normalize()).toString().replace('\\', '/');
      try {
        if (Files.isRegularFile(file)) {
          contents.put(name, Files.readAllBytes(file));
        }
      } catch (IOException fault) {
        throw new RapporteurException(
            FailureKind.DEFINITION, "the file " + name + " cannot be read", "", fault);
      }
    }
    return contents;
  }
}
