package dev.rapporteur.review;

import dev.rapporteur.writing.NarrativeDraft;
import dev.rapporteur.writing.SectionDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A draft as it stands after its versions.
 *
 * @param version number of the last version in it; 0 if it is as its run wrote it
 * @param sections in the order of the definition
 */
public record WorkingDraft(int version, List<KeptSection> sections) {
  public WorkingDraft {
    sections = List.copyOf(sections);
  }

  /**
   * @param written as the run wrote it
   * @param versions oldest first
   */
  public static WorkingDraft of(NarrativeDraft written, List<DraftVersion> versions) {
    Map<String, KeptSection> sections = new LinkedHashMap<>();
    written.sections().forEach(section -> sections.put(section.section(), original(section)));
    int version = 0;
    for (DraftVersion one : versions) {
      sections.put(one.section().id(), one.section());
      version = one.number();
    }
    return new WorkingDraft(version, List.copyOf(sections.values()));
  }

  private static KeptSection original(SectionDraft section) {
    return new KeptSection(
        section,
        IntStream.rangeClosed(1, section.paragraphs().size())
            .mapToObj(number -> section.section() + "-" + number)
            .toList());
  }

  /** The text, ready to be grounded. */
  public NarrativeDraft narrative() {
    return new NarrativeDraft(sections.stream().map(KeptSection::text).toList());
  }

  public Optional<KeptSection> section(String id) {
    return sections.stream().filter(section -> section.id().equals(id)).findFirst();
  }

  /** The section that a paragraph stands in. */
  public Optional<KeptSection> sectionOf(String paragraph) {
    return sections.stream().filter(section -> section.indexOf(paragraph) >= 0).findFirst();
  }

  /** The draft with one section replaced. */
  WorkingDraft with(int number, KeptSection changed) {
    List<KeptSection> all = new ArrayList<>(sections);
    all.replaceAll(section -> section.id().equals(changed.id()) ? changed : section);
    return new WorkingDraft(number, all);
  }
}
