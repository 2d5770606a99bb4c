package dev.rapporteur.rendering;

import java.util.List;

/**
 * The name of a value, as {@code keyFigures} or {@code section.regions.heading}.
 *
 * @param segments its words between the dots, at least one
 */
public record TagPath(List<String> segments) {
  public TagPath {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("a path has at least one segment");
    }
  }

  /** The name with its dots. */
  @Override
  public String toString() {
    return String.join(".", segments);
  }
}
