package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.PostgresServer;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The steps of docs/guides/grow.md, carried out on a real PostgreSQL with two services. */
class GrowJourneyIT {
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;
  private final List<Process> services = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Process service : services) {
      service.destroy();
    }
    for (Process service : services) {
      if (!service.waitFor(30, TimeUnit.SECONDS)) {
        service.destroyForcibly();
      }
    }
  }

  @Test
  void theStateMovesToPostgresWholeAndTwoNodesGoOnWithIt() throws Exception {
    SampleWorkspace.in(folder);
    String made =
        json(Map.of(), "run", "sales-monthly", "--period", "2024-03", "--json")
            .get("run")
            .asString();
    assertThat(
            CommandLineRun.in(folder, "review", "approve", made, "--as", "anna:sales-manager")
                .code())
        .isZero();
    JsonNode before = json(Map.of(), "runs", "--json");
    long entries = json(Map.of(), "audit", "verify", "--json").get("entries").asLong();

    String url = PostgresServer.freshDatabase();
    Map<String, String> login = Map.of("RAPPORTEUR_DATABASE_PASSWORD", "postgres");
    JsonNode moved = json(login, "migrate", "--to", url, "--user", "postgres", "--json");
    assertThat(moved.get("auditOk").asBoolean()).isTrue();
    assertThat(moved.get("auditEntries").asLong()).isEqualTo(entries).isPositive();
    assertThat(moved.at("/rows/report_run").asInt()).isEqualTo(1);
    assertThat(moved.at("/rows/run_step").asInt()).isEqualTo(7);
    assertThat(moved.at("/rows/delivery_receipt").asInt()).isEqualTo(3);

    CommandLineRun astray = CommandLineRun.in(folder, "runs");
    assertThat(astray.code()).isEqualTo(2);
    assertThat(astray.err()).contains("was moved to jdbc:postgresql:", "RAPPORTEUR_DATABASE_URL");

    Map<String, String> variables = new HashMap<>(login);
    variables.put("RAPPORTEUR_DATABASE_URL", url);
    variables.put("RAPPORTEUR_DATABASE_USER", "postgres");
    variables.put(
        "RAPPORTEUR_HOOK_SALES_MONTHLY", "whsec_" + Base64.getEncoder().encodeToString(KEY));
    assertThat(json(variables, "runs", "--json")).isEqualTo(before);
    assertThat(json(variables, "audit", "verify", "--json").get("ok").asBoolean()).isTrue();
    CommandLineRun again =
        CommandLineRun.in(folder, login, "migrate", "--to", url, "--user", "postgres");
    assertThat(again.code()).as("there is nothing left to move").isEqualTo(2);

    URI one = serve(variables);
    URI other = serve(variables);
    String run = ask(one);
    Instant limit = Instant.now().plusSeconds(90);
    String state = "";
    while (!state.equals("IN_REVIEW") && Instant.now().isBefore(limit)) {
      state = get(other.resolve("/runs/" + run)).get("state").asString();
      assertThat(state).isNotEqualTo("FAILED");
    }
    assertThat(state).as("asked for at one node, seen at the other").isEqualTo("IN_REVIEW");
  }

  private JsonNode json(Map<String, String> environment, String... arguments) {
    CommandLineRun run = CommandLineRun.in(folder, environment, arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return JsonMapper.shared().readTree(run.out());
  }

  private URI serve(Map<String, String> variables) throws IOException {
    Process service = CommandLineRun.start(folder, variables, "serve", "--port", "0");
    services.add(service);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
    Thread.ofVirtual().start(() -> drain(service.getErrorStream()));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("listening on ")) {
        Thread.ofVirtual().start(() -> drain(service.getInputStream()));
        return URI.create(
            line.substring("listening on ".length()).replace("localhost", "127.0.0.1"));
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

  private static String ask(URI node) throws Exception {
    String body = "{\"period\":\"2024-02\",\"writer\":\"rules\"}";
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    byte[] signature =
        mac.doFinal(("msg_1." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> reply =
        HTTP.send(
            HttpRequest.newBuilder(node.resolve("/hooks/reports/sales-monthly"))
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
    return JsonMapper.shared().readTree(reply.body()).get("run").asString();
  }

  private static JsonNode get(URI place) throws Exception {
    return JsonMapper.shared()
        .readTree(HTTP.send(HttpRequest.newBuilder(place).build(), BodyHandlers.ofString()).body());
  }
}
