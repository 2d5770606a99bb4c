package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.AnalysisInput;
import dev.rapporteur.analysis.Figure;
import dev.rapporteur.analysis.FigureAnalyzer;
import dev.rapporteur.analysis.FigureSheet;
import dev.rapporteur.analysis.Provenance;
import dev.rapporteur.function.CallRequest;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.FunctionGate;
import dev.rapporteur.function.Outcome;
import dev.rapporteur.pipeline.RunDossier.QueriedData;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way back of a figure of a run: formula, figures and cells down to the calls, each of which is
 * made again to show whether its data have changed since (a restatement).
 *
 * @param run the run's id
 * @param steps the figure first, then those it was computed from
 * @param calls the calls that all of them rest on
 */
public record FigureTrail(String run, List<Step> steps, List<Source> calls) {

  /**
   * @param depth 0 for the figure asked for, 1 for those it was computed from, and so on
   */
  public record Step(
      int depth,
      String figure,
      String name,
      String period,
      BigDecimal value,
      String unit,
      String formula,
      List<String> cells) {}

  /**
   * @param changed whether the same call gives another result now
   */
  public record Source(
      String call,
      String function,
      String arguments,
      String sql,
      String at,
      int rows,
      boolean changed) {}

  /**
   * Follows a figure back.
   *
   * @throws RapporteurException if there is no such run or figure
   */
  public static FigureTrail of(OpenWorkspace workspace, String runId, String figureId) {
    ReportRun run =
        workspace
            .runs()
            .find(runId)
            .orElseThrow(
                () -> wrong("there is no run '" + runId + "'", "rapporteur runs lists them"));
    QueriedData data =
        workspace
            .ledger()
            .find(runId, RunState.QUERIED)
            .map(step -> new DossierJson().read(step.result(), QueriedData.class))
            .orElseThrow(
                () -> wrong("the run " + runId + " has no data yet", "let it go on first"));
    ReportDefinition definition = workspace.catalog().report(run.request().report());
    FigureSheet sheet =
        FigureAnalyzer.analyze(
            new AnalysisInput(definition, run.request().period(), data.current(), data.bases()));
    Figure figure =
        sheet
            .figure(figureId)
            .orElseThrow(
                () ->
                    wrong(
                        sheet
                            .missing(figureId)
                            .map(missing -> "the figure is missing: " + missing.reason())
                            .orElse("the run has no figure '" + figureId + "'"),
                        "the appendix of the draft and evidence.json list the figures"));
    List<Step> steps = new ArrayList<>();
    follow(sheet, figure, 0, steps);
    return new FigureTrail(runId, steps, sources(workspace, run, data, sheet, steps));
  }

  private static void follow(FigureSheet sheet, Figure figure, int depth, List<Step> steps) {
    Provenance provenance = figure.provenance();
    steps.add(
        new Step(
            depth,
            figure.id(),
            figure.name(),
            figure.period().toString(),
            figure.value(),
            figure.unit().symbol(),
            provenance.formula(),
            provenance.cells().stream()
                .map(
                    cells ->
                        cells.column()
                            + (cells.key().isEmpty() ? "" : " of " + cells.key())
                            + " in "
                            + cells.call())
                .toList()));
    provenance
        .figures()
        .forEach(id -> sheet.figure(id).ifPresent(input -> follow(sheet, input, depth + 1, steps)));
  }

  private static List<Source> sources(
      OpenWorkspace workspace,
      ReportRun run,
      QueriedData data,
      FigureSheet sheet,
      List<Step> steps) {
    Set<String> needed =
        steps.stream()
            .flatMap(step -> sheet.figure(step.figure()).stream())
            .flatMap(figure -> figure.provenance().cells().stream())
            .map(Provenance.Cells::call)
            .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    Map<String, FunctionCall> calls = new LinkedHashMap<>();
    data.calls().forEach(call -> calls.put(call.id(), call));
    FunctionGate gate = workspace.functions().gate();
    return needed.stream().map(calls::get).map(call -> source(call, run, gate)).toList();
  }

  private static Source source(FunctionCall call, ReportRun run, FunctionGate gate) {
    CallRequest again =
        CallRequest.of(
            call.function(),
            call.arguments(),
            Set.of(call.function()),
            run.request().cause().actor(),
            "explain",
            run.id());
    boolean changed =
        switch (gate.call(again)) {
          case Outcome.Answered answered -> !answered.call().resultHash().equals(call.resultHash());
          case Outcome.Refused refused ->
              throw new RapporteurException(
                  FailureKind.DEFINITION,
                  "the call cannot be made again: " + refused.message(),
                  "the function or its roles have changed since the run");
          case Outcome.Parked ignored -> false;
        };
    return new Source(
        call.id(),
        call.function(),
        call.arguments().toString(),
        call.sql().orElse(""),
        call.started().toString(),
        call.rowCount(),
        changed);
  }

  /** As a person reads it. */
  public Stream<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Step step : steps) {
      String indent = "  ".repeat(step.depth());
      lines.add(
          indent
              + step.figure()
              + " = "
              + step.value().toPlainString()
              + " "
              + step.unit()
              + "  ("
              + step.name()
              + ", "
              + step.period()
              + ")");
      lines.add(indent + "  = " + step.formula());
      step.cells().forEach(cells -> lines.add(indent + "    " + cells));
    }
    for (Source source : calls) {
      lines.add("");
      lines.add(
          source.call()
              + "  "
              + source.function()
              + " "
              + source.arguments()
              + ", "
              + source.rows()
              + (source.rows() == 1 ? " row, " : " rows, ")
              + source.at());
      lines.add(
          source.changed()
              ? "  THE DATA HAVE CHANGED SINCE: the same call gives another result now"
              : "  the same call gives the same result now");
      source.sql().lines().forEach(line -> lines.add("  | " + line));
    }
    return lines.stream();
  }

  private static RapporteurException wrong(String message, String nextStep) {
    return new RapporteurException(FailureKind.DEFINITION, message, nextStep);
  }
}
