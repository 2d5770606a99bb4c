package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.AnalysisInput;
import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureAnalyzer;
import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.grounding.ClaimVerifier;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.grounding.NarrativeGrounder;
import dev.rapporteur.pipeline.RunDossier.QueriedData;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import dev.rapporteur.writing.NarrativeDraft;
import dev.rapporteur.writing.SectionDraft;
import dev.rapporteur.writing.rules.RuleBasedWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A changed definition held against the months that were recorded: the figures and the text that it
 * makes of the recorded data, beside those of the definition that each run used. Nothing is asked
 * of a database or a model; sections that a model wrote keep their words and are checked against
 * the new figures.
 *
 * @param report the report's name
 * @param months the latest draft of each recorded period, earliest first
 */
public record DefinitionTest(String report, List<Month> months) {
  public DefinitionTest {
    months = List.copyOf(months);
  }

  /**
   * @param run the run whose record was used
   * @param unrecorded data that the definition calls now and the run did not record; the month
   *     cannot be compared then
   * @param figures that differ; a value is empty where there is no such figure
   * @param sections whose text differs
   * @param findings what a reader must look at, before and now
   */
  public record Month(
      String period,
      String run,
      List<String> unrecorded,
      List<Difference> figures,
      List<Difference> sections,
      int findingsBefore,
      int findingsNow) {
    public Month {
      unrecorded = List.copyOf(unrecorded);
      figures = List.copyOf(figures);
      sections = List.copyOf(sections);
    }

    public boolean same() {
      return unrecorded.isEmpty()
          && figures.isEmpty()
          && sections.isEmpty()
          && findingsBefore == findingsNow;
    }
  }

  /**
   * @param id of a figure or a section
   */
  public record Difference(String id, String before, String now) {}

  /** Whether the definition makes the same of each recorded month. */
  public boolean same() {
    return months.stream().allMatch(Month::same);
  }

  /**
   * Compares the report's definition, as it is now, with its recorded months.
   *
   * @param most how many months are looked at, the latest first
   * @throws RapporteurException if the definition is wrong or no month is recorded
   */
  public static DefinitionTest of(OpenWorkspace workspace, String report, int most) {
    ReportDefinition now = workspace.catalog().report(report);
    Map<String, ReportRun> latest = new TreeMap<>(Comparator.reverseOrder());
    workspace.runs().latest(1000).stream()
        .filter(run -> run.request().report().equals(report))
        .filter(run -> workspace.ledger().find(run.id(), RunState.RENDERED).isPresent())
        .forEach(
            run ->
                latest.merge(
                    run.request().period() + " " + run.request().scope(),
                    run,
                    (one, other) -> one.revision() >= other.revision() ? one : other));
    if (latest.isEmpty()) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "no draft of '" + report + "' is recorded",
          "make some first: rapporteur run " + report + " --period 2024-03");
    }
    List<Month> months = new ArrayList<>();
    latest.values().stream().limit(most).forEach(run -> months.add(0, month(workspace, run, now)));
    return new DefinitionTest(report, months);
  }

  private static Month month(OpenWorkspace workspace, ReportRun run, ReportDefinition now) {
    try (KeptWorkspace kept = KeptWorkspace.of(run, workspace.ledger())) {
      ReportDefinition then = kept.definition(run.request().report());
      RunDossier before = workspace.recorded().asWritten(run, then).orElseThrow();
      QueriedData data = before.data().orElseThrow();
      String period = run.request().period().toString();
      List<String> unrecorded =
          now.data().keySet().stream().filter(name -> !data.current().containsKey(name)).toList();
      if (!unrecorded.isEmpty()) {
        return new Month(period, run.id(), unrecorded, List.of(), List.of(), 0, 0);
      }
      FigureSheet sheet =
          FigureAnalyzer.analyze(
                  new AnalysisInput(now, run.request().period(), data.current(), data.bases()))
              .noting(data.gaps());
      RunDossier analyzed =
          RunDossier.opened(run, now)
              .with(data)
              .with(sheet)
              .withPassages(before.passages().orElseThrow());
      GroundedNarrative written = narrative(workspace, analyzed, before);
      GroundedNarrative recorded = before.narrative().orElseThrow();
      return new Month(
          period,
          run.id(),
          List.of(),
          figures(before.figures().orElseThrow(), sheet, now),
          sections(recorded, written),
          recorded.flagged().size(),
          written.flagged().size());
    }
  }

  /** What the rule-based writer makes of the new figures, and the model's words as they are. */
  private static GroundedNarrative narrative(
      OpenWorkspace workspace, RunDossier analyzed, RunDossier before) {
    NarrativeDraft byRule =
        new WriteStep(workspace.catalog(), choice -> new RuleBasedWriter(), Clock.systemUTC())
            .write(analyzed);
    Map<String, SectionDraft> recorded = new LinkedHashMap<>();
    before.draft().orElseThrow().sections().forEach(one -> recorded.put(one.section(), one));
    List<SectionDraft> sections =
        byRule.sections().stream()
            .map(
                section ->
                    Optional.ofNullable(recorded.get(section.section()))
                        .filter(one -> one.writer() == SectionDraft.Writer.MODEL)
                        .orElse(section))
            .toList();
    return new NarrativeGrounder(
            new ClaimVerifier(),
            analyzed.figures().orElseThrow(),
            analyzed.definition(),
            analyzed.run().request().period())
        .ground(new NarrativeDraft(sections));
  }

  private static List<Difference> figures(
      FigureSheet before, FigureSheet now, ReportDefinition definition) {
    FigureFormat format = new FigureFormat(definition.locale());
    Map<String, Difference> differences = new TreeMap<>();
    before.figures().forEach(figure -> compare(figure.id(), before, now, format, differences));
    now.figures().forEach(figure -> compare(figure.id(), before, now, format, differences));
    return List.copyOf(differences.values());
  }

  private static void compare(
      String id,
      FigureSheet before,
      FigureSheet now,
      FigureFormat format,
      Map<String, Difference> differences) {
    Optional<Figure> then = before.figure(id);
    Optional<Figure> after = now.figure(id);
    boolean same =
        then.isPresent()
            && after.isPresent()
            && then.get().value().compareTo(after.get().value()) == 0
            && then.get().unit().equals(after.get().unit());
    if (!same) {
      differences.put(
          id,
          new Difference(
              id,
              then.map(figure -> shown(figure, format)).orElse(""),
              after.map(figure -> shown(figure, format)).orElse("")));
    }
  }

  private static String shown(Figure figure, FigureFormat format) {
    return format.text(figure.value(), figure.unit());
  }

  private static List<Difference> sections(GroundedNarrative before, GroundedNarrative now) {
    Map<String, String> then = texts(before);
    Map<String, String> after = texts(now);
    List<Difference> differences = new ArrayList<>();
    Map<String, String> all = new LinkedHashMap<>(then);
    after.forEach(all::putIfAbsent);
    for (String id : all.keySet()) {
      String one = then.getOrDefault(id, "");
      String other = after.getOrDefault(id, "");
      if (!one.equals(other)) {
        differences.add(new Difference(id, one, other));
      }
    }
    return differences;
  }

  private static Map<String, String> texts(GroundedNarrative narrative) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (GroundedNarrative.Section section : narrative.sections()) {
      texts.put(
          section.id(),
          String.join(
              "\n", section.paragraphs().stream().map(GroundedNarrative.Paragraph::text).toList()));
    }
    return texts;
  }
}
