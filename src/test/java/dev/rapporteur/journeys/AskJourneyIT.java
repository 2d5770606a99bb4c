package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.function.OfficeWorkspace;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleWorkspace;
import dev.rapporteur.testing.TritonServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions at the command line, on the sample workspace, to the real Triton server. */
class AskJourneyIT {
  private static final Map<String, ?> MARCH = Map.of("month", "2024-03");

  @RegisterExtension static final TritonServer triton = TritonServer.serving("report_writer");

  @TempDir static Path folder;

  @BeforeAll
  static void copySample() {
    Workspace ignored = SampleWorkspace.in(folder);
  }

  private static CommandLineRun ask(String question, String user, String... more) {
    List<String> arguments = new ArrayList<>(List.of("ask", question, "--as", user));
    arguments.addAll(List.of("--model", triton.url().toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.in(folder, arguments.toArray(String[]::new));
  }

  private static JsonNode json(CommandLineRun run) {
    assertThat(run.code()).as(run.err()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  private static Stream<String> verdicts(JsonNode reply) {
    return reply.get("findings").valueStream().map(finding -> finding.get("verdict").asString());
  }

  /** The scripted model answers with the number that it was given, as a model should. */
  private static void scriptEastInMarch() {
    triton
        .answers()
        .when("\\[\"East\",\"[^\"]*\",([0-9.]+)")
        .last("tool_response")
        .answer("Sales of East came to CNY \\1 in March 2024.");
    triton.answers().always().call("sales_by_region", MARCH);
  }

  @Test
  void answersWithANumberOfTheDataAndGoesOnWithTheConversation() {
    scriptEastInMarch();
    JsonNode first = json(ask("What did East sell in March 2024?", "anna:employee", "--json"));
    assertThat(first.get("answer").asString()).startsWith("Sales of East came to CNY ");
    assertThat(first.get("calls").size()).isEqualTo(1);
    assertThat(first.get("calls").get(0).get("function").asString()).isEqualTo("sales_by_region");
    assertThat(first.get("passages").size()).isPositive();
    assertThat(first.get("pending").size()).isZero();
    assertThat(verdicts(first)).isNotEmpty().containsOnly("supported");
    assertThat(first.get("context").get("tokens").asInt()).isBetween(500, 20_000);

    String id = first.get("conversation").asString();
    triton.answers().clear();
    triton.answers().always().answer("As I said.");
    json(ask("Are you sure?", "anna:employee", "--conversation", id, "--json"));
    assertThat(triton.answers().requests().getLast().get("prompt").asString())
        .contains("What did East sell in March 2024?", "Sales of East came to CNY ");

    CommandLineRun other = ask("And me?", "ben:employee", "--conversation", id);
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("ben has no conversation", "to begin a new one");
  }

  @Test
  void flagsANumberThatTheDataContradict() {
    triton
        .answers()
        .when("")
        .last("tool_response")
        .answer("Sales of East came to CNY 1,234,567.89 in March 2024.");
    triton.answers().always().call("sales_by_region", MARCH);
    CommandLineRun run = ask("What did East sell in March 2024?", "employee");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("CNY 1,234,567.89 in March", "called sales_by_region", "check: \"");
  }

  @Test
  void answersInChinese() {
    triton
        .answers()
        .when("\\[\"East\",\"([^\"]*)\",([0-9.]+)")
        .last("tool_response")
        .answer("2024年3月\\1销售额为\\2元。");
    triton.answers().always().call("sales_by_region", MARCH);
    JsonNode reply = json(ask("2024年3月华东卖了多少？", "anna:employee", "--json"));
    assertThat(reply.get("answer").asString()).startsWith("2024年3月");
    assertThat(verdicts(reply)).isNotEmpty().containsOnly("supported");
  }

  @Test
  void whoHasNoRoleGetsNoFunctionAndNoPassage() {
    triton.answers().always().call("sales_by_region", MARCH);
    JsonNode reply = json(ask("What did East sell?", "gus:guest", "--json"));
    assertThat(reply.get("answer").asString()).contains("gave no answer");
    assertThat(reply.get("passages").size()).isZero();
    assertThat(reply.get("calls").size()).isZero();
    assertThat(triton.answers().requests().getLast().get("prompt").asString())
        .doesNotContain("sales_by_region");
  }

  @Test
  void aSensitiveCallEndsWithTheCodeForWaiting() throws IOException {
    Path office = Files.createDirectory(folder.resolve("office"));
    SampleWorkspace.copy(OfficeWorkspace.DEFINITIONS, office);
    triton.answers().when("").last("tool_response").answer("It waits for a second person.");
    triton.answers().always().call("refund", Map.of("order_id", "o-1", "amount", 50));
    CommandLineRun run =
        CommandLineRun.in(
            office,
            "ask",
            "Refund 50 of o-1.",
            "--as",
            "fiona:finance",
            "--model",
            triton.url().toString(),
            "--json");
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    JsonNode pending = JsonMapper.shared().readTree(run.out()).get("pending").get(0);
    assertThat(pending.get("function").asString()).isEqualTo("refund");
    assertThat(pending.get("arguments").get("amount").asInt()).isEqualTo(50);
  }

  @Test
  void saysWhatToDoWhereNoModelAnswers() {
    CommandLineRun none = CommandLineRun.in(folder, "ask", "Sales?", "--as", "employee");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("no model is configured", "--model");
    CommandLineRun dead =
        CommandLineRun.in(
            folder, "ask", "Sales?", "--as", "employee", "--model", "grpc://127.0.0.1:1/writer");
    assertThat(dead.code()).isEqualTo(1);
    assertThat(dead.err()).contains("gave no answer", "check that the model is served");
    assertThat(dead.out()).isEmpty();
  }
}
