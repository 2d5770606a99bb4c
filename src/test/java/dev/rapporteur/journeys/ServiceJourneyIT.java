package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.Workspace;
import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleWorkspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rapporteur serve}: a signed web hook yields the same draft as the command, once. */
class ServiceJourneyIT {
  private static final byte[] KEY =
      "a secret of the tests, 32 bytes!".getBytes(StandardCharsets.UTF_8);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir static Path folder;
  private static Process service;
  private static URI base;

  @BeforeAll
  static void start() throws IOException {
    Workspace workspace = SampleWorkspace.in(folder);
    // A schedule that rings each second makes the month before this one; its data are not there.
    SampleWorkspace.edit(
        workspace,
        "tasks/sales-monthly-zh/report.yaml",
        "schedule: { workday: 4, at: \"08:00\", calendar: CN, misfire: run-each }",
        "schedule: { cron: \"* * * * * ?\" }");
    service =
        CommandLineRun.start(
            folder,
            Map.of(
                "RAPPORTEUR_HOOK_SALES_MONTHLY",
                "whsec_" + Base64.getEncoder().encodeToString(KEY)),
            "serve",
            "--port",
            "0");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
    Thread.ofVirtual().start(() -> drain(service.getErrorStream()));
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith("listening on ")) {
        base =
            URI.create(line.substring("listening on ".length()).replace("localhost", "127.0.0.1"));
        Thread.ofVirtual().start(() -> drain(service.getInputStream()));
        return;
      }
    }
    throw new IllegalStateException("the service did not start");
  }

  private static void drain(java.io.InputStream stream) {
    try {
      stream.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException ended) {
      // The process has ended.
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    service.destroy();
    if (!service.waitFor(30, TimeUnit.SECONDS)) {
      service.destroyForcibly();
    }
  }

  private static HttpResponse<String> post(String id, String body, byte[] key) throws Exception {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    byte[] signature =
        mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
    return HTTP.send(
        HttpRequest.newBuilder(base.resolve("/hooks/reports/sales-monthly"))
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<String> reply =
        HTTP.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
    assertThat(reply.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readTree(reply.body());
  }

  private static JsonNode awaitState(String path, String... wanted) throws Exception {
    Set<String> ends = Set.of(wanted);
    Instant deadline = Instant.now().plus(LIMIT);
    while (Instant.now().isBefore(deadline)) {
      JsonNode status = get(path);
      if (ends.contains(status.get("state").asString())) {
        return status;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError(path + " did not come to " + ends + " within " + LIMIT);
  }

  @Test
  void aSignedHookYieldsADraftAndTheSameMessageAgainTheSameRun() throws Exception {
    HttpResponse<String> accepted = post("msg_1", "{\"period\":\"2024-04\"}", KEY);
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String place = accepted.headers().firstValue("location").orElseThrow();
    JsonNode status = awaitState(place, "IN_REVIEW", "FAILED");
    assertThat(status.get("state").asString()).isEqualTo("IN_REVIEW");
    Path drafts =
        folder.resolve("output/sales-monthly/2024-04").resolve(status.get("run").asString());
    assertThat(drafts.resolve("draft.docx")).isRegularFile();
    assertThat(drafts.resolve("draft.pdf")).isRegularFile();
    assertThat(drafts.resolve("evidence.json")).isRegularFile();

    HttpResponse<String> again = post("msg_1", "{\"period\":\"2024-04\"}", KEY);
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.headers().firstValue("location")).contains(place);
  }

  @Test
  void aForgedHookIsRefusedWithAProblem() throws Exception {
    HttpResponse<String> refused =
        post("msg_2", "{\"period\":\"2024-05\"}", "another key of thirty-two bytes!".getBytes());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(folder.resolve("output/sales-monthly/2024-05")).doesNotExist();
  }

  @Test
  void aScheduleMakesItsMonthsRunOnceHoweverOftenItRings() throws Exception {
    Set<String> seen = new HashSet<>();
    Instant until = Instant.now().plusSeconds(6);
    while (Instant.now().isBefore(until)) {
      CommandLineRun list = CommandLineRun.in(folder, "runs", "--json");
      assertThat(list.code()).as(list.err()).isZero();
      JsonMapper.shared()
          .readTree(list.out())
          .get("runs")
          .valueStream()
          .filter(run -> run.get("report").asString().equals("sales-monthly-zh"))
          .forEach(run -> seen.add(run.get("run").asString()));
    }
    assertThat(seen).hasSize(1);
  }

  @Test
  void aCommandWorksBesideTheService() {
    CommandLineRun run =
        CommandLineRun.in(
            folder, "run", "sales-monthly", "--period", "2024-02", "--writer", "rules", "--json");
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void anUnknownRunIsNotFoundAndNothingElseIsOpen() throws Exception {
    // Whoever is not signed in is sent to the sign-in, whether there is such a page or not.
    for (Map.Entry<String, Integer> door :
        Map.of("/runs/nothing", 404, "/actuator/env", 401, "/h2-console", 302, "/", 302)
            .entrySet()) {
      HttpResponse<String> reply =
          HTTP.send(
              HttpRequest.newBuilder(base.resolve(door.getKey())).build(), BodyHandlers.ofString());
      assertThat(reply.statusCode()).as(door.getKey()).isEqualTo(door.getValue());
    }
  }

  @Test
  void nothingHalfWrittenIsLeft() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("output"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
    }
  }
}
