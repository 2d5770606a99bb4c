package dev.rapporteur.delivery.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.delivery.DeliveryOutcome;
import dev.rapporteur.delivery.SampleDelivery;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real SSH server on the loopback address. */
class SftpChannelIT {
  private static final String OTHER_KEY = "SHA256:" + "A".repeat(43);

  @TempDir Path drafts;
  @TempDir Path remote;
  private final SshServer server = SshServer.setUpDefaultServer();
  private final KeyPair clientKey = keyPair();
  private String hostKey;

  @BeforeEach
  void start() throws Exception {
    KeyPair key = keyPair();
    hostKey = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic());
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(key));
    server.setPasswordAuthenticator((user, password, session) -> password.equals("right"));
    server.setPublickeyAuthenticator(
        (user, offered, session) -> KeyUtils.compareKeys(offered, clientKey.getPublic()));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(remote));
    server.start();
    Files.createDirectory(remote.resolve("reports"));
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(true);
  }

  @Test
  void putsTheDocumentsThere() throws IOException {
    assertThat(send(hostKey, new SftpTarget.Password("right"), "/reports"))
        .isInstanceOf(DeliveryOutcome.Sent.class);
    Path reports = remote.resolve("reports");
    assertThat(reports.resolve("sales-monthly-2024-03-r1.docx")).hasContent("the document");
    try (var files = Files.list(reports)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void logsInWithAKey() throws Exception {
    Path file = drafts.resolve("id_ecdsa");
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(clientKey, "test", null, out);
    }
    assertThat(send(hostKey, new SftpTarget.Key(file), "/reports"))
        .isInstanceOf(DeliveryOutcome.Sent.class);
  }

  @Test
  void canBeRepeatedAndNeverTakesThePlaceOfAnotherDocument() throws IOException {
    SftpTarget.Login login = new SftpTarget.Password("right");
    send(hostKey, login, "/reports");
    assertThat(send(hostKey, login, "/reports")).isInstanceOf(DeliveryOutcome.Sent.class);
    Path there = remote.resolve("reports/sales-monthly-2024-03-r1.pdf");
    Files.writeString(there, "precious");
    assertThat(send(hostKey, login, "/reports")).isInstanceOf(DeliveryOutcome.Refused.class);
    assertThat(there).hasContent("precious");
  }

  @Test
  void failsWithAWrongHostKeyPasswordOrFolder() {
    SftpTarget.Login right = new SftpTarget.Password("right");
    assertThat(send(OTHER_KEY, right, "/reports")).isInstanceOf(DeliveryOutcome.Failed.class);
    DeliveryOutcome wrong = send(hostKey, new SftpTarget.Password("hunter2"), "/reports");
    assertThat(wrong).isInstanceOf(DeliveryOutcome.Failed.class);
    assertThat(wrong.detail()).doesNotContain("hunter2");
    assertThat(send(hostKey, right, "/nowhere")).isInstanceOf(DeliveryOutcome.Failed.class);
    assertThat(remote.resolve("reports")).isEmptyDirectory();
  }

  @Test
  void refusesASettingWithoutFingerprint() {
    assertThatThrownBy(() -> target("none", new SftpTarget.Password("x"), "/x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> target(OTHER_KEY, new SftpTarget.Password("x"), "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private DeliveryOutcome send(String key, SftpTarget.Login login, String folder) {
    return new SftpChannel(Map.of("partner", target(key, login, folder)))
        .send(SampleDelivery.order(drafts), "partner", "");
  }

  private SftpTarget target(String key, SftpTarget.Login login, String folder) {
    return new SftpTarget("127.0.0.1", server.getPort(), key, "rapporteur", login, folder);
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
