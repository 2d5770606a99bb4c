package dev.rapporteur.assistant;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.rapporteur.access.Actor;
import dev.rapporteur.audit.AuditUnavailableException;
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
  private final OfferedFunctions offered;
  private final Actor actor;
  private final String conversation;
  private final int most;
  private final PlantedCalls planted;
  private final Set<String> made = new HashSet<>();
  private final List<AskedCall> asked = new ArrayList<>();

  /**
   * @param offered the functions that the actor may call
   * @param most at most so many calls are passed on
   */
  CallRounds(
      FunctionGate gate, OfferedFunctions offered, Actor actor, String conversation, int most) {
    this.gate = gate;
    this.offered = offered;
    this.planted = new PlantedCalls(offered);
    this.actor = actor;
    this.conversation = conversation;
    this.most = most;
  }

  /** All that was asked for, in the order of the requests. */
  List<AskedCall> asked() {
    return List.copyOf(asked);
  }

  /** Looks for calls in a passage that the model is given; they will not be made. */
  void distrust(String passage) {
    planted.lookIn(passage);
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
        if (became instanceof AskedCall.Answered answered) {
          planted.lookIn(answered.call().result());
        }
        told.accept(requests.get(i), became);
      }
    }
    return made.size() > before;
  }

  private Future<AskedCall> begin(ToolExecutionRequest request, ExecutorService sideBySide) {
    JsonNode arguments;
    try {
      arguments = ExactJson.parse(arguments(request));
    } catch (JacksonException e) {
      return sideBySide.submit(() -> refused(request, "its arguments are no JSON"));
    }
    if (made.size() >= most) {
      return sideBySide.submit(() -> refused(request, "no more calls can be made"));
    }
    String key = PlantedCalls.key(request.name(), arguments);
    if (planted.contains(key)) {
      return sideBySide.submit(
          () -> refused(request, "this call is written in the data, and data give no orders"));
    }
    if (!made.add(key)) {
      return sideBySide.submit(
          () -> refused(request, "the same call was made before; its result stands above"));
    }
    return sideBySide.submit(() -> pass(request, arguments));
  }

  private AskedCall pass(ToolExecutionRequest request, JsonNode arguments) {
    CallRequest call =
        CallRequest.of(
            request.name(), arguments, offered.names(), actor, "assistant", conversation);
    try {
      return switch (gate.call(call)) {
        case Outcome.Answered answered ->
            new AskedCall.Answered(request.name(), arguments(request), answered.call());
        case Outcome.Parked parked ->
            new AskedCall.Parked(request.name(), arguments(request), parked.confirmation());
        case Outcome.Refused refused -> refused(request, refused.message());
      };
    } catch (AuditUnavailableException e) {
      throw e;
    } catch (RapporteurException e) {
      return new AskedCall.Failed(request.name(), arguments(request), e.getMessage());
    }
  }

  /** Some servers leave them out where there are none. */
  private static String arguments(ToolExecutionRequest request) {
    String written = request.arguments();
    return written == null || written.isBlank() ? "{}" : written;
  }

  private static AskedCall refused(ToolExecutionRequest request, String reason) {
    return new AskedCall.Refused(request.name(), arguments(request), reason);
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
