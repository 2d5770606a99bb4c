package dev.rapporteur.rendering;

import dev.rapporteur.report.yaml.ClosestName;
import java.util.Collection;

/** What a template's author probably meant. */
final class TagHint {
  private TagHint() {}

  /** {@code did you mean "title"?}, or the names there are, or an empty text if there are none. */
  static String of(String unknown, Collection<String> known) {
    return ClosestName.of(unknown, known)
        .map(name -> "did you mean \"" + name + "\"?")
        .orElseGet(() -> known.isEmpty() ? "" : "known here: " + String.join(", ", known));
  }
}
