package dev.rapporteur.trigger;

import java.time.Duration;
import java.util.List;

/**
 * The door of one report for one sender.
 *
 * @param report which report it starts
 * @param scheme how the sender signs
 * @param secrets any of them may have signed; two while one is being replaced
 * @param quota how many messages it takes in
 */
public record WebhookEndpoint(
    String report, WebhookScheme scheme, List<WebhookSecret> secrets, Quota quota) {

  public WebhookEndpoint {
    secrets = List.copyOf(secrets);
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("the web hook of " + report + " has no secret");
    }
  }

  /**
   * @param messages how many, at least 1
   * @param window in which time
   */
  public record Quota(int messages, Duration window) {
    /** 60 messages a minute. */
    public static final Quota ORDINARY = new Quota(60, Duration.ofMinutes(1));

    public Quota {
      if (messages < 1 || window.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("a quota is at least one message a second or longer");
      }
    }
  }
}
