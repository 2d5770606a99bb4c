package dev.rapporteur.review;

import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.writing.NarrativeDraft;
import dev.rapporteur.writing.SectionDraft;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a run has gathered, for those who work on its draft: its figures ground a changed text, its
 * writer writes a section again, its rows bear out a number. Nothing of it changes with an edit.
 */
public interface DraftMaterial {
  ReportRun run();

  /** As the run used it. */
  ReportDefinition definition();

  /** When the draft came into the queue. */
  Instant handedOver();

  /** By when a decision is wanted. */
  LocalDate due();

  /** The text as the run wrote it. */
  NarrativeDraft written();

  /** Holds each claim of a text against the run's figures. */
  GroundedNarrative ground(NarrativeDraft draft);

  /** The same for one section. */
  GroundedNarrative.Section ground(SectionDraft section);

  /** The same for one paragraph, which need not stand in the draft. */
  GroundedNarrative.Paragraph ground(SectionDraft.Paragraph paragraph);

  /**
   * Lets the run's writer write one section again.
   *
   * @param draft the whole text as it is now
   * @param instruction what a person asks for; data to the writer, never a command to the system
   * @throws dev.rapporteur.report.RapporteurException if it cannot
   */
  SectionDraft rewrite(NarrativeDraft draft, String section, String instruction);

  /** What templates show of a text. */
  ReportContent content(GroundedNarrative narrative);

  /** The way back of a figure; empty if the run has no such figure. */
  Optional<FigureWay> way(String figure);

  /** The passages that were found for a section, best first: {@code p1}, {@code p2} ... */
  List<FoundPassage> passages(String section);
}
