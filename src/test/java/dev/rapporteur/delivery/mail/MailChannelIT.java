package dev.rapporteur.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.rapporteur.delivery.DeliveryOutcome;
import dev.rapporteur.delivery.SampleDelivery;
import dev.rapporteur.delivery.UnknownTargetException;
import dev.rapporteur.delivery.mail.MailSettings.Content;
import dev.rapporteur.delivery.mail.MailSettings.Login;
import dev.rapporteur.delivery.mail.MailSettings.Security;
import dev.rapporteur.testing.SettableClock;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real mail server on the loopback address. */
class MailChannelIT {
  private static final String TO = "manager@example.com";

  @TempDir Path folder;
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void sendsTheDocumentsToEachRecipient() throws Exception {
    MailChannel mail = mail(Content.ATTACHMENTS, Optional.empty());
    assertThat(mail.recipients("sales-leads")).containsExactly(TO, "lead@example.com");
    assertThat(mail.send(SampleDelivery.order(folder), "sales-leads", TO))
        .isInstanceOf(DeliveryOutcome.Sent.class);

    MimeMessage message = onlyMessage();
    assertThat(message.getSubject()).isEqualTo("Monthly sales · March 2024");
    assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly(TO);
    MimeMultipart parts = (MimeMultipart) message.getContent();
    assertThat(parts.getCount()).isEqualTo(3);
    assertThat(words(parts, 0))
        .contains("\"Monthly sales\" for March 2024 was approved by mei.chen.");
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("sales-monthly-2024-03-r1.docx");
    assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes()))
        .isEqualTo("the document");
  }

  @Test
  void writesInTheReportsLanguageAndSendsALink() throws Exception {
    MailChannel mail = mail(Content.LINK, Optional.empty());
    mail.send(SampleDelivery.order(folder, "销售月报", Locale.SIMPLIFIED_CHINESE), "sales-leads", TO);
    MimeMessage message = onlyMessage();
    assertThat(message.getSubject()).isEqualTo("销售月报 · 2024年3月");
    MimeMultipart parts = (MimeMultipart) message.getContent();
    assertThat(parts.getCount()).isEqualTo(1);
    assertThat(words(parts, 1))
        .contains("<a href=\"https://reports.example.com/runs/run-1\">在线阅读报告");
    assertThat(words(parts, 0))
        .contains("《销售月报》（2024年3月）已由 mei.chen 批准。")
        .contains("https://reports.example.com/runs/run-1");
  }

  @Test
  void letsNoTitleBecomeAHeader() throws Exception {
    MailChannel mail = mail(Content.ATTACHMENTS, Optional.empty());
    mail.send(
        SampleDelivery.order(folder, "Sales\r\nBcc: thief@example.com", Locale.ENGLISH),
        "sales-leads",
        TO);
    MimeMessage message = onlyMessage();
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getSubject()).isEqualTo("Sales Bcc: thief@example.com · March 2024");
  }

  @Test
  void givesTheSameMailTheSameId() throws Exception {
    MailChannel mail = mail(Content.ATTACHMENTS, Optional.empty());
    mail.send(SampleDelivery.order(folder), "sales-leads", TO);
    mail.send(SampleDelivery.order(folder), "sales-leads", TO);
    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(server.getReceivedMessages()[0].getMessageID())
        .isEqualTo(server.getReceivedMessages()[1].getMessageID())
        .endsWith("@example.com>");
  }

  @Test
  void failsWithoutServerAndMayTryAgain() {
    MailChannel mail = mail(Content.ATTACHMENTS, Optional.empty());
    server.stop();
    assertThat(mail.send(SampleDelivery.order(folder), "sales-leads", TO))
        .isInstanceOf(DeliveryOutcome.Failed.class);
  }

  @Test
  void failsWithAWrongPasswordWithoutPrintingIt() {
    server.setUser(TO, "user", "right");
    Login login = new Login("user", "wrong-secret");
    DeliveryOutcome outcome =
        mail(Content.ATTACHMENTS, Optional.of(login))
            .send(SampleDelivery.order(folder), "sales-leads", TO);
    assertThat(outcome).isInstanceOf(DeliveryOutcome.Failed.class);
    assertThat(outcome.detail() + login).doesNotContain("wrong-secret");
  }

  @Test
  void knowsNoListThatIsNotConfigured() {
    assertThatThrownBy(() -> mail(Content.LINK, Optional.empty()).recipients("everybody"))
        .isInstanceOf(UnknownTargetException.class)
        .hasMessageContaining("everybody");
  }

  /** A server that answers as told at one point of the talk, or hangs up there. */
  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 no such user,    Refused",
    "RCPT, 450 mailbox is busy, Failed",
    "MAIL, 451 come later,      Failed",
    "MAIL, 553 not you,         Refused",
    "'.',  552 too large,       Refused",
    "'.',  451 come later,      Failed",
    "'.',  '',                  Unknown",
    "DATA, '',                  Unknown"
  })
  void tellsRefusalFromFailureFromNotKnowing(String at, String answer, String outcome)
      throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> talk(listener, at, answer));
      assertThat(
              mail(listener.getLocalPort(), Content.LINK, Optional.empty())
                  .send(SampleDelivery.order(folder), "sales-leads", TO)
                  .getClass()
                  .getSimpleName())
          .isEqualTo(outcome);
    }
  }

  private static void talk(ServerSocket listener, String at, String answer) {
    try (Socket socket = listener.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      say(socket, "220 ready");
      boolean inMail = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (inMail && !line.equals(".")) {
          continue;
        }
        inMail = false;
        if (line.startsWith(at)) {
          if (answer.isEmpty()) {
            return;
          }
          say(socket, answer);
        } else if (line.startsWith("DATA")) {
          say(socket, "354 go on");
          inMail = true;
        } else {
          say(socket, "250 ok");
        }
        inMail |= line.startsWith("DATA") && !at.equals("DATA");
      }
    } catch (IOException e) {
      // The test's side closed the connection.
    }
  }

  private static void say(Socket socket, String answer) throws IOException {
    socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** The first part says the same twice: plain and as HTML. */
  private static String words(MimeMultipart parts, int form) throws Exception {
    return (String)
        ((MimeMultipart) parts.getBodyPart(0).getContent()).getBodyPart(form).getContent();
  }

  private MimeMessage onlyMessage() {
    assertThat(server.getReceivedMessages()).hasSize(1);
    return server.getReceivedMessages()[0];
  }

  private MailChannel mail(Content content, Optional<Login> login) {
    return mail(server.getSmtp().getPort(), content, login);
  }

  private static MailChannel mail(int port, Content content, Optional<Login> login) {
    return new MailChannel(
        new MailSettings(
            "127.0.0.1",
            port,
            Security.NONE,
            login,
            "Reports <reports@example.com>",
            content,
            Map.of("sales-leads", List.of(TO, "lead@example.com"))),
        new SettableClock("2024-04-05T08:00:00Z"));
  }
}
