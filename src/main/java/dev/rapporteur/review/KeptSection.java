package dev.rapporteur.review;

import dev.rapporteur.writing.SectionDraft;
import java.util.List;

/**
 * A section as it stands in a version of a draft.
 *
 * @param text before grounding, so that it can be grounded again
 * @param ids by which its paragraphs are known, whatever is put in before them; unique in the draft
 */
public record KeptSection(SectionDraft text, List<String> ids) {
  public KeptSection {
    ids = List.copyOf(ids);
    if (ids.size() != text.paragraphs().size()) {
      throw new IllegalArgumentException(
          "section "
              + text.section()
              + " has "
              + text.paragraphs().size()
              + " paragraphs and "
              + ids.size()
              + " ids");
    }
  }

  public String id() {
    return text.section();
  }

  /** Where a paragraph stands, from 0; -1 if it is not in this section. */
  public int indexOf(String paragraph) {
    return ids.indexOf(paragraph);
  }
}
