package dev.rapporteur.assistant;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.rapporteur.access.Actor;
import dev.rapporteur.audit.AuditUnavailableException;
import dev.rapporteur.audit.CanonicalJson;
import dev.rapporteur.function.CallRequest;
import dev.rapporteur.function.ExactJson;
import dev.rapporteur.function.FunctionGate;
import dev.rapporteur.function.Outcome;
import dev.rapporteur.report.RapporteurException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The calls of one question, round by round: those of a round run side by side, each through the
 * gate; none is made twice. Not for several threads.
 */
final class CallRounds {
  private final FunctionGate gate;
  private final Set<String> allowed;
  private final Actor actor;
  private final String conversation;
  private final int most;
  private final Set<String> made = new HashSet<>();
  private final List<AskedCall> asked = new ArrayList<>();

  /**
   * @param allowed the functions that were offered
   * @param most at most so many calls are passed on
   */
  CallRounds(FunctionGate gate, Set<String> allowed, Actor actor, String conversation, int most) {
    this.gate = gate;
    this.allowed = Set.copyOf(allowed);
    this.actor = actor;
    this.conversation = conversation;
    this.most = most;
  }

  /** All that was asked for, in the order of the requests. */
  List<AskedCall> asked() {
    return List.copyOf(asked);
  }

  /** Notes a call that was no call, with its reason. */
  void rejected(String reason) {
    asked.add(new AskedCall.Refused("", "", reason));
  }

  /**
   * Makes the calls of a round.
   *
   * @param told gets what became of each, in the order of the requests
   * @return whether any was passed on to the gate
   */
  boolean make(
      List<ToolExecutionRequest> requests, BiConsumer<ToolExecutionRequest, AskedCall> told) {
    int before = made.size();
    try (ExecutorService sideBySide = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<AskedCall>> running = new ArrayList<>();
      for (ToolExecutionRequest request : requests) {
        running.add(begin(request, sideBySide));
      }
      for (int i = 0; i < running.size(); i++) {
        AskedCall became = ended(running.get(i));
        asked.add(became);
        told.accept(requests.get(i), became);
      }
    }
    return made.size() > before;
  }

  private Future<AskedCall> begin(ToolExecutionRequest request, ExecutorService sideBySide) {
    JsonNode arguments;
    try {
      arguments = ExactJson.parse(request.arguments());
    } catch (JacksonException e) {
      return sideBySide.submit(() -> refused(request, "its arguments are no JSON"));
    }
    if (made.size() >= most) {
      return sideBySide.submit(() -> refused(request, "no more calls can be made"));
    }
    if (!made.add(request.name() + CanonicalJson.of(arguments))) {
      return sideBySide.submit(
          () -> refused(request, "the same call was made before; its result stands above"));
    }
    return sideBySide.submit(() -> pass(request, arguments));
  }

  private AskedCall pass(ToolExecutionRequest request, JsonNode arguments) {
    CallRequest call =
        CallRequest.of(request.name(), arguments, allowed, actor, "assistant", conversation);
    try {
      return switch (gate.call(call)) {
        case Outcome.Answered answered ->
            new AskedCall.Answered(request.name(), request.arguments(), answered.call());
        case Outcome.Parked parked ->
            new AskedCall.Parked(request.name(), request.arguments(), parked.confirmation());
        case Outcome.Refused refused -> refused(request, refused.message());
      };
    } catch (AuditUnavailableException e) {
      throw e;
    } catch (RapporteurException e) {
      return new AskedCall.Failed(request.name(), request.arguments(), e.getMessage());
    }
  }

  private static AskedCall refused(ToolExecutionRequest request, String reason) {
    return new AskedCall.Refused(request.name(), request.arguments(), reason);
  }

  private static AskedCall ended(Future<AskedCall> running) {
    try {
      return running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while calls were under way", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
