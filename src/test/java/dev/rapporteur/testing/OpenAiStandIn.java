package dev.rapporteur.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small OpenAI-compatible endpoint on a loopback port, which gives scripted replies one after the
 * other and the last one ever after. What it was asked is kept.
 */
public final class OpenAiStandIn implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Reply last = new Reply("", "stop");

  /** A request as it came. */
  public record Asked(JsonNode body, Map<String, List<String>> headers) {}

  /**
   * What is said.
   *
   * @param finish the reason for the end; empty: none is given
   * @param status 200, or an error
   * @param stallAfter how many characters are sent before silence; -1: all are
   * @param call JSON of a tool call {@code {name, arguments}}; empty: none
   */
  public record Reply(String text, String finish, int status, int stallAfter, String call) {
    public Reply(String text, String finish) {
      this(text, finish, 200, -1, "");
    }

    public static Reply error(int status) {
      return new Reply("", "", status, -1, "");
    }

    public static Reply stalling(String text, int after) {
      return new Reply(text, "stop", 200, after, "");
    }

    public static Reply calling(String name, String arguments) {
      return new Reply(
          "",
          "tool_calls",
          200,
          -1,
          JSON.writeValueAsString(Map.of("name", name, "arguments", arguments)));
    }
  }

  public OpenAiStandIn() {
    this(null);
  }

  /**
   * @param certificate for HTTPS; null for HTTP
   */
  public OpenAiStandIn(SelfSigned certificate) {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      if (certificate == null) {
        server = HttpServer.create(any, 0);
      } else {
        HttpsServer https = HttpsServer.create(any, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
        server = https;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/chat/completions", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public void reply(Reply... given) {
    replies.addAll(List.of(given));
  }

  public List<Asked> asked() {
    return asked;
  }

  /** The URL of a model here, as the product takes it. */
  public URI url(String query) {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/v1?" + query);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    asked.add(new Asked(body, Map.copyOf(exchange.getRequestHeaders())));
    Reply next = replies.poll();
    Reply reply = next == null ? last : next;
    last = reply;
    if (reply.status() != 200) {
      byte[] error = "{\"error\":{\"message\":\"scripted\"}}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), error.length);
      exchange.getResponseBody().write(error);
      exchange.close();
    } else if (body.path("stream").asBoolean(false)) {
      stream(exchange, reply);
    } else {
      whole(exchange, reply);
    }
  }

  private void whole(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes =
        JSON.writeValueAsBytes(
            Map.of(
                "id",
                "1",
                "model",
                "stand-in",
                "choices",
                List.of(choice("message", reply, reply.text(), reply.finish())),
                "usage",
                Map.of("prompt_tokens", 5, "completion_tokens", 7, "total_tokens", 12)));
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (reply.stallAfter() >= 0) {
        out.write(bytes, 0, 10);
        out.flush();
        silence();
      } else {
        out.write(bytes);
      }
    }
  }

  private void stream(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int i = 0; i < reply.text().length(); i++) {
        if (i == reply.stallAfter()) {
          silence();
          return;
        }
        event(
            out,
            Map.of(
                "id",
                "1",
                "choices",
                List.of(choice("delta", reply, reply.text().substring(i, i + 1), ""))));
      }
      if (!reply.finish().isEmpty()) {
        event(
            out, Map.of("id", "1", "choices", List.of(choice("delta", reply, "", reply.finish()))));
      }
      out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Map<String, Object> choice(String key, Reply reply, String text, String finish) {
    Map<String, Object> content =
        reply.call().isEmpty()
            ? Map.of("role", "assistant", "content", text)
            : Map.of(
                "role",
                "assistant",
                "tool_calls",
                List.of(
                    Map.of(
                        "index",
                        0,
                        "id",
                        "call-1",
                        "type",
                        "function",
                        "function",
                        JSON.readValue(reply.call(), Map.class))));
    return finish.isEmpty()
        ? Map.of("index", 0, key, content)
        : Map.of("index", 0, key, content, "finish_reason", finish);
  }

  private static void event(OutputStream out, Map<String, ?> value) throws IOException {
    out.write(
        ("data: " + JSON.writeValueAsString(value) + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void silence() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
