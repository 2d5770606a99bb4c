package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.evaluation.TicketEvaluation;
import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.Effect;
import dev.rapporteur.function.FunctionDefinitions;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleWorkspace;
import dev.rapporteur.testing.ScriptedAnswers;
import dev.rapporteur.testing.TritonServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example of an office, as its README tells it, with the real Triton server. */
class OfficeExampleIT {
  private static final Path EXAMPLE = Path.of("examples", "office");

  @RegisterExtension static final TritonServer triton = TritonServer.serving("report_writer");

  @TempDir static Path folder;

  @BeforeAll
  static void copyExample() throws java.io.IOException {
    for (String part : List.of("tasks", "datasources")) {
      SampleWorkspace.copy(EXAMPLE.resolve(part), folder.resolve(part));
    }
    Files.copy(EXAMPLE.resolve("tickets.jsonl"), folder.resolve("tickets.jsonl"));
  }

  @Test
  void passesItsCheck() {
    CommandLineRun run = CommandLineRun.in(folder, "check");
    assertThat(run.code()).as(run.out() + run.err()).isZero();
  }

  @Test
  void givesEachRoleWhatItsReadmeSays() {
    Map<String, DataSourceDefinition> sources = DataSourceDefinition.readAll(folder, Map.of());
    for (RegisteredFunction function : FunctionDefinitions.read(folder, sources)) {
      List<String> roles = function.roles().stream().map(Object::toString).toList();
      switch (function.name()) {
        case "order_state" ->
            assertThat(roles).containsExactly("employee", "finance", "service-manager");
        case "edit_order_note" -> {
          assertThat(roles).containsExactly("service-manager");
          assertThat(function.effect()).isEqualTo(Effect.WRITE);
        }
        case "refund_order" -> {
          assertThat(roles).containsExactly("finance");
          assertThat(function.approvers()).hasToString("[finance-lead]");
          assertThat(function.effect()).isEqualTo(Effect.SENSITIVE);
        }
        default -> assertThat(roles).as(function.name()).containsExactly("employee");
      }
    }
  }

  @Test
  void findsARoomOffersItAndBooksItOnceThePersonAgrees() {
    Map<String, ?> wanted =
        Map.of(
            "city",
            "Hangzhou",
            "day",
            "2026-12-01",
            "begins",
            "14:00",
            "ends",
            "15:00",
            "projector",
            true,
            "seats",
            6);
    ScriptedAnswers script = triton.answers();
    script.when("").last("tool_response.*booked \\(rows\\).*\\[1\\]").answer("Lotus is booked.");
    script
        .when("")
        .last("Yes, book it")
        .call(
            "book_room",
            Map.of(
                "room",
                "Lotus",
                "day",
                "2026-12-01",
                "begins",
                "14:00",
                "ends",
                "15:00",
                "booked_for",
                "Design review"));
    script
        .when("\\[\"([A-Z][a-z]+)\",\"[^\"]*\",\"([0-9]+)\",([0-9]+),true\\]")
        .last("tool_response")
        .answer("Room \\1 on floor \\2 has a projector and is for \\3 persons. Shall I book it?");
    script.always().call("free_rooms", wanted);

    JsonNode offer =
        json(
            ask(
                "I need a room in Hangzhou with a projector for 6 people, 2026-12-01 from 14:00 to"
                    + " 15:00.",
                "anna:employee"));
    assertThat(offer.get("answer").asString())
        .startsWith("Room Lotus on floor 3 has a projector and is for 8 persons");
    assertThat(functions(offer)).containsExactly("free_rooms");
    assertThat(offer.get("findings").valueStream().map(f -> f.get("verdict").asString()))
        .as(offer.get("findings").toString())
        .doesNotContain("contradicted");
    assertThat(rooms(wanted)).contains("Lotus");

    JsonNode booked =
        json(
            ask(
                "Yes, book it for the design review.",
                "anna:employee",
                "--conversation",
                offer.get("conversation").asString()));
    assertThat(booked.get("answer").asString()).isEqualTo("Lotus is booked.");
    assertThat(functions(booked)).containsExactly("book_room");
    assertThat(rooms(wanted)).doesNotContain("Lotus").contains("West Lake");
  }

  @Test
  void comparesTwoProductsWithTwoCallsInOneRoundAndRecommendsOne() {
    ScriptedAnswers script = triton.answers();
    script.when("").last("tool_response.*萤光营灯").answer("我推荐萤光营灯：评分4.7，高于山径营灯的4.2，保修24个月，贵30元。");
    script
        .always()
        .calls(
            List.of(
                Map.of("name", "product_details", "arguments", Map.of("product", "山径营灯")),
                Map.of("name", "product_details", "arguments", Map.of("product", "Glow lantern"))));
    JsonNode reply = json(ask("山径营灯和萤光营灯，买哪个好？", "anna:employee"));
    assertThat(reply.get("answer").asString()).startsWith("我推荐萤光营灯");
    assertThat(functions(reply)).containsExactly("product_details", "product_details");
    assertThat(script.requests()).as("one round of calls, one answer").hasSize(2);
  }

  @Test
  void paysARefundOnlyAfterASecondPersonHasConfirmedIt() {
    ScriptedAnswers script = triton.answers();
    script.when("").last("tool_response").answer("The refund waits for a second person.");
    script
        .always()
        .call("refund_order", Map.of("order_id", "O-1003", "amount", 50, "reason", "late"));
    CommandLineRun asked = ask("Refund 50 yuan of order O-1003, it was late.", "fiona:finance");
    assertThat(asked.code()).as(asked.err()).isEqualTo(3);
    JsonNode waiting =
        json(CommandLineRun.in(folder, "confirm", "list", "--as", "leo:finance-lead", "--json"))
            .get(0);
    assertThat(waiting.get("arguments").toString())
        .isEqualTo("{\"amount\":50,\"order_id\":\"O-1003\",\"reason\":\"late\"}");
    JsonNode done =
        json(
            CommandLineRun.in(
                folder,
                "confirm",
                "approve",
                waiting.get("confirmation").asString(),
                "--as",
                "leo:finance-lead",
                "--seen",
                waiting.get("argumentsHash").asString(),
                "--json"));
    assertThat(done.get("rows").toString()).isEqualTo("[[1]]");
  }

  @Test
  void tellsWhetherFunctionsHelpToAnswerTickets() {
    scriptTickets();
    CommandLineRun run =
        CommandLineRun.in(folder, "eval", "tickets", "--model", triton.url().toString());
    assertThat(run.code()).as(run.err()).isZero();
    List<JsonNode> lines = run.out().lines().map(JsonMapper.shared()::readTree).toList();
    List<String> wrong = new ArrayList<>();
    lines.stream()
        .filter(line -> line.has("on") && !line.at("/on/right").asBoolean())
        .forEach(line -> wrong.add(line.toString()));
    assertThat(wrong).isEmpty();
    assertThat(lines).hasSize(41);
    JsonNode summary = lines.getLast().get("summary");
    assertThat(summary.get("tickets").asInt()).isEqualTo(40);
    assertThat(summary.at("/on/right").asInt()).isEqualTo(40);
    long guessed =
        TicketEvaluation.read(folder.resolve("tickets.jsonl")).stream()
            .filter(ticket -> ticket.isAnsweredBy("It is shipped."))
            .count();
    assertThat(guessed).isBetween(1L, 10L);
    assertThat(summary.at("/off/right").asLong()).isEqualTo(guessed);
    assertThat(summary.get("onlyOn").asLong()).isEqualTo(40 - guessed);
    assertThat(summary.get("mcNemarP").decimalValue()).isLessThan(new java.math.BigDecimal("1e-6"));
    assertThat(
            lines.stream().filter(line -> line.at("/on/calls").size() == 2).map(l -> l.get("id")))
        .hasSize(4);
  }

  /** Reads the question, calls what it needs, and repeats what the result says. */
  private static void scriptTickets() {
    ScriptedAnswers script = triton.answers();
    String pieces = "pieces \\(pieces\\).*\\[\"[^\"]*\",([0-9]+)\\]";
    script.when("^(?!.*<tools>)").answer("It is shipped.");
    script.when(".*" + pieces).last("tool_response.*pieces \\(pieces\\)").answer("There are \\1.");
    script
        .when("(?:same product|同款).*\\[\"O-[0-9]+\",\"[^\"]*\",\"([^\"]*)\"")
        .last("tool_response")
        .answer(call("stock", "product"));
    script
        .when("\\[\"O-[0-9]+\",\"[^\"]*\",\"[^\"]*\",\"([a-z ]+)\"")
        .last("tool_response")
        .answer("The order is \\1.");
    script
        .when("\\[\"LH[0-9]+\",\"[^\"]*\",\"[^\"]*\",\"([a-z ]+)\"")
        .last("tool_response")
        .answer("The flight is \\1.");
    script.when(".*(O-[0-9]{4})").last("O-[0-9]{4}").answer(call("order_state", "order_id"));
    script
        .when(".*(LH[0-9]{3})")
        .last("LH[0-9]{3}")
        .answer(call("flight", "day\": \"2026-12-01\", \"flight"));
    script.when(".*pieces of the ([A-Za-z ]+) are").answer(call("stock", "product"));
    script.when("([\\u4e00-\\u9fff]+)还有多少件").answer(call("stock", "product"));
  }

  private static String call(String function, String parameter) {
    return "<tool_call>\n{\"name\": \"%s\", \"arguments\": {\"%s\": \"\\1\"}}\n</tool_call>"
        .formatted(function, parameter);
  }

  private static CommandLineRun ask(String question, String user, String... more) {
    List<String> arguments = new ArrayList<>(List.of("ask", question, "--as", user, "--json"));
    arguments.addAll(List.of("--model", triton.url().toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.in(folder, arguments.toArray(String[]::new));
  }

  private static String rooms(Map<String, ?> wanted) {
    CommandLineRun run =
        CommandLineRun.in(
            folder,
            "call",
            "free_rooms",
            "--as",
            "employee",
            "--arguments",
            JsonMapper.shared().writeValueAsString(wanted));
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  private static List<String> functions(JsonNode reply) {
    return reply.get("calls").valueStream().map(call -> call.get("function").asString()).toList();
  }

  private static JsonNode json(CommandLineRun run) {
    assertThat(run.code()).as(run.err()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }
}
