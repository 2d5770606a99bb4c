package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.analysis.Provenance;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.grounding.ClaimVerifier;
import dev.rapporteur.grounding.GroundedNarrative;
import dev.rapporteur.grounding.NarrativeGrounder;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.rendering.ReportContent;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.yaml.YamlReportCatalog;
import dev.rapporteur.review.DraftMaterial;
import dev.rapporteur.review.FigureWay;
import dev.rapporteur.review.FoundPassage;
import dev.rapporteur.writing.NarrativeDraft;
import dev.rapporteur.writing.SectionDraft;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The recorded dossier of a run, for those who work on its draft; used by many at once. */
final class LedgerMaterial implements DraftMaterial {
  private static final ClaimVerifier VERIFIER = new ClaimVerifier();

  private final RunDossier dossier;
  private final Instant handedOver;
  private final LocalDate due;
  private final StepLedger ledger;
  private final WriterSelection writers;
  private final Clock clock;
  private final NarrativeGrounder grounder;

  LedgerMaterial(
      RunDossier dossier,
      Instant handedOver,
      LocalDate due,
      StepLedger ledger,
      WriterSelection writers,
      Clock clock) {
    this(
        dossier,
        handedOver,
        due,
        ledger,
        writers,
        clock,
        new NarrativeGrounder(
            VERIFIER,
            dossier.figures().orElseThrow(),
            dossier.definition(),
            dossier.run().request().period()));
  }

  private LedgerMaterial(
      RunDossier dossier,
      Instant handedOver,
      LocalDate due,
      StepLedger ledger,
      WriterSelection writers,
      Clock clock,
      NarrativeGrounder grounder) {
    this.dossier = dossier;
    this.handedOver = handedOver;
    this.due = due;
    this.ledger = ledger;
    this.writers = writers;
    this.clock = clock;
    this.grounder = grounder;
  }

  /** The same with its run as it is now. */
  LedgerMaterial of(ReportRun now) {
    return new LedgerMaterial(dossier.with(now), handedOver, due, ledger, writers, clock, grounder);
  }

  /** As the run recorded it. */
  RunDossier dossier() {
    return dossier;
  }

  /** With another text. */
  RunDossier dossier(GroundedNarrative narrative) {
    return dossier.with(narrative.draft()).with(narrative);
  }

  @Override
  public ReportRun run() {
    return dossier.run();
  }

  @Override
  public ReportDefinition definition() {
    return dossier.definition();
  }

  @Override
  public Instant handedOver() {
    return handedOver;
  }

  @Override
  public LocalDate due() {
    return due;
  }

  @Override
  public NarrativeDraft written() {
    return dossier.draft().orElseThrow();
  }

  @Override
  public GroundedNarrative ground(NarrativeDraft draft) {
    synchronized (grounder) {
      return grounder.ground(draft);
    }
  }

  @Override
  public GroundedNarrative.Section ground(SectionDraft section) {
    synchronized (grounder) {
      return grounder.ground(section);
    }
  }

  @Override
  public GroundedNarrative.Paragraph ground(SectionDraft.Paragraph paragraph) {
    return grounder.ground(paragraph);
  }

  @Override
  public SectionDraft rewrite(NarrativeDraft draft, String section, String instruction) {
    try (KeptWorkspace files = KeptWorkspace.of(run(), ledger)) {
      return new WriteStep(new YamlReportCatalog(files.workspace().folder()), writers, clock)
          .rewritten(dossier.with(draft), section, instruction);
    }
  }

  @Override
  public ReportContent content(GroundedNarrative narrative) {
    return DraftContent.of(dossier(narrative), 1);
  }

  // --- the way back of a figure ----------------------------------------------------------------

  @Override
  public Optional<FigureWay> way(String id) {
    FigureSheet sheet = dossier.figures().orElseThrow();
    return sheet
        .figure(id)
        .map(
            figure -> {
              FigureFormat format = new FigureFormat(definition().locale());
              List<FigureWay.Step> steps = new ArrayList<>();
              follow(sheet, format, figure, 0, steps);
              return new FigureWay(steps, calls(steps));
            });
  }

  private static void follow(
      FigureSheet sheet,
      FigureFormat format,
      Figure figure,
      int depth,
      List<FigureWay.Step> steps) {
    Provenance provenance = figure.provenance();
    steps.add(
        new FigureWay.Step(
            depth,
            figure.id(),
            figure.name(),
            figure.period().toString(),
            inFull(format, figure),
            provenance.formula(),
            provenance.cells().stream()
                .map(
                    cells ->
                        new FigureWay.Cells(
                            cells.call(), cells.column(), cells.key(), cells.rows()))
                .toList()));
    provenance
        .figures()
        .forEach(
            input ->
                sheet
                    .figure(input)
                    .ifPresent(next -> follow(sheet, format, next, depth + 1, steps)));
  }

  private static String inFull(FigureFormat format, Figure figure) {
    String label =
        figure.unit().kind() == Unit.Kind.RANK ? "" : " " + format.unitLabel(figure.unit());
    return (format.cell(figure.value(), figure.unit()) + label).strip();
  }

  private List<FigureWay.Call> calls(List<FigureWay.Step> steps) {
    Set<String> needed =
        steps.stream()
            .flatMap(step -> step.cells().stream())
            .map(FigureWay.Cells::call)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return dossier.data().orElseThrow().calls().stream()
        .filter(call -> needed.contains(call.id()))
        .map(
            call ->
                call(
                    call,
                    steps.stream()
                        .flatMap(step -> step.cells().stream())
                        .filter(cells -> cells.call().equals(call.id()))
                        .toList()))
        .toList();
  }

  private static FigureWay.Call call(FunctionCall call, List<FigureWay.Cells> read) {
    Set<String> keys = read.stream().map(FigureWay.Cells::key).collect(Collectors.toSet());
    List<List<String>> rows = rows(call);
    List<FigureWay.Parameter> parameters = new ArrayList<>();
    call.arguments()
        .forEachEntry(
            (name, value) -> parameters.add(new FigureWay.Parameter(name, value.asString())));
    return new FigureWay.Call(
        call.id(),
        call.function(),
        call.dataSource().orElse(""),
        call.sql().orElse(""),
        parameters,
        call.actor().name(),
        call.started(),
        call.duration().toMillis(),
        call.resultHash(),
        call.result().columns().stream().map(column -> column.name()).toList(),
        rows,
        rows.stream()
            .map(row -> keys.contains("") || row.stream().anyMatch(keys::contains))
            .toList(),
        read.stream().map(FigureWay.Cells::column).distinct().toList());
  }

  static List<List<String>> rows(FunctionCall call) {
    return call.result().rows().stream()
        .map(row -> row.stream().map(Object::toString).toList())
        .toList();
  }

  @Override
  public List<FoundPassage> passages(String section) {
    return dossier.passages().orElseThrow().getOrDefault(section, List.of()).stream()
        .map(LedgerMaterial::found)
        .toList();
  }

  private static FoundPassage found(Passage passage) {
    return new FoundPassage(
        passage.id(),
        passage.document().id(),
        passage.document().title(),
        passage.document().version(),
        passage.headingPath(),
        passage.page().isPresent() ? Optional.of(passage.page().getAsInt()) : Optional.empty(),
        passage.text());
  }
}
