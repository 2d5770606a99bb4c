package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.testing.Prometheus;
import dev.rapporteur.testing.RunningService;
import dev.rapporteur.testing.SampleWorkspace;
import dev.rapporteur.testing.TraceReceiver;
import dev.rapporteur.testing.TritonServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of a service that has made a draft with the model. */
class OperationJourneyIT {
  @RegisterExtension static final TritonServer triton = TritonServer.serving("report_writer");

  @TempDir static Path folder;
  private static TraceReceiver collector;
  private static RunningService service;
  private static String run;

  @BeforeAll
  static void makeADraft() throws InterruptedException {
    SampleWorkspace.in(folder);
    collector = new TraceReceiver();
    service =
        new RunningService(
            folder,
            Map.of(
                "RAPPORTEUR_MODEL", triton.url("report_writer").toString(),
                "RAPPORTEUR_OPERATION_TRACES", collector.url().toString(),
                "RAPPORTEUR_LOG", "json"));
    JsonNode status = service.await(service.hook("msg_1", "2024-04"), "IN_REVIEW", "FAILED");
    assertThat(status.get("state").asString()).as("%s", status).isEqualTo("IN_REVIEW");
    run = status.get("run").asString();
  }

  @AfterAll
  static void stop() {
    service.close();
    collector.close();
  }

  @Test
  void healthTellsEverybodyTheStatusAndTheOperatorTheParts() {
    assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(service.get("/actuator/health").body()).contains("UP").doesNotContain("says");
    JsonNode parts =
        JsonMapper.shared()
            .readTree(service.getAsOperator("/actuator/health").body())
            .get("components");
    for (String part : List.of("state", "disk", "clock", "schedules", "model")) {
      assertThat(parts.path(part).path("status").asString(part)).as(part).isEqualTo("UP");
    }
    assertThat(parts.at("/model/details/says").asString()).contains("token");
  }

  @Test
  void theOperatorsDoorIsShutToOthers() {
    for (String door :
        List.of("/actuator/prometheus", "/actuator/health/model", "/actuator/env", "/actuator")) {
      assertThat(service.get(door).statusCode()).as(door).isEqualTo(401);
      assertThat(service.get(door, "Authorization", "Bearer wrong").statusCode())
          .as(door)
          .isEqualTo(401);
    }
    assertThat(service.getAsOperator("/actuator/env").statusCode()).isEqualTo(403);
    assertThat(service.getAsOperator("/actuator/heapdump").statusCode()).isEqualTo(403);
  }

  @Test
  void metricsCountWhatHasHappened() throws InterruptedException {
    Prometheus seen = awaitMetric("rapporteur_runs", "in_review");
    assertThat(seen.value("rapporteur_runs", "report=sales-monthly", "state=in_review")).isOne();
    for (String step : List.of("queried", "retrieved", "written", "grounded", "rendered")) {
      assertThat(seen.value("rapporteur_step_seconds_count", "step=" + step)).as(step).isOne();
    }
    assertThat(seen.value("rapporteur_audit_entries_total", "kind=call.result"))
        .isEqualTo(seen.value("rapporteur_audit_entries_total", "kind=call.intent"))
        .isPositive();
    assertThat(seen.value("rapporteur_findings_total", "verdict=supported")).isPositive();
    assertThat(seen.value("rapporteur_model_tokens_total", "direction=out")).isPositive();
    assertThat(seen.value("rapporteur_model_first_token_seconds_count")).isPositive();
    assertThat(seen.value("rapporteur_queue")).isZero();
    assertThat(seen.value("rapporteur_schedule_lag_seconds", "report=sales-monthly")).isZero();
  }

  /** The gauges are read from the database every ten seconds. */
  private static Prometheus awaitMetric(String name, String label) throws InterruptedException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
    while (true) {
      String text = service.getAsOperator("/actuator/prometheus").body();
      if (text.lines().anyMatch(line -> line.startsWith(name) && line.contains(label))) {
        return Prometheus.of(text);
      }
      assertThat(Instant.now()).as(name + " " + label).isBefore(deadline);
      Thread.sleep(200);
    }
  }

  @Test
  void dashboardAndAlertsAskForMetersAndLabelsThatAreThere() throws InterruptedException {
    Prometheus seen = awaitMetric("rapporteur_runs", "in_review");
    // Meters that only appear once something has gone wrong, or was delivered.
    Set<String> later =
        Set.of(
            "rapporteur_step_failures_total",
            "rapporteur_model_failures_total",
            "rapporteur_gate_refusals_total",
            "rapporteur_deliveries");
    assertThat(Prometheus.askedFor(Path.of("deploy/grafana/rapporteur.json")))
        .hasSizeGreaterThan(15)
        .allSatisfy(query -> seen.assertAnswers(query, later));
    assertThat(Prometheus.askedFor(Path.of("deploy/prometheus/alerts.yaml")))
        .hasSizeGreaterThan(5)
        .allSatisfy(query -> seen.assertAnswers(query, later));
  }

  @Test
  void logLinesAreJsonAndNameTheRun() {
    List<JsonNode> lines =
        service.log().stream()
            .filter(line -> line.startsWith("{"))
            .map(JsonMapper.shared()::readTree)
            .toList();
    assertThat(lines)
        .filteredOn(line -> line.at("/log/logger").asString().equals("dev.rapporteur.run"))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.path("run").asString("")).isEqualTo(run);
              assertThat(line.path("trace").asString("")).hasSize(32);
            });
  }

  @Test
  void aTraceLeadsFromTheRunThroughItsStepsToSqlAndModel() throws InterruptedException {
    Map<String, Span> spans = awaitSpans();
    Span root = only(spans, "run");
    assertThat(root.getParentSpanId().isEmpty()).isTrue();
    Span queried = only(spans, "step queried");
    assertThat(queried.getParentSpanId()).isEqualTo(root.getSpanId());
    List<Span> calls = named(spans, "call query_sales_data");
    assertThat(calls)
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.getParentSpanId()).isEqualTo(queried.getSpanId()))
        .allSatisfy(call -> assertThat(attribute(call, "db.query.text")).contains(":month"));
    assertThat(named(spans, "chat"))
        .anySatisfy(
            chat ->
                assertThat(chat.getParentSpanId())
                    .isEqualTo(only(spans, "step written").getSpanId()));
    assertThat(spans.values())
        .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(root.getTraceId()));
    assertThat(spans.values().toString()).as("values stay out").doesNotContain("2024-04");
  }

  private static Map<String, Span> awaitSpans() throws InterruptedException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    while (collector.spans().stream().noneMatch(span -> span.getName().equals("run"))) {
      assertThat(Instant.now()).as("the root span").isBefore(deadline);
      Thread.sleep(100);
    }
    return collector.spans().stream()
        .collect(Collectors.toMap(span -> span.getSpanId().toString(), span -> span));
  }

  private static List<Span> named(Map<String, Span> spans, String name) {
    return spans.values().stream().filter(span -> span.getName().equals(name)).toList();
  }

  private static Span only(Map<String, Span> spans, String name) {
    assertThat(named(spans, name)).as(name).hasSize(1);
    return named(spans, name).getFirst();
  }

  private static String attribute(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
