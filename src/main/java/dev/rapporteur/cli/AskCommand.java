package dev.rapporteur.cli;

import dev.rapporteur.access.Actor;
import dev.rapporteur.assistant.Assistant;
import dev.rapporteur.assistant.AssistantLimits;
import dev.rapporteur.assistant.Conversation;
import dev.rapporteur.assistant.Conversations;
import dev.rapporteur.assistant.Reply;
import dev.rapporteur.assistant.jdbc.JdbcConversations;
import dev.rapporteur.function.PendingCall;
import dev.rapporteur.grounding.Finding;
import dev.rapporteur.knowledge.Citation;
import dev.rapporteur.knowledge.Passage;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.pipeline.ModelConnections;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.RunIds;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rapporteur ask}: a question to the assistant. */
@Command(
    name = "ask",
    description = "Asks the assistant a question about the data.",
    mixinStandardHelpOptions = true)
final class AskCommand implements Callable<Integer> {
  @Mixin Terminal terminal;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "QUESTION", description = "The question, in quotes.")
  String question;

  @Mixin UserOption user;

  @Option(
      names = "--conversation",
      paramLabel = "ID",
      description = "Goes on with an earlier conversation of the same user.")
  String conversation;

  @Mixin ModelOption model;

  @Override
  public Integer call() {
    Actor actor = user.actor();
    if (question.isBlank()) {
      throw new CommandLine.ParameterException(spec.commandLine(), "the question is empty");
    }
    URI served = model.required();
    try (OpenWorkspace workspace = terminal.open();
        ModelConnection connection = ModelConnections.open(served)) {
      return ask(workspace, connection, actor).code();
    }
  }

  private ExitCode ask(OpenWorkspace workspace, ModelConnection connection, Actor actor) {
    Clock clock = Clock.systemUTC();
    RunIds ids = RunIds.random();
    Conversations conversations =
        new JdbcConversations(
            workspace.state().dataSource(), clock, () -> ids.next(clock.instant()));
    conversations.deleteExpired();
    Conversation before =
        Optional.ofNullable(conversation)
            .map(id -> conversations.find(id, actor).orElseThrow(() -> unknown(id, actor)))
            .orElseGet(() -> conversations.begin(actor));
    OpenWorkspace.Functions functions = workspace.functionsAtTerminal();
    Assistant assistant =
        new Assistant(
            connection,
            functions.registry(),
            functions.gate(),
            workspace.retriever(),
            AssistantLimits.standard(),
            clock);
    Reply reply = assistant.answer(question, actor, before);
    conversations.add(before, actor, assistant.turn(question, reply));
    if (terminal.json()) {
      terminal.printJson(ReplyJson.of(before.id(), reply));
    } else {
      print(before.id(), reply);
    }
    return reply.pending().isEmpty() ? ExitCode.DONE : ExitCode.WAITING;
  }

  private static RapporteurException unknown(String id, Actor actor) {
    return new RapporteurException(
        FailureKind.DEFINITION,
        actor.name() + " has no conversation " + Terminal.shown(id),
        "leave out --conversation to begin a new one");
  }

  private void print(String id, Reply reply) {
    var out = terminal.out();
    out.println(Terminal.shown(reply.answer()));
    out.println();
    reply.events().forEach(line -> out.println("  " + Terminal.shown(line)));
    for (int i = 0; i < reply.passages().size(); i++) {
      if (reply.answer().contains("[p" + (i + 1) + "]")) {
        Passage passage = reply.passages().get(i).passage();
        out.printf("  [p%d] %s%n", i + 1, Citation.of(passage, passage.text()).label());
      }
    }
    for (PendingCall pending : reply.pending()) {
      out.printf(
          "  waits for a second person until %s: %s %s%n",
          pending.expiresAt(), pending.function(), Terminal.shown(pending.arguments()));
    }
    for (Finding finding : reply.flagged()) {
      out.printf(
          "  check: \"%s\": %s%n",
          Terminal.shown(finding.text()), Terminal.shown(finding.reason()));
    }
    out.println("  conversation " + id);
  }
}
