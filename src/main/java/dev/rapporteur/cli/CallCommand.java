package dev.rapporteur.cli;

import dev.rapporteur.access.Actor;
import dev.rapporteur.function.CallRequest;
import dev.rapporteur.function.ExactJson;
import dev.rapporteur.function.Outcome;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.yaml.ClosestName;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code rapporteur call}: one registered function through the gate. */
@Command(
    name = "call",
    description = "Calls one registered function, as a role may.",
    mixinStandardHelpOptions = true)
final class CallCommand implements Callable<Integer> {
  @Mixin Terminal terminal;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FUNCTION", description = "The function's name.")
  String function;

  @Option(
      names = "--as",
      required = true,
      paramLabel = "ROLE",
      split = ",",
      description = "The role to call it with; several with commas.")
  List<String> roles;

  @Option(
      names = "--arguments",
      paramLabel = "JSON",
      defaultValue = "{}",
      description = "The arguments, a JSON object.")
  String arguments;

  @Override
  public Integer call() {
    Actor actor = actor();
    JsonNode parsed = parsedArguments();
    try (OpenWorkspace workspace = terminal.open()) {
      OpenWorkspace.Functions functions = workspace.functionsAtTerminal();
      Set<String> all = Set.copyOf(functions.registry().names());
      Outcome outcome =
          functions.gate().call(CallRequest.of(function, parsed, all, actor, "command", ""));
      return switch (outcome) {
        case Outcome.Answered answered -> {
          new CallResults(terminal).print(answered.call());
          yield ExitCode.DONE.code();
        }
        case Outcome.Refused refused -> show(refused, all);
        case Outcome.Parked parked -> show(parked);
      };
    }
  }

  private Actor actor() {
    try {
      return Actor.of(System.getProperty("user.name", "terminal"), Actor.Kind.PERSON, roles);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private JsonNode parsedArguments() {
    try {
      return ExactJson.parse(arguments);
    } catch (JacksonException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--arguments is no JSON: " + e.getOriginalMessage());
    }
  }

  private int show(Outcome.Refused refused, Set<String> names) {
    if (terminal.json()) {
      terminal.printJson(CallJson.refused(refused));
    } else {
      terminal.err().println("error: " + refused.message());
      String hint = ClosestName.hint(function, names);
      if (refused.reason() == Outcome.Reason.UNKNOWN_FUNCTION && !hint.isEmpty()) {
        terminal.err().println("next:  " + hint);
      }
    }
    return switch (refused.reason()) {
      case UNKNOWN_FUNCTION, ARGUMENTS -> ExitCode.WRONG_USE.code();
      case NOT_ALLOWED_HERE, ROLE, BOUND_VALUE, CONFIRMATION -> ExitCode.REFUSED.code();
    };
  }

  private int show(Outcome.Parked parked) {
    if (terminal.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.putObject("pending")
          .put("confirmation", parked.confirmation().id())
          .put("arguments", parked.confirmation().arguments())
          .put("argumentsHash", parked.confirmation().argumentsHash())
          .put("expires", parked.confirmation().expiresAt().toString());
      terminal.printJson(json);
    } else {
      terminal
          .out()
          .printf(
              "waits for a second person until %s: %s %s%n",
              parked.confirmation().expiresAt(), function, parked.confirmation().arguments());
    }
    return ExitCode.WAITING.code();
  }
}
