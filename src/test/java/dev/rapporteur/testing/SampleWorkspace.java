package dev.rapporteur.testing;

import dev.rapporteur.report.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Workspaces in folders of their own. */
public final class SampleWorkspace {
  private SampleWorkspace() {}

  /** A copy of the sample workspace. */
  public static Workspace in(Path folder) {
    for (String part : new String[] {"routes", "tasks", "templates", "datasources"}) {
      copy(Path.of(part), folder.resolve(part));
    }
    return new Workspace(folder);
  }

  /** A workspace of the tests' resources, with the sample's routes and templates. */
  public static Workspace of(String name, Path folder) {
    copy(Path.of("routes"), folder.resolve("routes"));
    copy(Path.of("templates"), folder.resolve("templates"));
    copy(Path.of("src/test/resources/dev/rapporteur/journeys", name), folder);
    return new Workspace(folder);
  }

  /** Copies a folder with all that is in it. */
  public static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Changes the text of a file of a workspace. */
  public static void edit(Workspace workspace, String file, String from, String to) {
    Path path = workspace.folder().resolve(file);
    try {
      String text = Files.readString(path);
      if (!text.contains(from)) {
        throw new IllegalArgumentException(file + " does not contain: " + from);
      }
      Files.writeString(path, text.replace(from, to));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
