package dev.rapporteur.delivery.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rapporteur.access.Actor;
import dev.rapporteur.delivery.jdbc.JdbcEventSendings;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.StaleAttemptException;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.SettableClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Events from the state database to a real web server, and back where it fails. */
class EventSenderIT {
  private static final String KEY = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo=";

  private record Told(Map<String, String> headers, String body) {}

  private final SettableClock clock = new SettableClock("2024-04-05T08:00:00Z");
  private final StateDatabase state =
      StateDatabase.open("jdbc:h2:mem:" + UUID.randomUUID() + ";WRITE_DELAY=0", "sa", "", 4);
  private final JdbcReportRuns runs = new JdbcReportRuns(state.dataSource(), now -> "run-1");
  private final EventSender sender = sender();
  private final List<Told> told = Collections.synchronizedList(new ArrayList<>());
  private volatile int answer = 204;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Map<String, String> headers = new java.util.TreeMap<>();
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          told.add(new Told(headers, body));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    state.close();
  }

  @Test
  void tellsOfARunInSignedCloudEventsOnce() throws Exception {
    reviewed();
    send(endpoint());
    send(endpoint());
    assertThat(told).hasSize(2);
    assertThat(told)
        .extracting(one -> JsonMapper.shared().readTree(one.body()).get("type").asString())
        .containsExactlyInAnyOrder("run.finished", "review.needed");
    for (Told one : told) {
      String signed =
          one.headers().get("webhook-id")
              + "."
              + one.headers().get("webhook-timestamp")
              + "."
              + one.body();
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
      assertThat(one.headers().get("webhook-signature"))
          .isEqualTo(
              "v1,"
                  + Base64.getEncoder()
                      .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
      var body = JsonMapper.shared().readTree(one.body());
      assertThat(body.get("id").asString()).isEqualTo(one.headers().get("webhook-id"));
      assertThat(body.at("/data/report").asString()).isEqualTo("sales-monthly");
      assertThat(body.at("/data/link").asString()).isEqualTo("https://desk.example/run-1");
    }
  }

  @Test
  void triesAgainOnThePublishedScheduleWithTheSameIdAndGivesUpAtItsEnd() {
    reviewed();
    EventEndpoint endpoint = endpoint("review.needed");
    answer = 503;
    send(endpoint);
    send(endpoint);
    assertThat(told).as("not before its time").hasSize(1);
    for (Duration pause : dev.rapporteur.delivery.Deliveries.RETRIES) {
      clock.jump(pause);
      send(endpoint);
    }
    assertThat(told).hasSize(10);
    assertThat(told).extracting(one -> one.headers().get("webhook-id")).containsOnly(id());
    clock.jump(Duration.ofDays(30));
    answer = 204;
    send(endpoint);
    assertThat(told).hasSize(10);
    assertThat(states()).containsExactly("REFUSED");
  }

  @Test
  void sendsNoMoreToWhoSaysGone() {
    reviewed();
    answer = 410;
    send(endpoint());
    send(endpoint());
    assertThat(states()).containsOnly("REFUSED");
    assertThat(told.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void takesUpWhatADeadProcessHadBegun() {
    reviewed();
    JdbcEventSendings sendings = new JdbcEventSendings(state.dataSource());
    sendings.spread(
        type -> type.equals("review.needed") ? List.of("monitor") : List.of(),
        clock.instant().minusSeconds(1),
        clock.instant());
    var begun = sendings.due(clock.instant(), clock.instant(), 10).getFirst();
    assertThat(sendings.begin(begun, clock.instant())).isTrue();
    assertThat(sendings.begin(begun, clock.instant())).as("another node").isFalse();
    send(endpoint());
    assertThat(told).isEmpty();
    clock.jump(Duration.ofMinutes(4));
    send(endpoint());
    assertThat(told).hasSize(1);
    assertThat(states()).containsExactly("SENT");
  }

  @Test
  void tellsNobodyOfWhatIsLongPast() {
    reviewed();
    clock.jump(EventSender.PAST.plusSeconds(1));
    send(endpoint());
    assertThat(told).isEmpty();
  }

  @Test
  void keepsAnEventInTheTransactionInWhichItCameTrue() {
    ReportRun run = accepted();
    ReportRun older = runs.startAttempt(run.id(), clock.instant());
    runs.startAttempt(run.id(), clock.instant());
    Assertions.assertThatThrownBy(
            () -> runs.change(older, RunState.FAILED, "too late", clock.instant()))
        .isInstanceOf(StaleAttemptException.class);
    assertThat(events()).isEmpty();
  }

  private EventSender sender() {
    return new EventSender(
        new JdbcEventSendings(state.dataSource()), clock, UnaryOperator.identity());
  }

  private void send(EventEndpoint endpoint) {
    sender.sendDue(
        List.of(endpoint), run -> Optional.of(URI.create("https://desk.example/" + run)));
  }

  private EventEndpoint endpoint(String... types) {
    URI place = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/in");
    return new EventEndpoint("monitor", new HookTarget(place, "whsec_" + KEY, true), Set.of(types));
  }

  private ReportRun accepted() {
    Actor actor = Actor.of("mei.chen", Actor.Kind.PERSON, List.of());
    RunRequest request =
        new RunRequest(
            "sales-monthly",
            ReportingPeriod.month(2024, 3),
            RunScope.WHOLE,
            new RunCause.Manual(actor),
            WriterChoice.RULES);
    return runs.acceptOnce(request, clock.instant()).run();
  }

  private void reviewed() {
    ReportRun run = runs.startAttempt(accepted().id(), clock.instant());
    for (RunState next :
        List.of(
            RunState.QUERIED,
            RunState.ANALYZED,
            RunState.RETRIEVED,
            RunState.WRITTEN,
            RunState.GROUNDED,
            RunState.RENDERED,
            RunState.IN_REVIEW)) {
      run = runs.change(run, next, "", clock.instant());
    }
  }

  private String id() {
    return strings("select id from run_event where type = 'review.needed'").getFirst();
  }

  private List<String> states() {
    return strings("select state from run_event_sending");
  }

  private List<String> events() {
    return strings("select type from run_event");
  }

  private List<String> strings(String sql) {
    return JdbcClient.create(state.dataSource()).sql(sql).query(String.class).list();
  }
}
