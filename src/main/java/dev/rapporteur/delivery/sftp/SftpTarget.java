package dev.rapporteur.delivery.sftp;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A folder on another machine.
 *
 * @param host name or address
 * @param port of its SSH server
 * @param hostKey fingerprint of the server's key, as {@code ssh-keygen -lf} prints it: {@code
 *     SHA256:...}; a server with another key is not talked to
 * @param user who logs in
 * @param login how
 * @param folder absolute path there, which exists
 */
public record SftpTarget(
    String host, int port, String hostKey, String user, Login login, String folder) {
  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  public SftpTarget {
    if (!FINGERPRINT.matcher(hostKey).matches()) {
      throw new IllegalArgumentException("a host key is written SHA256:..., not " + hostKey);
    }
    if (!folder.startsWith("/")) {
      throw new IllegalArgumentException("a folder on another machine is absolute: " + folder);
    }
  }

  /** How a user shows who it is. */
  public sealed interface Login {}

  /** By a private key in a file without passphrase. */
  public record Key(Path file) implements Login {}

  /** By a password, which is never printed. */
  public record Password(String value) implements Login {
    @Override
    public String toString() {
      return "password";
    }
  }

  @Override
  public String toString() {
    return "sftp://" + user + "@" + host + ":" + port + folder;
  }
}
