package dev.rapporteur.function;

import dev.rapporteur.access.Actor;
import dev.rapporteur.audit.AuditTrail;
import dev.rapporteur.audit.CanonicalJson;
import dev.rapporteur.function.Outcome.Answered;
import dev.rapporteur.function.Outcome.Parked;
import dev.rapporteur.function.Outcome.Reason;
import dev.rapporteur.function.Outcome.Refused;
import dev.rapporteur.report.RapporteurException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one door that every call passes, whoever asks for it. In this order: the name is known; it is
 * allowed in this step or conversation; the actor has a role for it; the arguments fit the schema;
 * values bound by the run are not overridden; the intent is on the audit trail, committed; a
 * sensitive call is parked for a second person; the call is carried out within its limits; its
 * result is on the audit trail.
 *
 * <p>Refusals are values, and on the trail too. If the trail cannot be written, nothing happens. An
 * intent without a result means that the outcome is unknown; nothing is ever retried here.
 */
public final class FunctionGate {
  /** How long a parked call can be confirmed. */
  public static final Duration CONFIRMABLE = Duration.ofMinutes(15);

  private final FunctionRegistry registry;
  private final FunctionExecutor executor;
  private final AuditTrail trail;
  private final Confirmations confirmations;
  private final ActorDirectory actors;
  private final Clock clock;
  private final Supplier<String> ids;
  private final ArgumentCheck argumentCheck = new ArgumentCheck();

  /**
   * @param registry all functions there are
   * @param executor carries out what passed
   * @param trail where each intent, result and refusal goes
   * @param confirmations where sensitive calls wait
   * @param actors tells whether who asked for a parked call may still do so
   * @param clock gives the time
   * @param ids gives the id of each call, never the same twice
   */
  public FunctionGate(
      FunctionRegistry registry,
      FunctionExecutor executor,
      AuditTrail trail,
      Confirmations confirmations,
      ActorDirectory actors,
      Clock clock,
      Supplier<String> ids) {
    this.registry = registry;
    this.executor = executor;
    this.trail = trail;
    this.confirmations = confirmations;
    this.actors = actors;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Lets a call pass, or not.
   *
   * @throws dev.rapporteur.audit.AuditUnavailableException if the trail cannot be written
   * @throws QueryFailedException if the call passed and could not be carried out
   */
  public Outcome call(CallRequest request) {
    CallTrace trace = new CallTrace(ids.get(), request.actor(), request.door(), request.within());
    Optional<RegisteredFunction> known = registry.find(request.function());
    if (known.isEmpty()) {
      return refuse(
          trace,
          request.function(),
          new Refusal(Reason.UNKNOWN_FUNCTION, "there is no function of this name"));
    }
    RegisteredFunction function = known.get();
    ObjectNode complete = complete(function, request);
    Optional<Refusal> refusal = refusal(function, request, complete);
    if (refusal.isPresent()) {
      return refuse(trace, function.name(), refusal.get());
    }
    trail.append(trace.event("call.intent", function.name(), intent(function, complete), complete));
    return function.effect() == Effect.SENSITIVE
        ? park(trace, function, complete)
        : new Answered(execute(trace, function, complete));
  }

  private record Refusal(Reason reason, String why) {}

  /** The first check that the request does not pass, in the order of the gate. */
  private Optional<Refusal> refusal(
      RegisteredFunction function, CallRequest request, ObjectNode complete) {
    if (!request.allowed().contains(function.name())) {
      return Optional.of(new Refusal(Reason.NOT_ALLOWED_HERE, "it cannot be called here"));
    }
    if (!request.actor().hasAnyOf(function.roles())) {
      String why = request.actor().name() + " has no role that may call it";
      return Optional.of(new Refusal(Reason.ROLE, why));
    }
    JsonNode asked = request.arguments();
    Optional<String> problem = argumentCheck.problem(function, asked.isObject() ? complete : asked);
    if (problem.isPresent()) {
      return Optional.of(new Refusal(Reason.ARGUMENTS, problem.get()));
    }
    return overridden(request.bound(), asked)
        .map(name -> "'" + name + "' is set by the run and cannot be changed")
        .map(why -> new Refusal(Reason.BOUND_VALUE, why));
  }

  /**
   * Confirms a parked call and carries it out. Everything is checked again: who confirms, who
   * asked, the function, the arguments.
   *
   * @param id of the parked call
   * @param shownHash {@link PendingCall#argumentsHash()} of what the person saw
   * @param approver a person other than the one who asked
   */
  public Outcome confirm(String id, String shownHash, Actor approver) {
    Optional<PendingCall> found = confirmations.find(id);
    if (found.isEmpty()) {
      CallTrace trace = new CallTrace(CallTrace.shown(id), approver, "confirmation", "");
      return refuse(trace, "", new Refusal(Reason.CONFIRMATION, "no call waits under this id"));
    }
    PendingCall pending = found.get();
    CallTrace trace = new CallTrace(id, approver, "confirmation", pending.within());
    Optional<RegisteredFunction> function = registry.find(pending.function());
    Optional<String> problem =
        function
            .map(known -> whyNotConfirmed(pending, known, shownHash, approver))
            .orElse(Optional.of("the function is gone"));
    Instant now = clock.instant();
    if (problem.isEmpty()
        && !confirmations.decide(id, PendingCall.State.USED, approver.name(), now)) {
      problem = Optional.of("it was decided before, or has expired");
    }
    if (problem.isPresent()) {
      return refuse(trace, pending.function(), new Refusal(Reason.CONFIRMATION, problem.get()));
    }
    ObjectNode arguments = (ObjectNode) JsonMapper.shared().readTree(pending.arguments());
    ObjectNode facts = intent(function.orElseThrow(), arguments);
    facts.put("requester", CallTrace.actor(pending.requester().kind(), pending.requester().name()));
    trail.append(trace.event("call.confirmed", pending.function(), facts, arguments));
    return new Answered(execute(trace, function.orElseThrow(), arguments));
  }

  /**
   * Rejects a parked call, so that it can no longer be confirmed. Who asked for it and who may
   * confirm it can do so.
   *
   * @return empty if it is rejected now; else why not
   */
  public Optional<Refused> reject(String id, Actor by) {
    Optional<PendingCall> found = confirmations.find(id).filter(call -> concerns(call, by));
    if (found.isEmpty()) {
      CallTrace trace = new CallTrace(CallTrace.shown(id), by, "confirmation", "");
      String why = "no call that concerns " + by.name() + " waits under this id";
      return Optional.of(refuse(trace, "", new Refusal(Reason.CONFIRMATION, why)));
    }
    PendingCall pending = found.get();
    CallTrace trace = new CallTrace(id, by, "confirmation", pending.within());
    if (!confirmations.decide(id, PendingCall.State.REJECTED, by.name(), clock.instant())) {
      String why = "it was decided before, or has expired";
      return Optional.of(refuse(trace, pending.function(), new Refusal(Reason.CONFIRMATION, why)));
    }
    trail.append(trace.event("call.rejected", pending.function(), noFacts()));
    return Optional.empty();
  }

  /**
   * The calls that wait and concern an actor - asked for by it, or for it to confirm - oldest
   * first.
   */
  public List<WaitingCall> waiting(Actor viewer) {
    return confirmations.pending(clock.instant()).stream()
        .filter(call -> concerns(call, viewer))
        .map(call -> waiting(call, viewer))
        .toList();
  }

  private WaitingCall waiting(PendingCall call, Actor viewer) {
    Optional<RegisteredFunction> function = registry.find(call.function());
    return new WaitingCall(
        call,
        function.map(RegisteredFunction::description).orElse(""),
        function
            .map(known -> whyNotConfirmed(call, known, call.argumentsHash(), viewer))
            .orElse(Optional.of("the function is gone")));
  }

  private boolean concerns(PendingCall call, Actor actor) {
    boolean own =
        actor.kind() == call.requester().kind()
            && actor.name().equalsIgnoreCase(call.requester().name());
    return own
        || registry
            .find(call.function())
            .filter(function -> actor.hasAnyOf(function.approvers()))
            .isPresent();
  }

  private Optional<String> whyNotConfirmed(
      PendingCall pending, RegisteredFunction function, String shownHash, Actor approver) {
    if (approver.kind() != Actor.Kind.PERSON) {
      return Optional.of("only a person can confirm");
    }
    if (approver.name().equalsIgnoreCase(pending.requester().name())) {
      return Optional.of("it must be confirmed by somebody else than who asked for it");
    }
    if (!approver.hasAnyOf(function.approvers())) {
      return Optional.of(approver.name() + " has no role that may confirm it");
    }
    if (!function.hash().equals(pending.definitionHash())) {
      return Optional.of("the function was changed since it was asked for");
    }
    boolean stillMay =
        actors
            .find(pending.requester())
            .filter(requester -> requester.hasAnyOf(function.roles()))
            .isPresent();
    if (!stillMay) {
      return Optional.of(pending.requester().name() + " may no longer call it");
    }
    if (!CanonicalJson.sha256(pending.arguments()).equals(shownHash)) {
      return Optional.of("the arguments are not those that were shown");
    }
    return Optional.empty();
  }

  private Outcome park(CallTrace trace, RegisteredFunction function, ObjectNode arguments) {
    Instant now = clock.instant();
    String text = CanonicalJson.of(arguments);
    PendingCall pending =
        new PendingCall(
            trace.id(),
            function.name(),
            function.hash(),
            text,
            CanonicalJson.sha256(text),
            trace.actor(),
            trace.door(),
            trace.within(),
            PendingCall.State.PENDING,
            now,
            now.plus(CONFIRMABLE));
    confirmations.park(pending);
    trail.append(trace.event("call.parked", function.name(), noFacts()));
    return new Parked(pending);
  }

  private FunctionCall execute(CallTrace trace, RegisteredFunction function, ObjectNode arguments) {
    Instant started = clock.instant();
    long ticks = System.nanoTime();
    QueryResult result;
    try {
      result = executor.execute(function, arguments);
    } catch (RapporteurException e) {
      ObjectNode facts = noFacts().put("kind", e.kind().name());
      trail.append(trace.event("call.failed", function.name(), facts));
      throw e;
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - ticks);
    String resultHash = result.hash();
    ObjectNode facts = noFacts();
    facts.put("milliseconds", duration.toMillis());
    facts.put("resultHash", resultHash);
    facts.put("rows", result.rows().size());
    trail.append(trace.event("call.result", function.name(), facts));
    return evidence(trace, function, arguments, started, duration, resultHash, result);
  }

  private static FunctionCall evidence(
      CallTrace trace,
      RegisteredFunction function,
      ObjectNode arguments,
      Instant started,
      Duration duration,
      String resultHash,
      QueryResult result) {
    Optional<NamedSql> sql =
        function.body() instanceof RegisteredFunction.Sql body
            ? Optional.of(body.sql())
            : Optional.empty();
    List<String> boundValues =
        sql.map(NamedSql::parameters).orElse(List.of()).stream()
            .map(parameter -> arguments.get(parameter.name()).asString())
            .toList();
    return new FunctionCall(
        trace.id(),
        function.name(),
        sql.map(NamedSql::text),
        arguments,
        boundValues,
        dataSource(function),
        trace.actor(),
        started,
        duration,
        resultHash,
        result);
  }

  private static Optional<String> dataSource(RegisteredFunction function) {
    return switch (function.body()) {
      case RegisteredFunction.Sql sql -> Optional.of(sql.dataSource());
      case RegisteredFunction.Http http -> Optional.of(http.dataSource());
      case RegisteredFunction.Java java -> Optional.empty();
    };
  }

  private Refused refuse(CallTrace trace, String name, Refusal refusal) {
    ObjectNode facts = noFacts().put("reason", refusal.reason().name());
    String why = CallTrace.reason(refusal.why());
    ObjectNode body = noFacts().put("message", why);
    String shown = CallTrace.shown(name);
    trail.append(trace.event("call.refused", shown, facts, body));
    return new Refused(refusal.reason(), "the call of '" + shown + "' is refused: " + why);
  }

  private ObjectNode intent(RegisteredFunction function, ObjectNode arguments) {
    ObjectNode facts = noFacts();
    facts.put("argumentsHash", CanonicalJson.sha256(arguments));
    facts.put("effect", function.effect().name().toLowerCase(Locale.ROOT));
    facts.put("registryHash", registry.hash());
    return facts;
  }

  /** What was asked for, with bound values and defaults where nothing was. */
  private static ObjectNode complete(RegisteredFunction function, CallRequest request) {
    ObjectNode complete = JsonNodeFactory.instance.objectNode();
    if (request.arguments() instanceof ObjectNode asked) {
      complete.setAll(asked);
    }
    JsonNode parameters = function.parameters().path("properties");
    for (Map.Entry<String, JsonNode> bound : request.bound().properties()) {
      if (parameters.has(bound.getKey()) && !complete.has(bound.getKey())) {
        complete.set(bound.getKey(), bound.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
      JsonNode value = parameter.getValue().get("default");
      if (value != null && !complete.has(parameter.getKey())) {
        complete.set(parameter.getKey(), value);
      }
    }
    return complete;
  }

  private static Optional<String> overridden(ObjectNode bound, JsonNode asked) {
    return bound.propertyNames().stream()
        .filter(name -> asked.has(name) && !asked.get(name).equals(bound.get(name)))
        .findFirst();
  }

  private static ObjectNode noFacts() {
    return JsonNodeFactory.instance.objectNode();
  }
}
