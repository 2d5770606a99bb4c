package dev.rapporteur.writing;

import dev.rapporteur.analysis.FigureEntry;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import dev.rapporteur.report.ReportingPeriod;
import java.util.List;

/**
 * What a writer is told for one section.
 *
 * @param definition the report's
 * @param period the one reported on
 * @param section the section to write
 * @param instruction the words of the section's prompt file
 * @param sheet all figures of the run
 * @param figures those the section speaks about, in the order of the definition; missing ones too
 * @param passages the strategy passages found for the section, best first; {@code [p1]} is the
 *     first
 * @param earlier sections written before this one, which it may sum up
 */
public record NarrativeBrief(
    ReportDefinition definition,
    ReportingPeriod period,
    SectionDefinition section,
    String instruction,
    FigureSheet sheet,
    List<FigureEntry> figures,
    List<Passage> passages,
    List<SectionDraft> earlier) {
  public NarrativeBrief {
    figures = List.copyOf(figures);
    passages = List.copyOf(passages);
    earlier = List.copyOf(earlier);
  }

  /** The same with what a reviewer asks for beside the section's instruction; may be empty. */
  public NarrativeBrief with(String wish) {
    if (wish.isBlank()) {
      return this;
    }
    String both =
        instruction.strip()
            + (definition.isChinese() ? "\n\n审阅人要求：" : "\n\nThe reviewer asks: ")
            + wish.strip();
    return new NarrativeBrief(definition, period, section, both, sheet, figures, passages, earlier);
  }
}
