package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.AnalysisInput;
import dev.rapporteur.function.CallRequest;
import dev.rapporteur.function.Cell;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.FunctionGate;
import dev.rapporteur.function.FunctionRegistry;
import dev.rapporteur.function.Outcome;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.pipeline.RunDossier.QueriedData;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.LogMarks;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportDefinition.DataCall;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Calls the functions that a report names, for its period and the compared ones, side by side. */
final class QueryStep {
  private final FunctionRegistry registry;
  private final FunctionGate gate;
  private final Clock clock;

  QueryStep(FunctionRegistry registry, FunctionGate gate, Clock clock) {
    this.registry = registry;
    this.gate = gate;
    this.clock = clock;
  }

  /** One call to make: for which data, compared with what. */
  private record Wanted(String data, Optional<Base> base) {}

  QueriedData query(RunDossier dossier) {
    Instant askedAt = clock.instant();
    List<Wanted> wanted = new ArrayList<>();
    dossier
        .definition()
        .data()
        .keySet()
        .forEach(data -> wanted.add(new Wanted(data, Optional.empty())));
    AnalysisInput.basesNeeded(dossier.definition())
        .forEach(
            (base, names) ->
                names.forEach(data -> wanted.add(new Wanted(data, Optional.of(base)))));
    Map<Wanted, FunctionCall> answers = callAll(dossier, wanted);
    Map<String, FunctionCall> current = new LinkedHashMap<>();
    Map<Base, Map<String, FunctionCall>> bases = new EnumMap<>(Base.class);
    answers.forEach(
        (one, call) -> {
          if (one.base().isEmpty()) {
            current.put(one.data(), call);
          } else {
            bases
                .computeIfAbsent(one.base().get(), any -> new LinkedHashMap<>())
                .put(one.data(), call);
          }
        });
    requireData(dossier, current);
    return new QueriedData(current, bases, askedAt, dossier.gaps());
  }

  private Map<Wanted, FunctionCall> callAll(RunDossier dossier, List<Wanted> wanted) {
    Map<Wanted, Future<FunctionCall>> running = new LinkedHashMap<>();
    Map<Wanted, FunctionCall> answers = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Wanted one : wanted) {
        running.put(one, threads.submit(LogMarks.carried(() -> call(dossier, one))));
      }
      for (Map.Entry<Wanted, Future<FunctionCall>> one : running.entrySet()) {
        answers.put(one.getKey(), one.getValue().get());
      }
    } catch (ExecutionException fault) {
      throw fault.getCause() instanceof RapporteurException named
          ? named
          : new IllegalStateException(fault.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RapporteurException(FailureKind.CAPACITY, "the run was stopped", "", stopped);
    }
    return answers;
  }

  private FunctionCall call(RunDossier dossier, Wanted wanted) {
    RunRequest request = dossier.run().request();
    DataCall call = dossier.definition().data().get(wanted.data());
    ReportingPeriod period =
        wanted
            .base()
            .map(base -> AnalysisInput.periodOf(base, request.period()))
            .orElse(request.period());
    return call(dossier, wanted.data(), call, period);
  }

  /**
   * Calls a function through the gate, with the period and the scope bound by the run.
   *
   * @param data what for, in words
   */
  FunctionCall call(RunDossier dossier, String data, DataCall call, ReportingPeriod period) {
    RunRequest request = dossier.run().request();
    ObjectNode bound = bound(call.function(), period, request);
    JsonNode arguments = JsonMapper.shared().valueToTree(call.with());
    CallRequest callRequest =
        new CallRequest(
            call.function(),
            arguments,
            bound,
            Set.of(call.function()),
            request.cause().actor(),
            "run",
            dossier.run().id());
    return switch (gate.call(callRequest)) {
      case Outcome.Answered answered -> ofScope(answered.call(), request.scope());
      case Outcome.Refused refused ->
          throw new CallRefusedException(data, call.function(), refused);
      case Outcome.Parked ignored ->
          throw new RapporteurException(
              FailureKind.DEFINITION,
              "the function " + call.function() + " needs a second person's approval",
              "a report can only call functions whose effect is read");
    };
  }

  /** The period and the scope, which nobody but the run sets. */
  private ObjectNode bound(String function, ReportingPeriod period, RunRequest request) {
    ObjectNode bound = JsonNodeFactory.instance.objectNode();
    JsonNode parameters =
        registry
            .find(function)
            .map(RegisteredFunction::parameters)
            .map(all -> all.path("properties"))
            .orElse(bound);
    String byKind = period.kind().name().toLowerCase(Locale.ROOT);
    for (String name : List.of(byKind, "period")) {
      if (parameters.has(name)) {
        bound.put(name, period.toString());
      }
    }
    for (Map.Entry<String, String> part : request.scope().values().entrySet()) {
      // A function that cannot be limited would show what is none of this part's business.
      if (registry.find(function).isPresent() && !parameters.has(part.getKey())) {
        throw new RapporteurException(
            FailureKind.DEFINITION,
            "%s has no parameter '%s', so it cannot be limited to %s"
                .formatted(function, part.getKey(), request.scope()),
            "give it the parameter and filter by it, or make the report for the whole");
      }
      bound.put(part.getKey(), part.getValue());
    }
    return bound;
  }

  /** What a function answers for a part is believed only as far as its rows say the same. */
  private static FunctionCall ofScope(FunctionCall call, RunScope scope) {
    scope
        .values()
        .forEach(
            (dimension, value) -> {
              boolean strange =
                  call.result().column(dimension).isPresent()
                      && IntStream.range(0, call.rowCount())
                          .mapToObj(row -> call.result().cell(row, dimension))
                          .anyMatch(cell -> !cell.equals(new Cell.Text(value)));
              if (strange) {
                throw new RapporteurException(
                    FailureKind.DEFINITION,
                    "%s was limited to %s=%s and gave rows of another %s"
                        .formatted(call.function(), dimension, value, dimension),
                    "correct the filter in the function's statement");
              }
            });
    return call;
  }

  /** A month without any row is an error of the data, not a report of zeros. */
  private static void requireData(RunDossier dossier, Map<String, FunctionCall> current) {
    String first = dossier.definition().data().keySet().iterator().next();
    if (current.get(first).result().isEmpty()) {
      RunRequest request = dossier.run().request();
      throw new NoDataException(
          request.report(), request.period(), first, current.get(first).function());
    }
  }
}
