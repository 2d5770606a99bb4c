package dev.rapporteur.writing;

import java.util.List;

/**
 * The text of a report before it is grounded. It cannot be rendered.
 *
 * @param sections in the order of the definition
 */
public record NarrativeDraft(List<SectionDraft> sections) {
  public NarrativeDraft {
    sections = List.copyOf(sections);
  }
}
