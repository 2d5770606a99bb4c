package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.analysis.QualityFact;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.writing.NarrativeDraft;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run has gathered so far. It is never changed: each step gives a new one.
 *
 * @param run the run as it is now
 * @param definition the report's definition, as it was when the run began
 * @param gaps what its data lack, where it goes on nevertheless
 * @param data what the functions answered, once they were called
 * @param figures once computed
 * @param passages by section, once retrieved
 * @param draft once written
 * @param narrative once grounded
 * @param documents once rendered
 */
public record RunDossier(
    ReportRun run,
    ReportDefinition definition,
    List<QualityFact> gaps,
    Optional<QueriedData> data,
    Optional<FigureSheet> figures,
    Optional<Map<String, List<Passage>>> passages,
    Optional<NarrativeDraft> draft,
    Optional<GroundedNarrative> narrative,
    List<RenderedDocument> documents) {

  public RunDossier {
    gaps = List.copyOf(gaps);
    documents = List.copyOf(documents);
  }

  /** The dossier of a run that has just begun. */
  static RunDossier opened(ReportRun run, ReportDefinition definition) {
    return new RunDossier(
        run,
        definition,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /**
   * What the functions answered.
   *
   * @param current for the period, by the name of the data
   * @param bases for the compared periods
   * @param gaps what they lacked when they were read nevertheless
   * @param askedAt when the first of them was called
   */
  public record QueriedData(
      Map<String, FunctionCall> current,
      Map<Base, Map<String, FunctionCall>> bases,
      Instant askedAt,
      List<QualityFact> gaps) {
    public QueriedData {
      // Runs of earlier versions recorded none.
      gaps = gaps == null ? List.of() : List.copyOf(gaps);
      current = Map.copyOf(current);
      bases = Map.copyOf(bases);
    }

    /** All calls, those for the period first. */
    public List<FunctionCall> calls() {
      return java.util.stream.Stream.concat(
              current.entrySet().stream().sorted(Map.Entry.comparingByKey()),
              bases.entrySet().stream()
                  .sorted(Map.Entry.comparingByKey())
                  .flatMap(
                      base ->
                          base.getValue().entrySet().stream().sorted(Map.Entry.comparingByKey())))
          .map(Map.Entry::getValue)
          .toList();
    }
  }

  RunDossier with(ReportRun now) {
    return new RunDossier(
        now, definition, gaps, data, figures, passages, draft, narrative, documents);
  }

  RunDossier withGaps(List<QualityFact> noticed) {
    return new RunDossier(
        run, definition, noticed, data, figures, passages, draft, narrative, documents);
  }

  RunDossier with(QueriedData queried) {
    return new RunDossier(
        run,
        definition,
        gaps,
        Optional.of(queried),
        figures,
        passages,
        draft,
        narrative,
        documents);
  }

  RunDossier with(FigureSheet sheet) {
    return new RunDossier(
        run, definition, gaps, data, Optional.of(sheet), passages, draft, narrative, documents);
  }

  RunDossier withPassages(Map<String, List<Passage>> found) {
    return new RunDossier(
        run, definition, gaps, data, figures, Optional.of(found), draft, narrative, documents);
  }

  RunDossier with(NarrativeDraft written) {
    return new RunDossier(
        run, definition, gaps, data, figures, passages, Optional.of(written), narrative, documents);
  }

  RunDossier with(GroundedNarrative grounded) {
    return new RunDossier(
        run, definition, gaps, data, figures, passages, draft, Optional.of(grounded), documents);
  }

  RunDossier withDocuments(List<RenderedDocument> rendered) {
    return new RunDossier(
        run, definition, gaps, data, figures, passages, draft, narrative, rendered);
  }
}
