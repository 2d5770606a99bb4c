package dev.rapporteur.delivery.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rapporteur.delivery.DeliveryOutcome;
import dev.rapporteur.delivery.SampleDelivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatChannelIT {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WECOM    | /text/content    | 200 | {"errcode":0,"errmsg":"ok"}            | Sent
          WECOM    | /text/content    | 200 | {"errcode":93000,"errmsg":"bad url"}   | Refused
          DINGTALK | /text/content    | 200 | {"errcode":310000,"errmsg":"keywords"} | Refused
          FEISHU   | /content/text    | 200 | {"code":0,"msg":"success"}             | Sent
          FEISHU   | /content/text    | 200 | {"code":19001,"msg":"invalid"}         | Refused
          SLACK    | /text            | 200 | ok                                     | Sent
          SLACK    | /text            | 404 | no_service                             | Refused
          SLACK    | /text            | 429 | slow down                              | Failed
          WECOM    | /text/content    | 200 | <html>                                 | Unknown
          """)
  void saysItAsTheProgramWantsAndReadsItsAnswer(
      ChatTarget.Kind kind, String at, int status, String answer, String outcome)
      throws IOException {
    AtomicReference<String> body = new AtomicReference<>();
    HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.createContext(
        "/",
        exchange -> {
          body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    http.start();
    try {
      assertThat(send(kind, http.getAddress().getPort()).getClass().getSimpleName())
          .isEqualTo(outcome);
    } finally {
      http.stop(0);
    }
    JsonNode said = JsonMapper.shared().readTree(body.get());
    assertThat(said.at(at).asString())
        .contains("《销售月报》（2024年3月）已由mei.chen批准。")
        .contains("https://reports.example.com/runs/run-1");
  }

  @Test
  void doesNotKnowWhatBecameOfAMessageThatWasNotAnswered() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket socket = listener.accept()) {
                  socket.getInputStream().read(new byte[4096]);
                } catch (IOException gone) {
                  // The other side is gone.
                }
              });
      assertThat(send(ChatTarget.Kind.SLACK, listener.getLocalPort()))
          .isInstanceOf(DeliveryOutcome.Unknown.class);
    }
  }

  @Test
  void triesAgainWhereNobodyListensAndNamesNoSecretAddress() throws IOException {
    int port;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listener.getLocalPort();
    }
    DeliveryOutcome outcome = send(ChatTarget.Kind.FEISHU, port);
    assertThat(outcome).isInstanceOf(DeliveryOutcome.Failed.class);
    assertThat(outcome.detail()).doesNotContain("t0ken");
  }

  private DeliveryOutcome send(ChatTarget.Kind kind, int port) {
    URI place = URI.create("http://127.0.0.1:" + port + "/send?key=t0ken");
    ChatChannel channel = new ChatChannel(Map.of("room", new ChatTarget(place, kind, true)));
    return channel.send(
        SampleDelivery.order(folder, "销售月报", Locale.SIMPLIFIED_CHINESE),
        "room",
        channel.recipients("room").getFirst());
  }
}
