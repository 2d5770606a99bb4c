package dev.rapporteur.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.Actor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model that wants to do harm asks for 10,000 calls on behalf of an employee. None is carried
 * out, each leaves an entry on the trail, and no row changes.
 */
class HostileCallsIT {
  private static final int CALLS = 10_000;
  private static final long SEED = 42;
  private static final List<String> SQL =
      List.of(
          "' OR '1'='1",
          "'; DROP TABLE orders; --",
          "o-1' UNION SELECT password FROM users --",
          "o-1\"; DELETE FROM refunds; /*",
          "1; SHUTDOWN",
          "o-1\u0000",
          "$${drop}$$",
          "{{refund}}",
          "o-1\n;CALL refund()");
  private static final Map<Character, Character> LOOK_ALIKE =
      Map.of('a', 'а', 'e', 'е', 'o', 'о', 'r', 'г', 'd', 'ԁ', 'n', 'ո', 'u', 'ս', 't', 'т');

  @TempDir Path folder;
  private OfficeWorkspace office;
  private FunctionGate gate;
  private Actor employee;
  private PendingCall pending;
  private final Random random = new Random(SEED);

  @BeforeEach
  void open() throws Exception {
    office = new OfficeWorkspace(folder);
    gate = office.gate();
    employee = office.people.get("anna");
    pending =
        ((Outcome.Parked)
                gate.call(
                    office.request("fiona", "refund", "{\"order_id\":\"o-1\",\"amount\":9000}")))
            .confirmation();
  }

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  void carriesOutNoneOfTenThousandHostileCalls() {
    List<Map<String, Object>> before = office.office().queryForList("SELECT * FROM orders");
    int entriesBefore = office.entries().size();
    for (int i = 0; i < CALLS; i++) {
      Outcome outcome = hostile(i);
      assertThat(outcome).as("seed %d, call %d", SEED, i).isInstanceOf(Outcome.Refused.class);
    }
    assertThat(office.executions).hasValue(0);
    assertThat(office.refunds()).isZero();
    assertThat(office.office().queryForList("SELECT * FROM orders")).isEqualTo(before);
    assertThat(office.confirmations.pending(office.clock.instant())).hasSize(1);
    List<String> kinds = office.entryKinds();
    assertThat(kinds.subList(entriesBefore, kinds.size()))
        .hasSize(CALLS)
        .containsOnly("call.refused");
  }

  private Outcome hostile(int i) {
    return switch (i % 10) {
      case 0 -> gate.call(request(unknownName(), validArguments("read_orders")));
      case 1 -> gate.call(request(disguised(anyName()), validArguments("read_orders")));
      case 2 -> gate.call(request(pick("refund", "edit_note"), validArguments("refund")));
      case 3 -> gate.call(notAllowedHere());
      case 4 -> gate.call(request("read_orders", wrongType(validArguments("read_orders"))));
      case 5 -> gate.call(request("count_orders", injected()));
      case 6 -> gate.call(overriding());
      case 7 -> gate.call(request("read_orders", giantOrDeep()));
      case 8 -> gate.call(request("read_orders", withExtra(validArguments("read_orders"))));
      default -> forgedConfirmation();
    };
  }

  private String unknownName() {
    return pick(
        "drop_tables",
        "java.lang.Runtime.exec",
        "../../refund",
        "refund;read_orders",
        "",
        "sql",
        "refund\u0000",
        "x".repeat(50_000),
        "\ud800",
        "f" + random.nextInt());
  }

  private String anyName() {
    return pick("read_orders", "count_orders", "refund", "edit_note");
  }

  private String disguised(String name) {
    int at = random.nextInt(name.length());
    return switch (random.nextInt(5)) {
      case 0 -> name.toUpperCase();
      case 1 -> name.substring(0, at) + "\u200b" + name.substring(at);
      case 2 -> pick(" ", "\n", "\u00a0") + name;
      case 3 -> name.replace('_', pick("-", " ", "＿", ".").charAt(0));
      default -> {
        StringBuilder text = new StringBuilder();
        name.chars().forEach(c -> text.append(LOOK_ALIKE.getOrDefault((char) c, (char) c)));
        yield text.toString();
      }
    };
  }

  private CallRequest notAllowedHere() {
    return CallRequest.of(
        "read_orders",
        validArguments("read_orders"),
        Set.of("count_orders"),
        employee,
        "assistant",
        "");
  }

  private JsonNode wrongType(ObjectNode arguments) {
    String name = pick("customer", "month");
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    arguments.set(
        name,
        switch (random.nextInt(6)) {
          case 0 -> nodes.nullNode();
          case 1 -> nodes.numberNode(random.nextLong());
          case 2 -> nodes.numberNode(Double.NaN);
          case 3 -> nodes.booleanNode(true);
          case 4 -> nodes.arrayNode().add("2024-03");
          default -> nodes.objectNode().put("$ne", "");
        });
    return arguments;
  }

  private JsonNode injected() {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    String sql = SQL.get(random.nextInt(SQL.size()));
    arguments.put("since", random.nextBoolean() ? sql : "2024-02-30");
    if (random.nextBoolean()) {
      arguments.put("at_least", sql);
    }
    return arguments;
  }

  private CallRequest overriding() {
    ObjectNode bound = JsonNodeFactory.instance.objectNode().put("month", "2024-03");
    ObjectNode arguments = validArguments("read_orders");
    arguments.put("month", "2024-0" + pick("1", "2", "4", "5"));
    return new CallRequest(
        "read_orders",
        arguments,
        bound,
        Set.copyOf(office.registry.names()),
        employee,
        "run",
        "r-1");
  }

  private JsonNode giantOrDeep() {
    ObjectNode arguments = validArguments("read_orders");
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    switch (random.nextInt(4)) {
      case 0 -> arguments.put("customer", "x".repeat(70_000));
      case 1 -> {
        ArrayNode outer = nodes.arrayNode();
        ArrayNode inner = outer;
        for (int i = 0; i < 5_000; i++) {
          inner = inner.addArray();
        }
        arguments.set("customer", outer);
      }
      case 2 -> {
        ArrayNode wide = arguments.putArray("customer");
        for (int i = 0; i < 10_500; i++) {
          wide.add(i);
        }
      }
      default ->
          arguments.set("customer", nodes.numberNode(new java.math.BigDecimal("1e999999999")));
    }
    return arguments;
  }

  private JsonNode withExtra(ObjectNode arguments) {
    return arguments.put(
        pick("role", "as", "approved", "confirmation", "__proto__", "sql", "limit", "Month"),
        pick("admin", "true", pending.id(), "DROP TABLE orders"));
  }

  private Outcome forgedConfirmation() {
    return switch (random.nextInt(5)) {
      case 0 ->
          gate.confirm("call-" + (1000 + random.nextInt()), pending.argumentsHash(), person("leo"));
      case 1 -> gate.confirm(pending.id(), pending.argumentsHash(), employee);
      case 2 -> gate.confirm(pending.id(), pending.argumentsHash(), person("fiona"));
      case 3 -> gate.confirm(pending.id(), "f".repeat(64), person("leo"));
      default ->
          gate.confirm(
              pending.id(),
              pending.argumentsHash(),
              Actor.of("leo", Actor.Kind.API_KEY, List.of("finance-lead")));
    };
  }

  private Actor person(String name) {
    return office.people.get(name);
  }

  private CallRequest request(String function, JsonNode arguments) {
    return CallRequest.of(
        function, arguments, Set.copyOf(office.registry.names()), employee, "assistant", "c-1");
  }

  private ObjectNode validArguments(String function) {
    return function.equals("refund")
        ? OfficeWorkspace.object("{\"order_id\":\"o-1\",\"amount\":10}")
        : OfficeWorkspace.object("{\"customer\":\"Big & Co\",\"month\":\"2024-03\"}");
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
