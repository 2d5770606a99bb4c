package dev.rapporteur.trigger;

import java.util.Optional;

/**
 * The web hooks that are open. Asked for each message, so that a secret can be replaced at any
 * time.
 */
@FunctionalInterface
public interface WebhookEndpoints {
  /** The door of a report; empty if it has none. */
  Optional<WebhookEndpoint> of(String report);
}
