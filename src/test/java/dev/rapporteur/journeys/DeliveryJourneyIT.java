package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.rapporteur.access.Actor;
import dev.rapporteur.delivery.Deliveries;
import dev.rapporteur.delivery.DeliveryReceipt;
import dev.rapporteur.delivery.DeliveryReceipt.State;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.RunProgress;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.WriterChoice;
import dev.rapporteur.review.ReviewDesk;
import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleWorkspace;
import dev.rapporteur.testing.SettableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the approval of a draft to everybody who gets it, over real servers on this machine. */
class DeliveryJourneyIT {
  private static final String SECRET = "whsec_" + "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo=";

  @TempDir Path folder;
  @TempDir Path remote;
  private Workspace workspace;
  private final SettableClock clock = new SettableClock("2024-04-08T01:00:00Z");

  @BeforeEach
  void aWorkspace() {
    workspace = SampleWorkspace.in(folder);
  }

  @Test
  void everyRecipientGetsAnApprovedReportOnceOverEachChannel() throws Exception {
    GreenMail mail =
        new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    mail.start();
    SshServer ssh = ssh();
    List<String> hooks = new CopyOnWriteArrayList<>();
    List<String> chats = new CopyOnWriteArrayList<>();
    AtomicInteger toFail = new AtomicInteger(1);
    HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    http.createContext(
        "/hook",
        exchange -> {
          hooks.add(exchange.getRequestHeaders().getFirst("webhook-id"));
          int status = toFail.getAndDecrement() > 0 ? 503 : 204;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    http.createContext(
        "/chat",
        exchange -> {
          chats.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer = "{\"errcode\":0,\"errmsg\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    http.start();
    String web = "http://127.0.0.1:" + http.getAddress().getPort();
    Files.writeString(
        folder.resolve("tasks/delivery.yaml"),
        """
        mail:
          server: { host: 127.0.0.1, port: %d, security: none }
          from: Rapporteur <reports@linhe.example>
          lists: { sales-leads: [mei.chen@linhe.example, jonas.wei@linhe.example] }
        folder: { archive: output/archive }
        sftp: { bank: { host: 127.0.0.1, port: %d, hostKey: "%s", user: reports, password: right, folder: / } }
        hook: { intranet: { url: "%s/hook", secret: "%s", ownNetwork: true } }
        chat: { room: { url: "%s/chat", kind: wecom, ownNetwork: true } }
        """
            .formatted(
                mail.getSmtp().getPort(), ssh.getPort(), fingerprint(ssh), web, SECRET, web));
    deliverTo(
        "[{ mail: sales-leads }, { folder: archive }, { sftp: bank }, { hook: intranet }, { chat: room }]");
    assertThat(CommandLineRun.in(folder, "check").code()).isZero();
    try (OpenWorkspace open = OpenWorkspace.embedded(workspace, clock)) {
      ReportRun run = approved(open);

      List<DeliveryReceipt> first = open.receipts().of(run.id());
      assertThat(first).hasSize(6);
      assertThat(first)
          .filteredOn(one -> one.state() != State.SENT)
          .singleElement()
          .satisfies(
              waiting -> {
                assertThat(waiting.to().channel()).isEqualTo("hook");
                assertThat(waiting.nextAttempt()).contains(clock.instant().plusSeconds(5));
              });
      assertThat(state(open, run)).isEqualTo(RunState.APPROVED);
      assertThat(open.undelivered()).extracting(ReportRun::id).containsExactly(run.id());

      clock.jump(Duration.ofSeconds(5));
      open.deliverNow(run);
      open.deliverNow(run);

      assertThat(state(open, run)).isEqualTo(RunState.DELIVERED);
      assertThat(open.undelivered()).isEmpty();
      assertThat(mail.getReceivedMessages()).hasSize(2);
      assertThat(hooks).as("the same event").hasSize(2).containsOnly(hooks.getFirst());
      assertThat(chats).singleElement().asString().contains("\"msgtype\":\"text\"", "March 2024");
      for (Path place : List.of(remote, folder.resolve("output/archive"))) {
        assertThat(place.resolve("sales-monthly-2024-03-r1.docx"))
            .hasSameBinaryContentAs(workspace.outputOf(run).resolve("approved.docx"));
      }
    } finally {
      http.stop(0);
      ssh.stop(true);
      mail.stop();
    }
    assertThat(CommandLineRun.in(folder, "audit", "export").out())
        .contains("delivery.sent")
        .contains("delivery.waiting");
  }

  @Test
  void aCrashAfterSendingAndBeforeNotingLeavesItToAPerson() throws Exception {
    AtomicReference<Process> victim = new AtomicReference<>();
    AtomicInteger taken = new AtomicInteger();
    try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> takeMailAndKill(listener, victim, taken));
      Files.writeString(
          folder.resolve("tasks/delivery.yaml"),
          """
          mail:
            server: { host: 127.0.0.1, port: %d, security: none }
            from: reports@linhe.example
            lists: { sales-leads: [mei.chen@linhe.example] }
          """
              .formatted(listener.getLocalPort()));
      deliverTo("[{ mail: sales-leads }]");
      String run;
      try (OpenWorkspace open = OpenWorkspace.embedded(workspace, clock)) {
        run = drafted(open).id();
      }

      Process process =
          CommandLineRun.start(
              folder, Map.of(), "review", "approve", run, "--as", "anna:sales-manager");
      victim.set(process);
      assertThat(process.waitFor(90, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("killed").isEqualTo(137);
      assertThat(taken).as("the mail server had taken it").hasValue(1);

      clock.set(Instant.now().plus(Deliveries.LONGEST_SENDING).plusSeconds(5).toString());
      try (OpenWorkspace open = OpenWorkspace.embedded(workspace, clock)) {
        ReportRun approved = open.runs().find(run).orElseThrow();
        assertThat(open.deliverNow(approved))
            .extracting(DeliveryReceipt::state)
            .containsExactly(State.UNKNOWN);
        open.deliverNow(approved);
        assertThat(state(open, approved)).isEqualTo(RunState.APPROVED);
      }
      assertThat(taken).as("nothing is sent twice").hasValue(1);

      assertThat(CommandLineRun.in(folder, "deliver", "list", "--open").out())
          .contains("mei.chen@linhe.example", "outcome unknown");
      CommandLineRun settled =
          CommandLineRun.in(
              folder,
              "deliver",
              "settle",
              run,
              "--to",
              "mei.chen@linhe.example",
              "--arrived",
              "--as",
              "olga",
              "--json");
      assertThat(settled.code()).as(settled.err()).isZero();
      JsonNode receipt = JsonMapper.shared().readTree(settled.out()).get("receipts").get(0);
      assertThat(receipt.get("state").asString()).isEqualTo("SENT");
      assertThat(receipt.get("detail").asString()).isEqualTo("It arrived, says person:olga.");
      assertThat(CommandLineRun.in(folder, "runs").out()).contains("delivered");
    }
  }

  /** Speaks SMTP; once a mail is whole its sender is killed before it hears of that. */
  private static void takeMailAndKill(
      ServerSocket listener, AtomicReference<Process> victim, AtomicInteger taken) {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept();
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
        say(socket, "220 ready");
        boolean inMail = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (inMail && line.equals(".")) {
            taken.incrementAndGet();
            victim.get().destroyForcibly().waitFor();
            break;
          }
          if (!inMail) {
            inMail = line.startsWith("DATA");
            say(socket, inMail ? "354 go on" : "250 ok");
          }
        }
      } catch (IOException | InterruptedException gone) {
        // The sender was killed, or the test is over.
      }
    }
  }

  private static void say(Socket socket, String answer) throws IOException {
    socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void deliverTo(String targets) {
    SampleWorkspace.edit(
        workspace,
        "tasks/sales-monthly/report.yaml",
        "deliver: [{ mail: sales-leads }, { folder: archive }]",
        "deliver: " + targets);
  }

  private ReportRun drafted(OpenWorkspace open) {
    Actor actor = Actor.of("ben", Actor.Kind.PERSON, Set.of("sales-manager"));
    RunRequest request =
        new RunRequest(
            "sales-monthly",
            ReportingPeriod.month(2024, 3),
            RunScope.WHOLE,
            new RunCause.Manual(actor),
            WriterChoice.RULES);
    String run = open.runs().acceptOnce(request, clock.instant()).run().id();
    return open.resumeNow(run, Optional.empty(), RunProgress.SILENT).run();
  }

  private ReportRun approved(OpenWorkspace open) {
    ReportRun run = drafted(open);
    Actor anna = Actor.of("anna", Actor.Kind.PERSON, Set.of("sales-manager"));
    ReviewDesk desk = open.reviewDesk();
    String read = desk.find(run.id(), anna).orElseThrow().draftSha256();
    desk.approve(new ReviewDesk.Attempt(run.id(), read, anna, "desk", ""), false);
    return open.runs().find(run.id()).orElseThrow();
  }

  private static RunState state(OpenWorkspace open, ReportRun run) {
    return open.runs().find(run.id()).orElseThrow().state();
  }

  private SshServer ssh() throws Exception {
    SshServer server = SshServer.setUpDefaultServer();
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(256);
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(keys.generateKeyPair()));
    server.setPasswordAuthenticator((user, password, session) -> password.equals("right"));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(remote));
    server.start();
    return server;
  }

  private static String fingerprint(SshServer server) throws Exception {
    KeyPair key = server.getKeyPairProvider().loadKeys(null).iterator().next();
    return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic());
  }
}
