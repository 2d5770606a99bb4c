package dev.rapporteur.cli;

import dev.rapporteur.access.Actor;
import dev.rapporteur.function.FunctionGate;
import dev.rapporteur.function.Outcome;
import dev.rapporteur.function.PendingCall;
import dev.rapporteur.function.WaitingCall;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code rapporteur confirm}: sensitive calls that wait for a second person. */
@Command(
    name = "confirm",
    description = "Shows, approves and rejects sensitive calls that wait for a second person.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT",
    subcommands = {
      ConfirmCommand.ListCalls.class,
      ConfirmCommand.Approve.class,
      ConfirmCommand.Reject.class
    })
final class ConfirmCommand {
  private static final int SHORTEST_HASH = 12;

  private ConfirmCommand() {}

  /** What the three have in common. */
  abstract static class OnWaitingCalls implements Callable<Integer> {
    @Mixin Terminal terminal;
    @Mixin UserOption user;

    @Override
    public Integer call() {
      try (OpenWorkspace workspace = terminal.open()) {
        Actor named = user.actor();
        Actor actor =
            workspace
                .atTerminal(named)
                .orElseThrow(
                    () ->
                        new RapporteurException(
                            FailureKind.DEFINITION,
                            "the account of " + named.name() + " is closed",
                            "ask an administrator, or somebody else"));
        return call(workspace.functionsAtTerminal().gate(), actor).code();
      }
    }

    abstract ExitCode call(FunctionGate gate, Actor actor);

    ExitCode refused(Outcome.Refused refused) {
      if (terminal.json()) {
        terminal.printJson(CallJson.refused(refused));
      } else {
        terminal.err().println("error: " + refused.message());
      }
      return ExitCode.REFUSED;
    }

    void print(WaitingCall waiting) {
      PendingCall call = waiting.call();
      var out = terminal.out();
      out.printf("%s  %s%n", call.id(), call.function());
      out.printf("  %s%n", Terminal.shown(waiting.description()));
      out.printf(
          "  asked for by %s through %s at %s; can be confirmed until %s%n",
          Terminal.shown(call.requester().name()),
          call.door(),
          call.requestedAt(),
          call.expiresAt());
      JsonMapper.shared()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(JsonMapper.shared().readTree(call.arguments()))
          .lines()
          .forEach(line -> out.println("  " + Terminal.shown(line)));
      out.println("  hash of the arguments: " + call.argumentsHash());
      waiting
          .whyNotConfirmed()
          .ifPresentOrElse(
              why -> out.println("  you cannot confirm it: " + why),
              () -> out.println("  to confirm it: " + approval(call)));
    }

    String approval(PendingCall call) {
      return "rapporteur confirm approve %s --as %s --seen %s"
          .formatted(call.id(), user.user, call.argumentsHash().substring(0, SHORTEST_HASH));
    }
  }

  /** {@code rapporteur confirm list}. */
  @Command(
      name = "list",
      description = "Shows what waits and concerns you, with its arguments in full.",
      mixinStandardHelpOptions = true)
  static final class ListCalls extends OnWaitingCalls {
    @Override
    ExitCode call(FunctionGate gate, Actor actor) {
      List<WaitingCall> waiting = gate.waiting(actor);
      if (terminal.json()) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        waiting.forEach(call -> all.add(json(call)));
        terminal.printJson(all);
      } else if (waiting.isEmpty()) {
        terminal.out().println("nothing waits that concerns " + actor.name());
      } else {
        waiting.forEach(this::print);
      }
      return ExitCode.DONE;
    }

    private static ObjectNode json(WaitingCall waiting) {
      PendingCall call = waiting.call();
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("confirmation", call.id());
      json.put("function", call.function());
      json.put("description", waiting.description());
      json.set("arguments", JsonMapper.shared().readTree(call.arguments()));
      json.put("argumentsHash", call.argumentsHash());
      json.put("requester", call.requester().name());
      json.put("door", call.door());
      json.put("requested", call.requestedAt().toString());
      json.put("expires", call.expiresAt().toString());
      json.put("mayConfirm", waiting.whyNotConfirmed().isEmpty());
      waiting.whyNotConfirmed().ifPresent(why -> json.put("why", why));
      return json;
    }
  }

  /** {@code rapporteur confirm approve}. */
  @Command(
      name = "approve",
      description =
          "Confirms a call that another person asked for, and carries it out. Without --seen it"
              + " shows the call and does nothing.",
      mixinStandardHelpOptions = true)
  static final class Approve extends OnWaitingCalls {
    @Parameters(paramLabel = "ID", description = "The call's id.")
    String id;

    @Option(
        names = "--seen",
        paramLabel = "HASH",
        description = "The hash of the arguments that you have read, or its first 12 characters.")
    String seen;

    @Override
    ExitCode call(FunctionGate gate, Actor actor) {
      Optional<WaitingCall> waiting =
          gate.waiting(actor).stream().filter(call -> call.call().id().equals(id)).findFirst();
      if (seen == null && waiting.isPresent()) {
        print(waiting.get());
        return ExitCode.WAITING;
      }
      String shown = seen == null ? "" : seen;
      String whole =
          waiting
              .map(call -> call.call().argumentsHash())
              .filter(hash -> shown.length() >= SHORTEST_HASH && hash.startsWith(shown))
              .orElse(shown);
      return switch (gate.confirm(id, whole, actor)) {
        case Outcome.Answered answered -> {
          new CallResults(terminal).print(answered.call());
          yield ExitCode.DONE;
        }
        case Outcome.Refused refused -> refused(refused);
        case Outcome.Parked parked -> throw new IllegalStateException("parked twice: " + parked);
      };
    }
  }

  /** {@code rapporteur confirm reject}. */
  @Command(
      name = "reject",
      description = "Rejects a call, so that it can no longer be confirmed.",
      mixinStandardHelpOptions = true)
  static final class Reject extends OnWaitingCalls {
    @Parameters(paramLabel = "ID", description = "The call's id.")
    String id;

    @Override
    ExitCode call(FunctionGate gate, Actor actor) {
      Optional<Outcome.Refused> refused = gate.reject(id, actor);
      if (refused.isPresent()) {
        return refused(refused.get());
      }
      if (terminal.json()) {
        terminal.printJson(JsonNodeFactory.instance.objectNode().put("rejected", id));
      } else {
        terminal.out().println("rejected " + id);
      }
      return ExitCode.DONE;
    }
  }
}
