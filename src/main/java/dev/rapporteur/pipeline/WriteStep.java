package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.FigureEntry;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.grounding.Finding;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.grounding.GroundingVerdict;
import dev.rapporteur.grounding.NarrativeGrounder;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportCatalog;
import dev.rapporteur.report.ReportDefinition.SectionDefinition;
import dev.rapporteur.writing.DraftWriter;
import dev.rapporteur.writing.NarrativeBrief;
import dev.rapporteur.writing.NarrativeDraft;
import dev.rapporteur.writing.NarrativeWriter;
import dev.rapporteur.writing.SectionDraft;
import dev.rapporteur.writing.WritingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Lets each section be written, and those that contradict the data once more. */
final class WriteStep {
  private final ReportCatalog catalog;
  private final WriterSelection writers;
  private final Clock clock;

  WriteStep(ReportCatalog catalog, WriterSelection writers, Clock clock) {
    this.catalog = catalog;
    this.writers = writers;
    this.clock = clock;
  }

  NarrativeDraft write(RunDossier dossier) {
    NarrativeWriter writer = writers.choose(dossier.run().request().writer());
    return new DraftWriter(writer, clock, WritingProgress.SILENT)
        .write(
            dossier.definition().sections(),
            (section, earlier) -> brief(dossier, section, earlier));
  }

  /** The draft as it stands after sections with contradicted claims were written once more. */
  NarrativeDraft corrected(RunDossier dossier, NarrativeGrounder grounder) {
    List<SectionDraft> drafts = new ArrayList<>();
    for (SectionDraft draft : dossier.draft().orElseThrow().sections()) {
      List<String> objections = objections(grounder.ground(draft));
      boolean again = !objections.isEmpty() && draft.writer() == SectionDraft.Writer.MODEL;
      if (again) {
        NarrativeWriter writer = writers.choose(dossier.run().request().writer());
        SectionDefinition section = section(dossier, draft.section());
        NarrativeBrief brief =
            brief(
                dossier,
                section,
                drafts.stream().filter(one -> section.after().contains(one.section())).toList());
        drafts.add(writer.rewrite(brief, draft, objections));
      } else {
        drafts.add(draft);
      }
    }
    return new NarrativeDraft(drafts);
  }

  /**
   * One section, written anew as a person asks for it.
   *
   * @param dossier with the draft as it is now
   * @param wish may be empty
   */
  SectionDraft rewritten(RunDossier dossier, String id, String wish) {
    SectionDefinition section = section(dossier, id);
    NarrativeBrief brief =
        brief(
            dossier,
            section,
            dossier.draft().orElseThrow().sections().stream()
                .filter(one -> section.after().contains(one.section()))
                .toList());
    return writers.choose(dossier.run().request().writer()).write(brief.with(wish));
  }

  private static List<String> objections(GroundedNarrative.Section section) {
    List<String> objections = new ArrayList<>();
    for (GroundedNarrative.Paragraph paragraph : section.paragraphs()) {
      for (Finding finding : paragraph.findings()) {
        if (finding.verdict() instanceof GroundingVerdict.Contradicted contradicted) {
          objections.add(
              "\""
                  + paragraph.sentenceOf(finding)
                  + "\": "
                  + finding.text()
                  + " - "
                  + contradicted.dataSay());
        }
      }
    }
    return objections;
  }

  private NarrativeBrief brief(
      RunDossier dossier, SectionDefinition section, List<SectionDraft> earlier) {
    FigureSheet sheet = dossier.figures().orElseThrow();
    List<FigureEntry> figures =
        sheet.entries().values().stream()
            .filter(entry -> belongs(entry.id(), section.figures()))
            .toList();
    return new NarrativeBrief(
        dossier.definition(),
        dossier.run().request().period(),
        section,
        instruction(dossier.definition().name(), section),
        sheet,
        figures,
        dossier.passages().orElseThrow().getOrDefault(section.id(), List.of()),
        earlier);
  }

  /** Whether a figure was made from one of the given definitions. */
  private static boolean belongs(String id, List<String> definitions) {
    return definitions.stream().anyMatch(one -> id.equals(one) || id.startsWith(one + "."));
  }

  private static SectionDefinition section(RunDossier dossier, String id) {
    return dossier.definition().sections().stream()
        .filter(section -> section.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private String instruction(String report, SectionDefinition section) {
    Path file = catalog.folder(report).resolve(section.ask());
    try {
      return Files.readString(file);
    } catch (IOException fault) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "the instruction " + section.ask() + " of section " + section.id() + " cannot be read",
          "write it beside report.yaml, in UTF-8",
          fault);
    }
  }
}
