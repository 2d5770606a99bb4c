package dev.rapporteur.function;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What stands in a folder of definition files: the good ones, and what is wrong with the others.
 *
 * @param good by name
 * @param broken names of the files that could not be read
 * @param errors every mistake in those
 */
public record Definitions<T>(
    SortedMap<String, T> good, SortedSet<String> broken, List<DefinitionError> errors) {
  private static final String EXTENSION = ".yaml";

  public Definitions {
    good = Collections.unmodifiableSortedMap(new TreeMap<>(good));
    broken = Collections.unmodifiableSortedSet(new TreeSet<>(broken));
    errors = List.copyOf(errors);
  }

  /** Definitions that are known to be good. */
  public static <T> Definitions<T> of(Map<String, T> good) {
    return new Definitions<>(new TreeMap<>(good), Collections.emptySortedSet(), List.of());
  }

  /**
   * The good ones.
   *
   * @throws InvalidDefinitionException with every mistake, if there is one
   */
  public SortedMap<String, T> orThrow() {
    if (!errors.isEmpty()) {
      throw new InvalidDefinitionException(errors);
    }
    return good;
  }

  /** Reads each YAML file of a folder, by name; a missing folder has none. */
  static <T> Definitions<T> in(Path folder, Function<Path, T> reader) {
    SortedMap<String, T> good = new TreeMap<>();
    SortedSet<String> broken = new TreeSet<>();
    List<DefinitionError> errors = new ArrayList<>();
    for (Path file : filesIn(folder)) {
      String name = nameOf(file);
      try {
        good.put(name, reader.apply(file));
      } catch (InvalidDefinitionException e) {
        broken.add(name);
        errors.addAll(e.errors());
      }
    }
    return new Definitions<>(good, broken, errors);
  }

  /** A definition's name is its file's, without the extension. */
  static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
  }

  private static List<Path> filesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(EXTENSION)).sorted().toList();
    } catch (IOException e) {
      throw new InvalidDefinitionException(
          List.of(new DefinitionError(folder.toString(), 0, 0, "cannot be read", "")));
    }
  }
}
