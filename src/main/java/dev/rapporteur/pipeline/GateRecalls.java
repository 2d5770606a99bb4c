package dev.rapporteur.pipeline;

import dev.rapporteur.access.Actor;
import dev.rapporteur.function.CallRequest;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.FunctionGate;
import dev.rapporteur.function.Outcome;
import dev.rapporteur.pipeline.RunDossier.QueriedData;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunState;
import dev.rapporteur.review.Recalls;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes recorded calls again through the gate. */
final class GateRecalls implements Recalls {
  private final StepLedger ledger;
  private final Supplier<FunctionGate> gate;
  private final DossierJson json = new DossierJson();

  GateRecalls(StepLedger ledger, Supplier<FunctionGate> gate) {
    this.ledger = ledger;
    this.gate = gate;
  }

  @Override
  public Recalled again(ReportRun run, String id, Actor actor) {
    Optional<FunctionCall> call =
        ledger
            .find(run.id(), RunState.QUERIED)
            .map(step -> json.read(step.result(), QueriedData.class))
            .flatMap(data -> data.calls().stream().filter(one -> one.id().equals(id)).findFirst());
    if (call.isEmpty()) {
      return new Recalled.Refused("the run has made no call '" + id + "'");
    }
    try {
      return again(call.get(), run, actor);
    } catch (RapporteurException fault) {
      return new Recalled.Refused(fault.getMessage());
    }
  }

  private Recalled again(FunctionCall call, ReportRun run, Actor actor) {
    CallRequest request =
        CallRequest.of(
            call.function(), call.arguments(), Set.of(call.function()), actor, "desk", run.id());
    return switch (gate.get().call(request)) {
      case Outcome.Answered answered ->
          new Recalled.Answered(
              answered.call().resultHash().equals(call.resultHash()),
              answered.call().started(),
              answered.call().result().columns().stream().map(one -> one.name()).toList(),
              LedgerMaterial.rows(answered.call()));
      case Outcome.Refused refused -> new Recalled.Refused(refused.message());
      case Outcome.Parked ignored ->
          new Recalled.Refused("the function changes something and waits for a second person");
    };
  }
}
