package dev.rapporteur.writing;

import java.util.List;

/** Writes sections. */
public interface NarrativeWriter {

  /**
   * Writes the section that the brief asks for.
   *
   * @throws dev.rapporteur.report.RapporteurException if it cannot
   */
  SectionDraft write(NarrativeBrief brief);

  /**
   * Writes a section again after its claims were held against the data.
   *
   * @param draft what was written
   * @param objections the sentences that contradict the data and what the data say, one line each
   */
  SectionDraft rewrite(NarrativeBrief brief, SectionDraft draft, List<String> objections);
}
