package dev.rapporteur.delivery.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.rapporteur.delivery.DeliveryOutcome;
import dev.rapporteur.delivery.SampleDelivery;
import dev.rapporteur.testing.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against real HTTP servers on the loopback address. */
class HookChannelIT {
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock("2024-04-05T08:00:00Z");
  private final List<Received> received = new ArrayList<>();
  private HttpServer server;
  private volatile int answer = 204;

  private record Received(Headers headers, byte[] body) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    received.add(
        new Received(exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
    exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  @Test
  void sendsASignedEventThatNamesRunAndDocuments() throws Exception {
    assertThat(send(channel(plain()))).isEqualTo(new DeliveryOutcome.Sent("Answered with 204."));
    Received event = received.getFirst();
    String id = event.headers().getFirst("webhook-id");
    String time = event.headers().getFirst("webhook-timestamp");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    mac.update((id + "." + time + ".").getBytes());
    assertThat(event.headers().getFirst("webhook-signature"))
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(event.body())));
    assertThat(time).isEqualTo("1712304000");
    assertThat(event.headers().getFirst("content-type")).isEqualTo("application/cloudevents+json");
    JsonNode json = JsonMapper.shared().readTree(event.body());
    assertThat(json.get("id").stringValue()).isEqualTo(id);
    assertThat(json.get("type").stringValue()).isEqualTo("report.approved");
    assertThat(json.at("/data/run").stringValue()).isEqualTo("run-1");
    assertThat(json.at("/data/documents/0/name").stringValue())
        .isEqualTo("sales-monthly-2024-03-r1.docx");
    assertThat(json.at("/data/documents/0/sha256").stringValue()).hasSize(64);
  }

  @Test
  void sendsARepetitionWithTheSameIdAndANewTime() throws Exception {
    HookChannel channel = channel(plain());
    send(channel);
    clock.set("2024-04-05T08:05:00Z");
    send(channel);
    assertThat(received).extracting(each -> each.headers().getFirst("webhook-id")).hasSize(2);
    assertThat(received.getFirst().headers().getFirst("webhook-id"))
        .isEqualTo(received.getLast().headers().getFirst("webhook-id"));
    assertThat(received.getFirst().headers().getFirst("webhook-signature"))
        .isNotEqualTo(received.getLast().headers().getFirst("webhook-signature"));
  }

  @ParameterizedTest
  @CsvSource({"200, Sent", "410, Refused", "302, Failed", "400, Failed", "503, Failed"})
  void readsTheStatusAndFollowsNoRedirect(int status, String outcome) throws Exception {
    answer = status;
    assertThat(send(channel(plain())).getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(received).hasSize(1);
  }

  @Test
  void failsWhereNobodyListensOrTheAnswerIsNotHttp() throws Exception {
    server.stop(0);
    assertThat(send(channel(plain()))).isInstanceOf(DeliveryOutcome.Failed.class);
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var socket = listener.accept()) {
                  socket.getInputStream().read(new byte[16_384]);
                  socket.getOutputStream().write("SSH-2.0-OpenSSH\r\n".getBytes());
                } catch (IOException e) {
                  // The test's side closed the connection.
                }
              });
      assertThat(send(channel(target("http://127.0.0.1:" + listener.getLocalPort() + "/", true))))
          .isEqualTo(
              new DeliveryOutcome.Failed(
                  "http://127.0.0.1:%d cannot be reached: the answer is not HTTP"
                      .formatted(listener.getLocalPort())));
    }
  }

  @Test
  void speaksTlsAndVerifiesTheHostsName() throws Exception {
    KeyStore keys = keyStoreFor("localhost");
    HttpsServer encrypted =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    encrypted.setHttpsConfigurator(new HttpsConfigurator(serverSide(keys)));
    encrypted.createContext("/", this::handle);
    encrypted.start();
    try {
      int port = encrypted.getAddress().getPort();
      SSLSocketFactory trusting = trusting(keys);
      assertThat(send(channel(target("https://localhost:" + port + "/in?a=b", true), trusting)))
          .isInstanceOf(DeliveryOutcome.Sent.class);
      assertThat(send(channel(target("https://127.0.0.1:" + port + "/", true), trusting)))
          .isInstanceOf(DeliveryOutcome.Failed.class);
      assertThat(send(channel(target("https://localhost:" + port + "/", true))))
          .as("a certificate that nobody vouches for")
          .isInstanceOf(DeliveryOutcome.Failed.class);
      assertThat(received).hasSize(1);
    } finally {
      encrypted.stop(0);
    }
  }

  @Test
  void refusesAnAddressOfTheOwnNetworkUnlessAllowed() throws Exception {
    int port = server.getAddress().getPort();
    assertThat(send(channel(target("https://localhost:" + port + "/", false))).detail())
        .contains("belongs to the own network");
    assertThat(received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1"
      })
  void knowsTheAddressesOfTheOwnNetwork(String address) throws Exception {
    assertThat(HookClient.isOwnNetwork(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "2001:4860:4860::8888"})
  void knowsTheAddressesOfTheOthers(String address) throws Exception {
    assertThat(HookClient.isOwnNetwork(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "ftp://example.com/",
        "https:///x",
        "https://u:p@example.com/",
        "file:/etc/passwd",
        "https://example.com/#x"
      })
  void refusesAPlaceThatIsNone(String place) {
    assertThatThrownBy(() -> target(place, false)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printsNoSecret() {
    assertThat(plain().toString()).doesNotContain("whsec");
  }

  private DeliveryOutcome send(HookChannel channel) {
    return channel.send(SampleDelivery.order(folder), "erp", "");
  }

  private HookTarget plain() {
    return target("http://127.0.0.1:" + server.getAddress().getPort() + "/in", true);
  }

  private static HookTarget target(String place, boolean ownNetwork) {
    return new HookTarget(URI.create(place), SECRET, ownNetwork);
  }

  private HookChannel channel(HookTarget target) {
    return new HookChannel(Map.of("erp", target), clock);
  }

  private HookChannel channel(HookTarget target, SSLSocketFactory tls) {
    return new HookChannel(Map.of("erp", target), clock, tls);
  }

  private KeyStore keyStoreFor(String host) throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, "changeit".toCharArray());
    }
    return keys;
  }

  private static SSLContext serverSide(KeyStore keys) throws Exception {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static SSLSocketFactory trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
