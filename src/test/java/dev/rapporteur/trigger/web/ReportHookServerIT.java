package dev.rapporteur.trigger.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunIds;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.PostgresServer;
import dev.rapporteur.trigger.WebhookEndpoint;
import dev.rapporteur.trigger.WebhookEndpoint.Quota;
import dev.rapporteur.trigger.WebhookReception;
import dev.rapporteur.trigger.WebhookScheme;
import dev.rapporteur.trigger.WebhookSecret;
import dev.rapporteur.trigger.WebhookTarget;
import dev.rapporteur.trigger.jdbc.JdbcWebhookInbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The controller in a real web server, over real connections, on PostgreSQL. */
class ReportHookServerIT {
  private static final int WARM_UP = 1_500;
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);

  @TempDir Path folder;
  private final StateDatabase state = PostgresServer.freshState(10);
  private final Tomcat tomcat = new Tomcat();
  private final AtomicInteger queued = new AtomicInteger();
  private volatile Quota quota = new Quota(1_000_000, Duration.ofSeconds(1));
  private URI place;

  @EnableWebMvc
  static class Mvc {}

  @BeforeEach
  void start() throws Exception {
    WebhookReception reception =
        new WebhookReception(
            report ->
                report.equals("sales")
                    ? Optional.of(
                        new WebhookEndpoint(
                            report,
                            WebhookScheme.STANDARD,
                            List.of(WebhookSecret.standard(SECRET)),
                            quota))
                    : Optional.empty(),
            report ->
                new WebhookTarget(report, ZoneOffset.UTC, ReportingPeriod.Kind.MONTH, Set.of()),
            new JdbcWebhookInbox(
                state.dataSource(), new JdbcReportRuns(state.dataSource(), RunIds.random()::next)),
            run -> queued.incrementAndGet(),
            Clock.systemUTC());
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", folder.toString());
    AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
    spring.register(Mvc.class);
    spring.addBeanFactoryPostProcessor(
        beans -> beans.registerSingleton("hooks", new ReportHookController(reception)));
    Tomcat.addServlet(context, "mvc", new DispatcherServlet(spring)).setLoadOnStartup(1);
    context.addServletMappingDecoded("/", "mvc");
    tomcat.start();
    place =
        URI.create(
            "http://127.0.0.1:%d/hooks/reports/sales"
                .formatted(tomcat.getConnector().getLocalPort()));
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    state.close();
  }

  @Test
  void takesThreeHundredMessagesASecond() throws Exception {
    int messages = 3_000;
    List<Long> micros = Collections.synchronizedList(new ArrayList<>());
    Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    try (HttpClient http = client();
        var threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> warmUp = new ArrayList<>();
      for (int i = 0; i < WARM_UP; i++) {
        int message = i;
        warmUp.add(threads.submit(() -> send(http, "w" + message, body(-message - 1))));
      }
      for (Future<?> each : warmUp) {
        each.get();
      }
      List<Future<?>> all = new ArrayList<>();
      long began = System.nanoTime();
      for (int i = 0; i < messages; i++) {
        int message = i;
        long due = began + i * TimeUnit.SECONDS.toNanos(1) / 300;
        LockSupport.parkNanos(due - System.nanoTime());
        all.add(
            threads.submit(
                () -> {
                  answers.merge(
                      send(http, "m" + message, body(message)).statusCode(), 1, Integer::sum);
                  // Measured from when it was due, so that waiting for a thread counts.
                  micros.add((System.nanoTime() - due) / 1_000);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
      Collections.sort(micros);
      System.out.printf(
          "web hook: %.0f/s, p50 %.1f ms, p99 %.1f ms%n",
          messages / ((System.nanoTime() - began) / 1e9),
          micros.get(messages / 2) / 1e3,
          micros.get(messages * 99 / 100) / 1e3);
    }
    assertThat(answers).containsExactly(Map.entry(202, messages));
    assertThat(count("report_run")).isEqualTo(messages + WARM_UP);
    assertThat(queued).hasValue(messages + WARM_UP);
  }

  @Test
  void makesOneRunOfAHundredRepetitionsAtTheSameTime() throws Exception {
    Set<String> places = ConcurrentHashMap.newKeySet();
    try (HttpClient http = client();
        var threads = Executors.newFixedThreadPool(50)) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        all.add(
            threads.submit(
                () -> {
                  HttpResponse<String> response = send(http, "same", body(1));
                  places.add(response.headers().firstValue("location").orElseThrow());
                  return response.statusCode();
                }));
      }
      for (Future<Integer> each : all) {
        assertThat(each.get()).isEqualTo(202);
      }
    }
    assertThat(places).hasSize(1);
    assertThat(count("report_run")).isEqualTo(1);
    assertThat(queued).hasValue(1);
  }

  @Test
  void answersOnlyWith202And429WhenFlooded() throws Exception {
    quota = new Quota(50, Duration.ofMinutes(1));
    Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    try (HttpClient http = client();
        var threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        int message = i;
        all.add(
            threads.submit(
                () ->
                    answers.merge(
                        send(http, "m" + message, body(message)).statusCode(), 1, Integer::sum)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(answers).containsOnlyKeys(202, 429);
    // A token comes every 1.2 seconds while the flood lasts.
    assertThat(answers.get(202)).isBetween(50, 60);
    assertThat(count("report_run")).isEqualTo(answers.get(202));
  }

  @Test
  void refusesABodyWithoutEndAfterReadingALittleOfIt() throws Exception {
    long began = System.nanoTime();
    int written = 0;
    String answer;
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /hooks/reports/sales HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                  + "transfer-encoding: chunked\r\n\r\n")
              .getBytes());
      byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes();
      try {
        while (written < 20_000 && socket.getInputStream().available() == 0) {
          out.write(chunk);
          written++;
        }
      } catch (IOException e) {
        // Hung up on.
      }
      answer = firstLine(socket.getInputStream());
    }
    assertThat(answer).contains("413");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    assertThat(written).isLessThan(20_000);
  }

  @Test
  void refusesALengthOfAHundredMegabytesWithoutReadingIt() throws Exception {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              ("POST /hooks/reports/sales HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                      + "content-length: 104857600\r\n\r\n")
                  .getBytes());
      assertThat(firstLine(socket.getInputStream())).contains("413");
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), place.getPort());
  }

  private static String firstLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  private HttpResponse<String> send(HttpClient http, String id, String body) throws Exception {
    String time = Long.toString(Instant.now().getEpochSecond());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    byte[] signature = mac.doFinal((id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
    return http.send(
        HttpRequest.newBuilder(place)
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", time)
            .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(signature))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static String body(int shop) {
    return "{\"period\":\"2024-03\",\"scope\":{\"shop\":\"s%d\"}}".formatted(shop);
  }

  private int count(String table) {
    return JdbcClient.create(state.dataSource())
        .sql("select count(*) from " + table)
        .query(Integer.class)
        .single();
  }
}
