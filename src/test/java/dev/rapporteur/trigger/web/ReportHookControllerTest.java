package dev.rapporteur.trigger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.rapporteur.access.Role;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.SettableClock;
import dev.rapporteur.trigger.NamedSecretEndpoints;
import dev.rapporteur.trigger.WebhookEndpoint.Quota;
import dev.rapporteur.trigger.WebhookReception;
import dev.rapporteur.trigger.WebhookScheme;
import dev.rapporteur.trigger.WebhookTarget;
import dev.rapporteur.trigger.WebhookVerifier;
import dev.rapporteur.trigger.jdbc.JdbcWebhookInbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class ReportHookControllerTest {
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();
  private static final byte[] NEW_KEY = "fedcba9876543210fedcba9876543210".getBytes();
  private static final String PERIOD = "{\"period\":\"2026-03\"}";

  private final SettableClock clock = new SettableClock("2026-04-02T08:00:00Z");
  private final StateDatabase state =
      StateDatabase.open("jdbc:h2:mem:" + UUID.randomUUID() + ";WRITE_DELAY=0", "sa", "", 2);
  private final JdbcReportRuns runs =
      new JdbcReportRuns(state.dataSource(), now -> UUID.randomUUID().toString());
  private final List<ReportRun> queue = new ArrayList<>();
  private final Map<String, String> secrets = new HashMap<>(Map.of("ERP_HOOK", secret(KEY)));
  private final MockMvc http =
      MockMvcBuilders.standaloneSetup(
              new ReportHookController(
                  new WebhookReception(
                      new NamedSecretEndpoints(
                          Map.of(
                              "sales",
                              new NamedSecretEndpoints.Named(
                                  WebhookScheme.STANDARD,
                                  List.of("ERP_HOOK", "ERP_HOOK_NEW"),
                                  new Quota(5, Duration.ofMinutes(1)))),
                          name -> Optional.ofNullable(secrets.get(name))),
                      report ->
                          new WebhookTarget(
                              report,
                              ZoneId.of("Asia/Shanghai"),
                              ReportingPeriod.Kind.MONTH,
                              Set.of(new Role("clerk"))),
                      new JdbcWebhookInbox(state.dataSource(), runs),
                      queue::add,
                      clock)))
          .build();

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void answersWithTheRunsPlaceOnceItIsCommitted() throws Exception {
    MockHttpServletResponse response = send(signed("m1", PERIOD));
    assertThat(response.getStatus()).isEqualTo(202);
    ReportRun run = runs.latest(2).getFirst();
    assertThat(queue).containsExactly(run);
    assertThat(run.request().period()).isEqualTo(ReportingPeriod.month(2026, 3));
    assertThat(run.request().cause().actor().roles()).containsExactly(new Role("clerk"));
    assertThat(response.getHeader("Location")).isEqualTo("/runs/" + run.id());
    assertThat(response.getHeader("Retry-After")).isEqualTo("10");
    assertThat(response.getHeader("RateLimit-Policy")).isEqualTo("\"default\";q=5;w=60");
    assertThat(response.getHeader("RateLimit")).isEqualTo("\"default\";r=4;t=12");
    assertThat(response.getContentAsString()).contains(run.id()).contains("2026-03");
  }

  @Test
  void answersTheHandshakeOfCloudEventsWhereAHookIsOpen() throws Exception {
    MockHttpServletResponse open =
        http.perform(
                options("/hooks/reports/sales").header("WebHook-Request-Origin", "erp.example.com"))
            .andReturn()
            .getResponse();
    assertThat(open.getStatus()).isEqualTo(204);
    assertThat(open.getHeader("WebHook-Allowed-Origin")).isEqualTo("erp.example.com");
    assertThat(open.getHeader("WebHook-Allowed-Rate")).isEqualTo("5");
    assertThat(open.getHeader("Allow")).contains("POST");
    MockHttpServletResponse strange =
        http.perform(options("/hooks/reports/sales").header("WebHook-Request-Origin", "a b<c>"))
            .andReturn()
            .getResponse();
    assertThat(strange.getHeader("WebHook-Allowed-Origin")).isNull();
    assertThat(http.perform(options("/hooks/reports/other")).andReturn().getResponse().getStatus())
        .isEqualTo(404);
  }

  @Test
  void answersARepetitionInTheSameWay() throws Exception {
    MockHttpServletResponse first = send(signed("m1", PERIOD));
    MockHttpServletResponse again = send(signed("m1", PERIOD));
    assertThat(again.getStatus()).isEqualTo(202);
    assertThat(again.getHeader("Location")).isEqualTo(first.getHeader("Location"));
    assertThat(again.getContentAsString()).isEqualTo(first.getContentAsString());
    assertThat(queue).hasSize(1);
  }

  @Test
  void takesTheLastPeriodThatIsOverInTheReportsZoneWhereNoneIsNamed() throws Exception {
    clock.set("2026-03-31T16:30:00Z"); // half past midnight on 1 April in Shanghai
    assertThat(send(signed("m1", "{}")).getStatus()).isEqualTo(202);
    assertThat(queue.getFirst().request().period()).isEqualTo(ReportingPeriod.month(2026, 3));
  }

  @Test
  void refusesAPeriodThatIsNotOverOrOfAnotherKind() throws Exception {
    MockHttpServletResponse future = send(signed("m1", "{\"period\":\"2026-04\"}"));
    assertThat(future.getStatus()).isEqualTo(422);
    assertThat(future.getContentType()).isEqualTo("application/problem+json");
    assertThat(future.getContentAsString())
        .contains("\"type\":\"urn:rapporteur:problem:invalid-parameters\"")
        .contains("{\"pointer\":\"/period\",\"detail\":\"is not over\"}");
    assertThat(send(signed("m2", "{\"period\":\"2025-Q1\"}")).getStatus()).isEqualTo(422);
    assertThat(runs.latest(1)).isEmpty();
  }

  @Test
  void refusesTheSameIdWithAnotherBody() throws Exception {
    send(signed("m1", PERIOD));
    MockHttpServletResponse other = send(signed("m1", "{\"period\":\"2026-02\"}"));
    assertThat(other.getStatus()).isEqualTo(422);
    assertThat(other.getContentAsString()).contains("problem:idempotency-key-reused");
  }

  @Test
  void refusesWhatIsNotSignedWithoutTouchingTheQuota() throws Exception {
    for (int i = 0; i < 20; i++) {
      MockHttpServletResponse response =
          send(signed("m1", PERIOD).header("webhook-signature", "v1,AAAA"));
      assertThat(response.getStatus()).isEqualTo(400); // two signature headers
      assertThat(send(unsigned()).getStatus()).isEqualTo(401);
    }
    assertThat(send(signed("m2", PERIOD)).getHeader("RateLimit")).contains("r=4");
  }

  @Test
  void limitsTheRateAndSaysWhenToComeAgain() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(send(signed("m" + i, PERIOD)).getStatus()).isEqualTo(202);
    }
    MockHttpServletResponse response = send(signed("m6", PERIOD));
    assertThat(response.getStatus()).isEqualTo(429);
    assertThat(response.getHeader("Retry-After")).isEqualTo("12");
    assertThat(response.getHeader("RateLimit")).isEqualTo("\"default\";r=0;t=60");
    assertThat(response.getContentAsString()).contains("problem:quota-exceeded");
    clock.jump(Duration.ofSeconds(12));
    assertThat(send(signed("m6", PERIOD)).getStatus()).isEqualTo(202);
  }

  @Test
  void takesANewSecretWithoutRestart() throws Exception {
    assertThat(send(signed("m1", PERIOD, NEW_KEY)).getStatus()).isEqualTo(401);
    secrets.put("ERP_HOOK_NEW", secret(NEW_KEY));
    assertThat(send(signed("m1", PERIOD, NEW_KEY)).getStatus()).isEqualTo(202);
    assertThat(send(signed("m1", PERIOD, KEY)).getStatus()).isEqualTo(202);
  }

  @Test
  void isClosedWithoutSecretAndUnavailableWithAWrongOne() throws Exception {
    secrets.put("ERP_HOOK", "whsec_short");
    MockHttpServletResponse response = send(signed("m1", PERIOD));
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getContentAsString()).doesNotContain("whsec").doesNotContain("ERP_HOOK");
    secrets.clear();
    assertThat(send(signed("m1", PERIOD)).getStatus()).isEqualTo(404);
  }

  @Test
  void refusesALongOrCompressedBody() throws Exception {
    String body = "{\"scope\":{\"a\":\"" + "x".repeat(WebhookVerifier.MOST_BYTES) + "\"}}";
    assertThat(send(signed("m1", body)).getStatus()).isEqualTo(413);
    assertThat(send(signed("m1", PERIOD).header("Content-Encoding", "gzip")).getStatus())
        .isEqualTo(415);
  }

  @Test
  void knowsNoOtherReports() throws Exception {
    MockHttpServletResponse response =
        send(post("/hooks/reports/other").content(PERIOD).contentType("application/json"));
    assertThat(response.getStatus()).isEqualTo(404);
    assertThat(response.getContentAsString()).contains("problem:unknown-endpoint");
  }

  @Test
  void forgetsAMessageAfterSevenDays() throws Exception {
    send(signed("m1", PERIOD));
    clock.jump(Duration.ofDays(7));
    send(signed("m2", PERIOD));
    assertThat(send(signed("m1", "{\"period\":\"2026-02\"}")).getStatus()).isEqualTo(422);
    clock.jump(Duration.ofHours(2));
    send(signed("m3", PERIOD));
    assertThat(send(signed("m1", "{\"period\":\"2026-02\"}")).getStatus()).isEqualTo(202);
  }

  @Test
  void asksToComeAgainWhileTheDatabaseIsAway() throws Exception {
    state.close();
    MockHttpServletResponse response = send(signed("m1", PERIOD));
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("10");
    assertThat(queue).isEmpty();
  }

  private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
    return http.perform(request).andReturn().getResponse();
  }

  private static MockHttpServletRequestBuilder unsigned() {
    return post("/hooks/reports/sales").contentType("application/json").content(PERIOD);
  }

  private MockHttpServletRequestBuilder signed(String id, String body) throws Exception {
    return signed(id, body, KEY);
  }

  private MockHttpServletRequestBuilder signed(String id, String body, byte[] key)
      throws Exception {
    String time = Long.toString(clock.instant().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    byte[] signature = mac.doFinal((id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
    return post("/hooks/reports/sales")
        .contentType("application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", time)
        .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature))
        .content(body);
  }

  private static String secret(byte[] key) {
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }
}
