package dev.rapporteur.pipeline;

import dev.rapporteur.function.Cell;
import dev.rapporteur.function.FunctionRegistry;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.pipeline.StepLedger.FinishedStep;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.DataCall;
import dev.rapporteur.report.ReportDefinition.SplitDefinition;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a run for the whole into one run for each part of the data. Which parts there are is asked
 * once and recorded; a part is a run of its own, limited to its scope in every call it makes.
 */
final class SplitStep {
  private static final int MOST_PARTS = 500;
  private static final int LONGEST_SCOPE = 400;

  private final StepLedger ledger;
  private final RunParts parts;
  private final ReadyStep ready;
  private final QueryStep query;
  private final FunctionRegistry registry;
  private final Clock clock;
  private final DossierJson json = new DossierJson();

  SplitStep(
      StepLedger ledger,
      RunParts parts,
      ReadyStep ready,
      QueryStep query,
      FunctionRegistry registry,
      Clock clock) {
    this.ledger = ledger;
    this.parts = parts;
    this.ready = ready;
    this.query = query;
    this.registry = registry;
    this.clock = clock;
  }

  /** Which parts there are. */
  record Scopes(List<String> scopes) {}

  /** One line of the summary. */
  record Part(String scope, String run, String state, String problem) {}

  /** What became of the parts. */
  record Summary(List<Part> parts) {}

  /**
   * Makes as many parts as may be under way together, and closes the whole once all were made and
   * none is under way.
   */
  SplitProgress advance(RunDossier dossier) {
    SplitDefinition split = dossier.definition().split().orElseThrow();
    ReportRun whole = dossier.run();
    Optional<FinishedStep> asked = ledger.find(whole.id(), RunState.QUERIED);
    List<String> scopes;
    if (asked.isPresent()) {
      scopes = json.read(asked.get().result(), Scopes.class).scopes();
    } else {
      Instant start = clock.instant();
      scopes = scopes(ready.ready(dossier), split);
      whole = record(whole, RunState.QUERIED, json.write(new Scopes(scopes)), start);
    }
    List<ReportRun> made = new ArrayList<>(parts.of(whole.id()));
    long moving = made.stream().filter(part -> isMoving(part.state())).count();
    while (made.size() < scopes.size() && moving < split.parallel()) {
      made.add(make(whole, scopes.get(made.size()), made.size()));
      moving++;
    }
    if (moving == 0 && whole.state() == RunState.QUERIED) {
      whole = record(whole, RunState.SPLIT, json.write(summary(made)), clock.instant());
    }
    List<ReportRun> toStart =
        made.stream()
            .filter(part -> part.state() == RunState.REQUESTED && part.attempt() == 0)
            .toList();
    return new SplitProgress(whole, made, toStart);
  }

  private ReportRun make(ReportRun whole, String scope, int number) {
    RunRequest request = whole.request();
    return parts.make(
        whole.id(),
        number,
        new RunRequest(
            request.report(),
            request.period(),
            RunScope.parse(scope).orElseThrow(),
            request.cause(),
            request.writer()),
        clock.instant());
  }

  private ReportRun record(ReportRun run, RunState state, String result, Instant start) {
    return ledger.record(
        run,
        new FinishedStep(
            state, run.attempt(), Sha256.of(state + result), result, start, clock.instant()));
  }

  static Summary summary(List<ReportRun> made) {
    return new Summary(
        made.stream()
            .map(
                part ->
                    new Part(
                        part.request().scope().toString(),
                        part.id(),
                        part.state().name(),
                        part.failure()))
            .toList());
  }

  /** Under way: not waiting for data, not with a person, not stopped. */
  static boolean isMoving(RunState state) {
    return switch (state) {
      case REQUESTED, QUERIED, ANALYZED, RETRIEVED, WRITTEN, GROUNDED, RENDERED -> true;
      case WAITING,
          SPLIT,
          IN_REVIEW,
          CHANGES_REQUESTED,
          APPROVED,
          DELIVERED,
          REJECTED,
          FAILED,
          CANCELED ->
          false;
    };
  }

  private List<String> scopes(RunDossier dossier, SplitDefinition split) {
    ReportDefinition definition = dossier.definition();
    Map.Entry<String, DataCall> from =
        definition.data().entrySet().stream()
            .filter(data -> split.from().isEmpty() || split.from().equals(data.getKey()))
            .filter(data -> has(data.getValue(), split.by()))
            .findFirst()
            .orElseThrow(
                () ->
                    new RapporteurException(
                        FailureKind.DEFINITION,
                        "no data of "
                            + definition.name()
                            + " has the column '"
                            + split.by()
                            + "' by which it is split",
                        "rapporteur check says more"));
    QueryResult rows =
        query
            .call(dossier, from.getKey(), from.getValue(), dossier.run().request().period())
            .result();
    Set<String> scopes = new LinkedHashSet<>();
    for (int row = 0; row < rows.rows().size(); row++) {
      if (!(rows.cell(row, split.by()) instanceof Cell.Text value) || value.value().isBlank()) {
        throw unusable(from.getValue(), split, "a row has none");
      }
      String scope = new RunScope(Map.of(split.by(), value.value())).toString();
      if (scope.length() > LONGEST_SCOPE) {
        throw unusable(from.getValue(), split, "one is longer than " + LONGEST_SCOPE);
      }
      scopes.add(scope);
    }
    if (scopes.isEmpty()) {
      throw new NoDataException(
          definition.name(),
          dossier.run().request().period(),
          from.getKey(),
          from.getValue().function());
    }
    if (scopes.size() > MOST_PARTS) {
      throw unusable(from.getValue(), split, "there are more than " + MOST_PARTS);
    }
    return List.copyOf(scopes);
  }

  private boolean has(DataCall call, String column) {
    return registry
        .find(call.function())
        .filter(function -> function.columns().stream().anyMatch(one -> one.name().equals(column)))
        .isPresent();
  }

  private static RapporteurException unusable(DataCall call, SplitDefinition split, String why) {
    return new RapporteurException(
        FailureKind.DATA,
        "the report cannot be split by the %s that %s gives: %s"
            .formatted(split.by(), call.function(), why),
        "correct the data or the statement");
  }
}
