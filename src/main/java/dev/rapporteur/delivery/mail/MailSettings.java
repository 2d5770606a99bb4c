package dev.rapporteur.delivery.mail;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How mail is sent.
 *
 * @param host of the mail server
 * @param port of the mail server
 * @param security how the connection is protected
 * @param login name and password, where the server wants them
 * @param from the sender's address
 * @param content whether the documents themselves go out, or a link to them
 * @param lists recipient lists by name, each with at least one address
 * @param pickup a folder into which mails are written instead, for another program to send
 */
public record MailSettings(
    String host,
    int port,
    Security security,
    Optional<Login> login,
    String from,
    Content content,
    Map<String, List<String>> lists,
    Optional<Path> pickup) {

  /** How the connection is protected. */
  public enum Security {
    /** Not at all: for a server on the same machine. */
    NONE,
    /** Upgraded by STARTTLS, which is insisted on. */
    STARTTLS,
    /** TLS from the beginning. */
    TLS
  }

  /** What a mail contains. */
  public enum Content {
    ATTACHMENTS,
    LINK
  }

  /** A name and a password, which is never printed. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  /** Mail over a server. */
  public MailSettings(
      String host,
      int port,
      Security security,
      Optional<Login> login,
      String from,
      Content content,
      Map<String, List<String>> lists) {
    this(host, port, security, login, from, content, lists, Optional.empty());
  }

  /** Mail that is written into a folder, one file {@code .eml} for each. */
  public static MailSettings intoFolder(
      Path folder, String from, Content content, Map<String, List<String>> lists) {
    return new MailSettings(
        "", 1, Security.NONE, Optional.empty(), from, content, lists, Optional.of(folder));
  }

  public MailSettings {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("mail: port " + port + " does not exist");
    }
    lists =
        lists.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> List.copyOf(each.getValue())));
    if (lists.values().stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("mail: a recipient list is empty");
    }
  }
}
