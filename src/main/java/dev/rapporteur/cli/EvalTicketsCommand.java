package dev.rapporteur.cli;

import dev.rapporteur.access.Actor;
import dev.rapporteur.assistant.Assistant;
import dev.rapporteur.assistant.AssistantLimits;
import dev.rapporteur.assistant.Conversation;
import dev.rapporteur.assistant.Reply;
import dev.rapporteur.evaluation.TicketEvaluation;
import dev.rapporteur.evaluation.TicketEvaluation.Ticket;
import dev.rapporteur.function.FunctionRegistry;
import dev.rapporteur.knowledge.PassageRetriever;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.pipeline.ModelConnections;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.RunIds;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code rapporteur eval tickets}: customers' questions, with functions and without. */
@Command(
    name = "tickets",
    description = "Has each ticket answered with functions and without, and compares the two.",
    mixinStandardHelpOptions = true)
final class EvalTicketsCommand implements Callable<Integer> {
  /** Which ways are tried. */
  enum Functions {
    ON,
    OFF,
    BOTH
  }

  @Mixin private Terminal terminal;
  @Mixin private ModelOption model;

  @Parameters(
      paramLabel = "IN.jsonl",
      arity = "0..1",
      description =
          "Lines {id, question, expected, wrong}; tickets.jsonl of the workspace if not given.")
  private Path input;

  @Option(
      names = "--functions",
      paramLabel = "on|off|both",
      defaultValue = "both",
      description = "Which ways are tried; both if not given.")
  private Functions functions;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "employee",
      description = "The role that functions are called with; employee if not given.")
  private String role;

  @Override
  public Integer call() {
    Path file = input == null ? terminal.workspace().folder().resolve("tickets.jsonl") : input;
    List<Ticket> tickets = TicketEvaluation.read(file);
    try (OpenWorkspace workspace = terminal.open();
        ModelConnection connection = ModelConnections.open(model.required())) {
      OpenWorkspace.Functions all = workspace.functions();
      PassageRetriever retriever = workspace.retriever();
      Function<String, Reply> on = desk(connection, all.registry(), all, retriever);
      Function<String, Reply> off =
          desk(connection, new FunctionRegistry(List.of()), all, retriever);
      TicketEvaluation.Summary summary =
          new TicketEvaluation()
              .evaluate(
                  tickets,
                  functions == Functions.OFF ? Optional.empty() : Optional.of(on),
                  functions == Functions.ON ? Optional.empty() : Optional.of(off),
                  terminal::printJson);
      terminal.printJson(JsonNodeFactory.instance.objectNode().set("summary", summary.json()));
    }
    return ExitCode.DONE.code();
  }

  /** Each ticket is a conversation of its own, which is not kept. */
  private Function<String, Reply> desk(
      ModelConnection connection,
      FunctionRegistry offered,
      OpenWorkspace.Functions all,
      PassageRetriever retriever) {
    Clock clock = Clock.systemUTC();
    RunIds ids = RunIds.random();
    Actor actor = Actor.of("tickets", Actor.Kind.PERSON, List.of(role));
    Assistant assistant =
        new Assistant(
            connection, offered, all.gate(), retriever, AssistantLimits.standard(), clock);
    return question ->
        assistant.answer(
            question,
            actor,
            new Conversation(
                ids.next(clock.instant()), clock.instant().plus(Conversation.KEPT), List.of()));
  }
}
