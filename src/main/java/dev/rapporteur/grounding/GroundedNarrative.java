package dev.rapporteur.grounding;

import dev.rapporteur.knowledge.Citation;
import dev.rapporteur.writing.NarrativeDraft;
import dev.rapporteur.writing.SectionDraft;
import java.util.List;

/**
 * The text of a report with its figures filled in and each of its claims held against the data.
 * Only this room makes one, so that nothing ungrounded can be rendered.
 */
public final class GroundedNarrative {
  private final NarrativeDraft draft;
  private final List<Section> sections;

  GroundedNarrative(NarrativeDraft draft, List<Section> sections) {
    this.draft = draft;
    this.sections = List.copyOf(sections);
  }

  /** What was grounded. */
  public NarrativeDraft draft() {
    return draft;
  }

  /** In the order of the definition. */
  public List<Section> sections() {
    return sections;
  }

  /** Every claim that a reader must look at, in reading order. */
  public List<SectionFinding> flagged() {
    return sections.stream()
        .flatMap(
            section ->
                section.paragraphs().stream()
                    .flatMap(
                        paragraph ->
                            paragraph.findings().stream()
                                .filter(Finding::flagged)
                                .map(
                                    finding ->
                                        new SectionFinding(
                                            section.id(), paragraph.sentenceOf(finding), finding))))
        .toList();
  }

  /**
   * @param id the section's id
   * @param paragraphs in reading order
   * @param writer who wrote it
   * @param remark what a reader must know about how it came about; may be empty
   */
  public record Section(
      String id, List<Paragraph> paragraphs, SectionDraft.Writer writer, String remark) {
    public Section {
      paragraphs = List.copyOf(paragraphs);
    }
  }

  /**
   * @param text with all figures filled in, without citation marks
   * @param bullet whether it is an item of a list
   * @param figures where figures were filled in, in order
   * @param citations where passages are referred to, in order
   * @param findings the claims of the text with their verdicts
   */
  public record Paragraph(
      String text,
      boolean bullet,
      List<BoundSpan> figures,
      List<CitationAt> citations,
      List<Finding> findings) {
    public Paragraph {
      figures = List.copyOf(figures);
      citations = List.copyOf(citations);
      findings = List.copyOf(findings);
    }

    /** The sentence in which a finding stands. */
    public String sentenceOf(Finding finding) {
      int from = text.offsetByCodePoints(0, finding.start());
      int to = text.offsetByCodePoints(0, finding.end());
      int start = from;
      while (start > 0 && !endsSentence(text, start - 1)) {
        start--;
      }
      int end = to;
      while (end < text.length() && !endsSentence(text, end - 1)) {
        end++;
      }
      return text.substring(start, end).strip();
    }

    private static boolean endsSentence(String text, int at) {
      char c = text.charAt(at);
      if ("。！？".indexOf(c) >= 0) {
        return true;
      }
      boolean last = at + 1 == text.length();
      return ".!?".indexOf(c) >= 0 && (last || Character.isWhitespace(text.charAt(at + 1)));
    }
  }

  /**
   * @param offset before which code point of the text the mark stands
   */
  public record CitationAt(int offset, Citation citation) {}

  /**
   * @param section the section's id
   * @param sentence the sentence it stands in
   */
  public record SectionFinding(String section, String sentence, Finding finding) {}
}
