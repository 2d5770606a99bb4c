package dev.rapporteur.function;

import static dev.rapporteur.function.OfficeWorkspace.json;
import static dev.rapporteur.function.OfficeWorkspace.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.access.Actor;
import dev.rapporteur.audit.AuditEntry;
import dev.rapporteur.audit.AuditEvent;
import dev.rapporteur.audit.AuditTrail;
import dev.rapporteur.audit.AuditUnavailableException;
import dev.rapporteur.function.Outcome.Answered;
import dev.rapporteur.function.Outcome.Parked;
import dev.rapporteur.function.Outcome.Reason;
import dev.rapporteur.function.Outcome.Refused;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Each check of the gate, over real databases: to take one away breaks a test here. */
class FunctionGateIT {
  private static final String ORDERS = "{\"customer\":\"O'Neil; 50%_off\",\"month\":\"2024-03\"}";
  private static final String REFUND = "{\"order_id\":\"o-1\",\"amount\":12.5}";

  private static OfficeWorkspace office;
  private FunctionGate gate;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    office = new OfficeWorkspace(folder);
  }

  @AfterAll
  static void close() {
    office.close();
  }

  @BeforeEach
  void reset() {
    office.reset();
    gate = office.gate();
  }

  @Test
  void answersWithEvidence() {
    FunctionCall call = answered(gate.call(office.request("anna", "read_orders", ORDERS)));
    assertThat(call.result().rows()).hasSize(2);
    assertThat(call.result().number(0, "amount")).contains(new BigDecimal("700.10"));
    assertThat(call.result().cell(0, "ordered_on")).hasToString("2024-03-07");
    assertThat(call.boundValues()).containsExactly("O'Neil; 50%_off", "2024-03", "2024-03");
    assertThat(call.sql().orElseThrow()).contains(":customer");
    assertThat(call.dataSource()).contains("office");
    assertThat(call.actor().name()).isEqualTo("anna");
    assertThat(call.resultHash()).isEqualTo(call.result().hash());
    assertThat(office.entryKinds()).containsExactly("call.intent", "call.result");
    assertThat(office.entries()).extracting(AuditEntry::reference).containsOnly(call.id());
    assertThat(office.entries().getLast().facts()).contains(call.resultHash(), "\"rows\":2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop_tables",
        "READ_ORDERS",
        "read_orders ",
        "rеad_orders",
        "",
        "read_orders\u0000"
      })
  void refusesAnUnknownName(String name) {
    assertRefused(gate.call(office.request("anna", name, ORDERS)), Reason.UNKNOWN_FUNCTION);
  }

  @Test
  void refusesAFunctionThatIsNotAllowedInThisStep() {
    CallRequest request =
        CallRequest.of(
            "read_orders",
            json(ORDERS),
            Set.of("count_orders"),
            office.people.get("anna"),
            "assistant",
            "c-1");
    assertRefused(gate.call(request), Reason.NOT_ALLOWED_HERE);
  }

  @Test
  void refusesAnActorWithoutTheRole() {
    assertRefused(gate.call(office.request("anna", "refund", REFUND)), Reason.ROLE);
    assertRefused(gate.call(office.request("fiona", "edit_note", "{}")), Reason.ROLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "\"x\"",
        "{}",
        "{\"since\":\"2024-03-31\",\"extra\":1}",
        "{\"since\":null}",
        "{\"since\":20240331}",
        "{\"since\":\"2026-02-30\"}",
        "{\"since\":\"2024-3-1\"}",
        "{\"since\":\"2024-03-31\",\"at_least\":\"5\"}",
        "{\"since\":\"2024-03-31\",\"at_least\":5.5}",
        "{\"since\":\"2024-03-31\",\"at_least\":1e400}",
        "{\"since\":\"2024-03-31\",\"at_least\":1e300}",
        "{\"since\":\"2024-03-31\",\"at_least\":100000000000000000000000}",
        "{\"since\":\"2024-03-31\",\"at_least\":-1}",
        "{\"since\":\"2024-03-31\",\"at_least\":true}",
        "{\"since\":\"2024-03-31\",\"open\":\"true\"}",
        "{\"since\":\"2024-03-31\",\"open\":0}",
        "{\"since\":\"2024-03-31\",\"Since\":\"2024-03-31\"}",
        "{\"since\":[\"2024-03-31\"]}",
        "{\"since\":{\"toString\":\"2024-03-31\"}}"
      })
  void refusesArgumentsThatDoNotFitTheSchema(String arguments) {
    assertRefused(gate.call(office.request("anna", "count_orders", arguments)), Reason.ARGUMENTS);
  }

  @ParameterizedTest
  @CsvSource({"2024-13", "2024-00", "24-03", "2024-3", "2024-03-01", "２０２４-０３", "0000-01"})
  void refusesAMonthThatIsNone(String month) {
    String arguments = "{\"customer\":\"x\",\"month\":\"" + month + "\"}";
    Refused refused =
        assertRefused(
            gate.call(office.request("anna", "read_orders", arguments)), Reason.ARGUMENTS);
    assertThat(refused.message()).contains("'month' must be a month such as 2024-03");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Damaged", "DAMAGED", "damaged ", "other"})
  void refusesAChoiceThatIsNotOffered(String reason) {
    String arguments = "{\"order_id\":\"o-1\",\"amount\":1,\"reason\":\"" + reason + "\"}";
    assertRefused(gate.call(office.request("fiona", "refund", arguments)), Reason.ARGUMENTS);
  }

  @Test
  void refusesANumberThatCannotBeKeptExactly() {
    String arguments = "{\"order_id\":\"o-1\",\"amount\":12.345678901234567890}";
    Refused refused =
        assertRefused(gate.call(office.request("fiona", "refund", arguments)), Reason.ARGUMENTS);
    assertThat(refused.message()).contains("12.345678901234567890");
  }

  @Test
  void keepsWhatItSaysShort() {
    String arguments = "{\"since\":\"2024-03-31\",\"" + "\ud83d\ude00".repeat(20_000) + "\":1}";
    Refused refused =
        assertRefused(
            gate.call(office.request("anna", "count_orders", arguments)), Reason.ARGUMENTS);
    assertThat(refused.message()).hasSizeLessThan(2_500);
  }

  @Test
  void refusesHalfACharacter() {
    CallRequest request = office.request("anna", "read_orders", "{\"month\":\"2024-03\"}");
    ((ObjectNode) request.arguments()).put("customer", "x\ud83d");
    assertRefused(gate.call(request), Reason.ARGUMENTS);
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    assertThatThrownBy(() -> ExactJson.parse("{\"month\":\"2024-03\",\"month\":\"2024-04\"}"))
        .hasMessageContaining("month");
  }

  @Test
  void refusesGiantAndDeepArguments() {
    String giant = "{\"customer\":\"" + "x".repeat(200_000) + "\",\"month\":\"2024-03\"}";
    String deep = "{\"customer\":" + "[".repeat(400) + "]".repeat(400) + ",\"month\":\"2024-03\"}";
    String wide = "{\"customer\":[" + "1,".repeat(20_000) + "1],\"month\":\"2024-03\"}";
    for (String arguments : List.of(giant, deep, wide)) {
      assertRefused(gate.call(office.request("anna", "read_orders", arguments)), Reason.ARGUMENTS);
    }
  }

  @Test
  void fillsInBoundValuesAndDefaults() {
    FunctionCall call =
        answered(
            gate.call(
                bound("read_orders", "{\"customer\":\"Nobody\"}", "{\"month\":\"2024-03\"}")));
    assertThat(call.arguments().get("month").asString()).isEqualTo("2024-03");
    call =
        answered(gate.call(office.request("anna", "count_orders", "{\"since\":\"2024-03-05\"}")));
    assertThat(call.arguments().get("at_least").asInt()).isZero();
    assertThat(call.result().number(0, "orders")).contains(new BigDecimal(4));
  }

  @Test
  void refusesToOverrideABoundValue() {
    String arguments = "{\"customer\":\"Big & Co\",\"month\":\"2024-04\"}";
    assertRefused(
        gate.call(bound("read_orders", arguments, "{\"month\":\"2024-03\"}")), Reason.BOUND_VALUE);
  }

  @Test
  void recordsTheIntentBeforeItActs() {
    List<String> before = new ArrayList<>();
    FunctionGate watched =
        office.gate(
            office.trail,
            (function, arguments) -> {
              before.addAll(office.entryKinds());
              return office.executor.execute(function, arguments);
            });
    watched.call(office.request("anna", "read_orders", ORDERS));
    assertThat(before).containsExactly("call.intent");
  }

  @Test
  void doesNothingWhereTheTrailCannotBeWritten() {
    FunctionGate blind = office.gate(new UnwritableTrail(), office.executor);
    assertThatThrownBy(() -> blind.call(office.request("anna", "read_orders", ORDERS)))
        .isInstanceOf(AuditUnavailableException.class);
    assertThatThrownBy(() -> blind.call(office.request("fiona", "refund", REFUND)))
        .isInstanceOf(AuditUnavailableException.class);
    assertThat(office.executions).hasValue(0);
    assertThat(office.confirmations.pending(office.clock.instant())).isEmpty();
  }

  @Test
  void recordsRefusals() {
    gate.call(office.request("anna", "refund", REFUND));
    AuditEntry entry = office.entries().getLast();
    assertThat(entry.kind()).isEqualTo("call.refused");
    assertThat(entry.actor()).isEqualTo("person:anna");
    assertThat(entry.facts()).contains("ROLE");
  }

  @Test
  void recordsThatACallFailed() {
    office.office().execute("DROP TABLE orders");
    assertThatThrownBy(() -> gate.call(office.request("anna", "read_orders", ORDERS)))
        .isInstanceOf(QueryFailedException.class)
        .hasMessageContaining("read_orders");
    assertThat(office.entryKinds()).containsExactly("call.intent", "call.failed");
  }

  @Test
  void failsWhereThereAreMoreRowsThanTheLimit() {
    String arguments = "{\"customer\":\"Big & Co\",\"month\":\"2024-03\"}";
    assertThatThrownBy(() -> gate.call(office.request("anna", "read_orders", arguments)))
        .isInstanceOf(QueryFailedException.class)
        .hasMessageContaining("more than its limit of 5 rows");
  }

  @Test
  void writesOnlyThroughAFunctionThatMayWrite() {
    String arguments = "{\"order_id\":\"o-1\",\"note\":\"'); DROP TABLE orders; --\"}";
    FunctionCall call = answered(gate.call(office.request("sam", "edit_note", arguments)));
    assertThat(call.result().number(0, "changed")).contains(BigDecimal.ONE);
    assertThat(
            office
                .office()
                .queryForObject("SELECT note FROM orders WHERE order_id = 'o-1'", String.class))
        .isEqualTo("'); DROP TABLE orders; --");
  }

  @Test
  void parksASensitiveCallForASecondPerson() {
    PendingCall pending = park();
    assertThat(office.executions).hasValue(0);
    assertThat(office.entryKinds()).containsExactly("call.intent", "call.parked");
    assertThat(pending.arguments())
        .isEqualTo("{\"amount\":12.5,\"order_id\":\"o-1\",\"reason\":\"goodwill\"}");
    FunctionCall call = answered(confirm(pending, "leo"));
    assertThat(call.id()).isEqualTo(pending.id());
    assertThat(office.refunds()).isEqualTo(1);
    assertThat(office.entryKinds().subList(2, 4)).containsExactly("call.confirmed", "call.result");
    assertThat(office.entries().get(2).facts()).contains("person:fiona");
    assertThat(office.entries().get(2).actor()).isEqualTo("person:leo");
  }

  @Test
  void usesAConfirmationOnce() {
    PendingCall pending = park();
    answered(confirm(pending, "leo"));
    assertNotConfirmed(confirm(pending, "leo"), "decided before");
    assertThat(office.refunds()).isEqualTo(1);
  }

  @Test
  void usesAConfirmationOnceHoweverManyTryAtTheSameTime() throws Exception {
    PendingCall pending = park();
    List<Callable<Outcome>> tries = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      tries.add(() -> confirm(pending, "leo"));
    }
    int answered = 0;
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var done : threads.invokeAll(tries)) {
        answered += done.get() instanceof Answered ? 1 : 0;
      }
    }
    assertThat(answered).isEqualTo(1);
    assertThat(office.refunds()).isEqualTo(1);
  }

  @Test
  void refusesAConfirmationThatHasExpired() {
    PendingCall pending = park();
    office.clock.jump(Duration.ofMinutes(15));
    assertNotConfirmed(confirm(pending, "leo"), "expired");
  }

  @Test
  void refusesAConfirmationByTheOneWhoAsked() {
    office.hire("fiona:finance,finance-lead");
    assertNotConfirmed(confirm(park(), "fiona"), "somebody else");
  }

  @Test
  void refusesAConfirmationWithoutTheRole() {
    assertNotConfirmed(confirm(park(), "sam"), "no role");
  }

  @Test
  void refusesAConfirmationByAProgram() {
    PendingCall pending = park();
    Actor key = Actor.of("bot", Actor.Kind.API_KEY, List.of("finance-lead"));
    assertNotConfirmed(gate.confirm(pending.id(), pending.argumentsHash(), key), "only a person");
  }

  @Test
  void refusesAConfirmationWhereTheRequesterLostTheRole() {
    PendingCall pending = park();
    office.hire("fiona:employee");
    assertNotConfirmed(confirm(pending, "leo"), "no longer");
    office.people.remove("fiona");
    assertNotConfirmed(confirm(pending, "leo"), "no longer");
  }

  @Test
  void refusesAConfirmationOfOtherArgumentsThanThoseShown() {
    PendingCall pending = park();
    assertNotConfirmed(
        gate.confirm(pending.id(), "0".repeat(64), office.people.get("leo")), "not those");
    office
        .stateSql()
        .update("UPDATE confirmation SET arguments = REPLACE(arguments, '12.5', '92.5')");
    assertNotConfirmed(confirm(pending, "leo"), "not those");
  }

  @Test
  void refusesAConfirmationOfAFunctionThatHasChanged() {
    PendingCall pending = park();
    office.stateSql().update("UPDATE confirmation SET definition_hash = 'other'");
    assertNotConfirmed(confirm(pending, "leo"), "changed");
  }

  @Test
  void refusesAForgedConfirmation() {
    assertNotConfirmed(gate.confirm("call-999", "x", office.people.get("leo")), "no call waits");
  }

  @Test
  void refusesAConfirmationAfterARejection() {
    PendingCall pending = park();
    assertThat(gate.reject(pending.id(), office.people.get("leo"))).isEmpty();
    assertThat(office.entries().getLast().kind()).isEqualTo("call.rejected");
    assertNotConfirmed(confirm(pending, "leo"), "decided before");
  }

  @Test
  void letsOnlyThoseRejectWhomTheCallConcerns() {
    PendingCall pending = park();
    assertThat(gate.reject(pending.id(), office.people.get("sam"))).isPresent();
    assertThat(gate.reject("call-999", office.people.get("leo"))).isPresent();
    assertThat(gate.waiting(office.people.get("leo"))).hasSize(1);
    assertThat(gate.reject(pending.id(), office.people.get("fiona"))).isEmpty();
    assertThat(gate.reject(pending.id(), office.people.get("leo"))).isPresent();
    assertThat(gate.waiting(office.people.get("leo"))).isEmpty();
  }

  @Test
  void showsAWaitingCallToThoseWhomItConcernsWithItsArgumentsInFull() {
    PendingCall parked = park();
    assertThat(gate.waiting(office.people.get("anna"))).isEmpty();
    assertThat(gate.waiting(office.people.get("fiona")))
        .singleElement()
        .satisfies(call -> assertThat(call.whyNotConfirmed().orElseThrow()).contains("else"));
    assertThat(gate.waiting(office.people.get("leo")))
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.whyNotConfirmed()).isEmpty();
              assertThat(call.call().arguments()).isEqualTo(parked.arguments());
              assertThat(call.call().requester()).isEqualTo(office.people.get("fiona"));
              assertThat(call.description()).contains("Pays an amount");
            });
    office.clock.jump(FunctionGate.CONFIRMABLE.plusSeconds(1));
    assertThat(gate.waiting(office.people.get("leo"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' OR '1'='1",
        "'; DROP TABLE orders; --",
        "x' UNION SELECT order_id, amount, ordered_on FROM orders --",
        "%",
        "_ig & Co",
        "Big & Co'/*",
        "\\\\' OR 1=1 #",
        "＇ OR 1=1",
        "Big & Co\\u0000",
        ":month",
        "?",
        "${user}"
      })
  void bindsTextsAsDataWhateverTheySay(String customer) {
    String arguments =
        "{\"customer\":\"" + customer.replace("\"", "\\\"") + "\",\"month\":\"2024-03\"}";
    FunctionCall call = answered(gate.call(office.request("anna", "read_orders", arguments)));
    assertThat(call.result().rows()).isEmpty();
    assertThat(office.office().queryForObject("SELECT COUNT(*) FROM orders", Integer.class))
        .isEqualTo(8);
  }

  private PendingCall park() {
    Outcome outcome = gate.call(office.request("fiona", "refund", REFUND));
    return ((Parked) outcome).confirmation();
  }

  private Outcome confirm(PendingCall pending, String person) {
    return gate.confirm(pending.id(), pending.argumentsHash(), office.people.get(person));
  }

  private CallRequest bound(String function, String arguments, String bound) {
    return new CallRequest(
        function,
        json(arguments),
        object(bound),
        Set.copyOf(office.registry.names()),
        office.people.get("anna"),
        "run",
        "r-1");
  }

  private static FunctionCall answered(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Answered.class);
    return ((Answered) outcome).call();
  }

  private Refused assertRefused(Outcome outcome, Reason reason) {
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).reason()).isEqualTo(reason);
    assertThat(office.executions).hasValue(0);
    assertThat(office.entryKinds()).doesNotContain("call.intent");
    return (Refused) outcome;
  }

  private void assertNotConfirmed(Outcome outcome, String why) {
    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).reason()).isEqualTo(Reason.CONFIRMATION);
    assertThat(((Refused) outcome).message()).contains(why);
  }

  private static final class UnwritableTrail implements AuditTrail {
    @Override
    public AuditEntry append(AuditEvent event) {
      throw new AuditUnavailableException("the disk is full", new java.io.IOException());
    }

    @Override
    public void forEach(Consumer<AuditEntry> reader) {}

    @Override
    public AuditEntry eraseBody(long sequence, AuditEvent reason) {
      throw new AuditUnavailableException("the disk is full", new java.io.IOException());
    }

    @Override
    public void seal() {}
  }
}
