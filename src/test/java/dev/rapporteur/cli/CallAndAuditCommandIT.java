package dev.rapporteur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What scripts rely on: exit codes and JSON of {@code call} and {@code audit}. */
class CallAndAuditCommandIT {
  private static final Path DEFINITIONS =
      Path.of("src/test/resources/dev/rapporteur/function/office");

  @TempDir Path workspace;

  /** What a command printed and how it ended. */
  private record Ended(int code, String out, String err) {
    JsonNode json() {
      assertThat(out.lines()).hasSize(1);
      return JsonMapper.shared().readTree(out);
    }
  }

  @BeforeEach
  void fillWorkspace() throws Exception {
    try (Stream<Path> files = Files.walk(DEFINITIONS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = workspace.resolve(DEFINITIONS.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    JdbcTemplate office = database(".data/office");
    office.execute(
        "CREATE TABLE orders (order_id VARCHAR(9), customer VARCHAR(80), amount DECIMAL(12, 2),"
            + " ordered_on DATE, note VARCHAR(500))");
    office.execute("INSERT INTO orders VALUES ('o-1', '客户 & Co', 100.10, '2024-03-01', NULL)");
  }

  @Test
  void answersWithCallColumnsAndRows() {
    Ended ended =
        call("read_orders", "employee", "{\"customer\":\"客户 & Co\",\"month\":\"2024-03\"}");
    assertThat(ended.code()).isZero();
    JsonNode json = ended.json();
    assertThat(json.propertyNames()).containsExactly("call", "columns", "rows");
    assertThat(ended.out()).endsWith("\"rows\":[[\"o-1\",100.10,\"2024-03-01\"]]}\n");
    assertThat(json.at("/columns/1").toString())
        .isEqualTo("{\"name\":\"amount\",\"type\":\"number\",\"unit\":\"CNY\",\"key\":false}");
    assertThat(json.at("/call/sql").asString()).contains("FROM orders");
    assertThat(json.at("/call/arguments/month").asString()).isEqualTo("2024-03");
  }

  @Test
  void endsWithTheCodeThatTheReasonAsksFor() {
    String orders = "{\"customer\":\"x\",\"month\":\"2024-03\"}";
    assertThat(call("read_orders", "employee", orders).code()).isZero();
    assertThat(call("edit_note", "employee", "{}").code()).isEqualTo(4);
    assertThat(call("edit_note", "employee", "{}").json().at("/refused/reason").asString())
        .isEqualTo("ROLE");
    assertThat(call("read_order", "employee", orders).code()).isEqualTo(2);
    assertThat(run("call", "read_order", "--as", "employee").err())
        .contains("did you mean 'read_orders'?");
    assertThat(call("read_orders", "employee", "{\"month\":\"2024-13\"}").code()).isEqualTo(2);
    assertThat(call("read_orders", "employee", "{month").code()).isEqualTo(2);
    assertThat(call("read_orders", "Employee!", orders).code()).isEqualTo(2);
    assertThat(run("call", "read_orders").code()).isEqualTo(2);
  }

  @Test
  void waitsWithASensitiveCall() {
    Ended ended = call("refund", "finance", "{\"order_id\":\"o-1\",\"amount\":5}");
    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.json().at("/pending/arguments").asString())
        .isEqualTo("{\"amount\":5,\"order_id\":\"o-1\",\"reason\":\"goodwill\"}");
  }

  @Test
  void carriesOutASensitiveCallOnceASecondPersonHasReadAndConfirmedIt() {
    createRefunds();
    String id = parked();
    String lead = "leo:finance-lead";
    JsonNode waiting = run("confirm", "list", "--as", lead, "--json").json().get(0);
    assertThat(waiting.get("confirmation").asString()).isEqualTo(id);
    assertThat(waiting.get("mayConfirm").asBoolean()).isTrue();
    String hash = waiting.get("argumentsHash").asString();

    Ended shown = run("confirm", "approve", id, "--as", lead);
    assertThat(shown.code()).isEqualTo(3);
    assertThat(shown.out()).contains("\"amount\" : 5", "--seen " + hash.substring(0, 12));
    assertThat(refunds()).isZero();

    assertThat(run("confirm", "approve", id, "--as", lead, "--seen", "0".repeat(12)).code())
        .isEqualTo(4);
    assertThat(run("confirm", "approve", id, "--as", lead, "--seen", hash.substring(0, 4)).code())
        .isEqualTo(4);
    Ended done =
        run("confirm", "approve", id, "--as", lead, "--seen", hash.substring(0, 12), "--json");
    assertThat(done.code()).isZero();
    assertThat(done.json().get("rows").toString()).isEqualTo("[[1]]");
    assertThat(refunds()).isEqualTo(1);

    Ended again = run("confirm", "approve", id, "--as", lead, "--seen", hash);
    assertThat(again.code()).isEqualTo(4);
    assertThat(again.err()).contains("decided before");
    assertThat(refunds()).isEqualTo(1);
    assertThat(run("audit", "verify").code()).isZero();
  }

  @Test
  void letsNobodyConfirmWhatTheyAskedForThemselves() {
    createRefunds();
    String id = parked();
    String self = System.getProperty("user.name") + ":finance,finance-lead";
    JsonNode waiting = run("confirm", "list", "--as", self, "--json").json().get(0);
    assertThat(waiting.get("mayConfirm").asBoolean()).isFalse();
    String hash = waiting.get("argumentsHash").asString();
    Ended ended = run("confirm", "approve", id, "--as", self, "--seen", hash, "--json");
    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.json().at("/refused/message").asString()).contains("somebody else");
    assertThat(refunds()).isZero();
  }

  @Test
  void rejectsACallForThoseWhomItConcerns() {
    createRefunds();
    String id = parked();
    assertThat(run("confirm", "list", "--as", "anna:employee").out()).contains("nothing waits");
    assertThat(run("confirm", "reject", id, "--as", "anna:employee").code()).isEqualTo(4);
    assertThat(run("confirm", "reject", id, "--as", "leo:finance-lead").code()).isZero();
    assertThat(run("confirm", "approve", id, "--as", "leo:finance-lead").code()).isEqualTo(4);
    assertThat(run("confirm", "list", "--as", "leo:finance-lead").out()).contains("nothing waits");
  }

  private String parked() {
    return call("refund", "finance", "{\"order_id\":\"o-1\",\"amount\":5}")
        .json()
        .at("/pending/confirmation")
        .asString();
  }

  private void createRefunds() {
    database(".data/office")
        .execute(
            "CREATE TABLE refunds (order_id VARCHAR(10), amount DECIMAL(12, 2), reason VARCHAR(20))");
  }

  private int refunds() {
    return database(".data/office").queryForObject("SELECT COUNT(*) FROM refunds", Integer.class);
  }

  @Test
  void verifiesAndExportsTheTrail() {
    call("read_orders", "employee", "{\"customer\":\"x\",\"month\":\"2024-03\"}");
    call("edit_note", "employee", "{}");
    Ended verified = run("audit", "verify", "--json");
    assertThat(verified.code()).isZero();
    assertThat(verified.json().toString())
        .isEqualTo(
            "{\"entries\":3,\"ok\":true,\"firstBad\":null,\"problem\":\"\",\"signedHeads\":2,"
                + "\"unknownOutcomes\":[]}");
    List<String> lines = run("audit", "export").out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(JsonMapper.shared().readTree(lines.get(2)).get("kind").asString())
        .isEqualTo("call.refused");
  }

  @Test
  void namesTheFirstBadEntry() {
    call("read_orders", "employee", "{\"customer\":\"x\",\"month\":\"2024-03\"}");
    database(".state/rapporteur")
        .update("UPDATE audit_entry SET actor = 'person:eve' WHERE entry_no = 2");
    Ended verified = run("audit", "verify", "--json");
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.json().get("ok").asBoolean()).isFalse();
    assertThat(verified.json().get("firstBad").asInt()).isEqualTo(2);
    assertThat(run("audit", "verify").err()).contains("entry 2: it was changed");
  }

  @Test
  void findsAHeadThatWasChanged() throws Exception {
    call("read_orders", "employee", "{\"customer\":\"x\",\"month\":\"2024-03\"}");
    Path heads = workspace.resolve("output/.audit/heads.jsonl");
    Files.writeString(heads, Files.readString(heads).replace("\"sequence\":2", "\"sequence\":1"));
    Ended verified = run("audit", "verify", "--json");
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.json().get("problem").asString()).contains("heads.jsonl:1");
  }

  private Ended call(String function, String role, String arguments) {
    return run("call", function, "--as", role, "--arguments", arguments, "--json");
  }

  private Ended run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream oldOut = System.out;
    PrintStream oldErr = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      String[] all =
          Stream.concat(Stream.of(arguments), Stream.of("-w", workspace.toString()))
              .toArray(String[]::new);
      int code = RapporteurCommand.execute(all);
      return new Ended(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(oldOut);
      System.setErr(oldErr);
    }
  }

  private JdbcTemplate database(String name) {
    String url = "jdbc:h2:file:" + workspace.toAbsolutePath() + "/output/" + name;
    return new JdbcTemplate(new DriverManagerDataSource(url, "sa", ""));
  }
}
