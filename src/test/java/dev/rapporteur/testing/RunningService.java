package dev.rapporteur.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code rapporteur serve} in a process of its own, on a free port of the loopback address. */
public final class RunningService implements AutoCloseable {
  /** What the operator's door of it opens to. */
  public static final String OPERATION_KEY = "a key for the tests' Prometheus";

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final byte[] HOOK_KEY =
      "a secret of the tests, 32 bytes!".getBytes(StandardCharsets.UTF_8);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final URI base;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  /** Starts it and waits until it listens. */
  public RunningService(Path workspace, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>();
    all.put(
        "RAPPORTEUR_HOOK_SALES_MONTHLY", "whsec_" + Base64.getEncoder().encodeToString(HOOK_KEY));
    all.put("RAPPORTEUR_OPERATION_KEY", OPERATION_KEY);
    all.putAll(environment);
    process = CommandLineRun.start(workspace, all, "serve", "--port", "0");
    Thread.ofVirtual().start(() -> read(process.getErrorStream(), log));
    base = listening();
  }

  private URI listening() {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    try {
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith("listening on ")) {
          Thread.ofVirtual().start(() -> read(process.getInputStream(), new ArrayList<>()));
          return URI.create(
              line.substring("listening on ".length()).replace("localhost", "127.0.0.1"));
        }
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    throw new IllegalStateException("the service did not start: " + String.join("\n", log()));
  }

  private static void read(InputStream stream, List<String> into) {
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      lines.lines().forEach(into::add);
    } catch (IOException | UncheckedIOException ended) {
      // The process has ended.
    }
  }

  public URI base() {
    return base;
  }

  public Process process() {
    return process;
  }

  /** What it has written on standard error so far. */
  public List<String> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  /** Asks for a page, with header names and values one after another. */
  public HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** As {@link #get}, showing the key of operation. */
  public HttpResponse<String> getAsOperator(String path) {
    return get(path, "Authorization", "Bearer " + OPERATION_KEY);
  }

  /** Asks for a run of the sales report by its signed web hook, and gives the run's page. */
  public String hook(String id, String period) {
    String body = "{\"period\":\"" + period + "\"}";
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    HttpResponse<String> accepted =
        send(
            HttpRequest.newBuilder(base.resolve("/hooks/reports/sales-monthly"))
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", "v1," + signature(id + "." + timestamp + "." + body))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    if (accepted.statusCode() != 202) {
      throw new AssertionError("the hook was not accepted: " + accepted.body());
    }
    return accepted.headers().firstValue("location").orElseThrow();
  }

  /** Waits until the run of that page is in one of the states. */
  public JsonNode await(String runPage, String... states) {
    Set<String> ends = Set.of(states);
    Instant deadline = Instant.now().plus(LIMIT);
    while (Instant.now().isBefore(deadline)) {
      JsonNode status = JsonMapper.shared().readTree(get(runPage).body());
      if (ends.contains(status.get("state").asString())) {
        return status;
      }
      pause();
    }
    throw new AssertionError(runPage + " did not come to " + ends + " within " + LIMIT);
  }

  private static String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HOOK_KEY, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Ends it as an operator does, and waits until it has ended. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
