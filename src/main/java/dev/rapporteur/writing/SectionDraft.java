package dev.rapporteur.writing;

import dev.rapporteur.knowledge.Citation;
import java.util.List;

/**
 * The text of one section before it is grounded.
 *
 * @param section the section's id
 * @param paragraphs in reading order
 * @param writer who wrote it
 * @param remark what a reader must know about how it came about, in the report's language, such as
 *     that the model's answer was unusable; may be empty
 */
public record SectionDraft(
    String section, List<Paragraph> paragraphs, Writer writer, String remark) {
  public SectionDraft {
    paragraphs = List.copyOf(paragraphs);
  }

  /** Who wrote a text. */
  public enum Writer {
    MODEL,
    RULES,
    PERSON
  }

  /**
   * @param text with figures as {@code {{id}}}, {@code {{id|signed}}} or {@code {{id|magnitude}}}
   *     and citations as {@code [p1]}, at the end of the sentence that they bear out
   * @param bullet whether it is an item of a list
   * @param citations what {@code [p1]}, {@code [p2]} ... of this paragraph stand for
   */
  public record Paragraph(String text, boolean bullet, List<LabeledCitation> citations) {
    public Paragraph {
      citations = List.copyOf(citations);
    }
  }

  /**
   * @param label as it stands in the text, without brackets: {@code p1}
   */
  public record LabeledCitation(String label, Citation citation) {}
}
