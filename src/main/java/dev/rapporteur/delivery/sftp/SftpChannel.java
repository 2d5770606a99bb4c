package dev.rapporteur.delivery.sftp;

import dev.rapporteur.delivery.DeliveryChannel;
import dev.rapporteur.delivery.DeliveryOrder;
import dev.rapporteur.delivery.DeliveryOutcome;
import dev.rapporteur.delivery.UnknownTargetException;
import dev.rapporteur.rendering.RenderedDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * Puts the documents into a folder on another machine. A document appears whole or not at all, and
 * never takes the place of another one.
 */
public final class SftpChannel implements DeliveryChannel {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Map<String, SftpTarget> targets;

  /**
   * @param targets by name
   */
  public SftpChannel(Map<String, SftpTarget> targets) {
    this.targets = Map.copyOf(targets);
  }

  @Override
  public String name() {
    return "sftp";
  }

  @Override
  public List<String> recipients(String target) {
    return List.of(find(target).toString());
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public DeliveryOutcome send(DeliveryOrder order, String target, String recipient) {
    SftpTarget to = find(target);
    try (SshClient client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier(
          (session, address, key) ->
              to.hostKey().equals(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key)));
      client.start();
      try (ClientSession session =
          client.connect(to.user(), to.host(), to.port()).verify(LONGEST).getSession()) {
        logIn(session, to.login());
        try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
          return putAll(sftp, order, to);
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      return new DeliveryOutcome.Failed("%s cannot be written: %s".formatted(to, e.getMessage()));
    }
  }

  private static void logIn(ClientSession session, SftpTarget.Login login)
      throws IOException, GeneralSecurityException {
    switch (login) {
      case SftpTarget.Password password -> session.addPasswordIdentity(password.value());
      case SftpTarget.Key key -> {
        try (InputStream in = Files.newInputStream(key.file())) {
          SecurityUtils.loadKeyPairIdentities(
                  session, new PathResource(key.file()), in, FilePasswordProvider.EMPTY)
              .forEach(session::addPublicKeyIdentity);
        }
      }
    }
    session.auth().verify(LONGEST);
  }

  private static DeliveryOutcome putAll(SftpClient sftp, DeliveryOrder order, SftpTarget to)
      throws IOException {
    for (RenderedDocument document : order.documents()) {
      String name = order.fileName(document);
      String file = to.folder() + "/" + name;
      if (!exists(sftp, file)) {
        put(sftp, document, to.folder() + "/." + UUID.randomUUID() + ".part", file);
      } else if (!sha256(sftp, file).equals(document.sha256())) {
        return new DeliveryOutcome.Refused(name + " is there with another content.");
      }
    }
    return new DeliveryOutcome.Sent("%d files are in %s.".formatted(order.documents().size(), to));
  }

  private static void put(SftpClient sftp, RenderedDocument document, String part, String file)
      throws IOException {
    try (OutputStream out = sftp.write(part)) {
      Files.copy(document.file(), out);
    }
    sftp.rename(part, file);
  }

  private static boolean exists(SftpClient sftp, String file) throws IOException {
    try {
      sftp.stat(file);
      return true;
    } catch (SftpException e) {
      if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
        return false;
      }
      throw e;
    }
  }

  private static String sha256(SftpClient sftp, String file) throws IOException {
    try (InputStream in = sftp.read(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[32 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private SftpTarget find(String target) {
    SftpTarget found = targets.get(target);
    if (found == null) {
      throw new UnknownTargetException(name(), target);
    }
    return found;
  }
}
