package dev.rapporteur.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the delivery to one recipient has come.
 *
 * @param to which delivery
 * @param state how far
 * @param attempts how often it was tried
 * @param detail what the other side said, or what went wrong
 * @param changedAt since when
 * @param nextAttempt when it is tried again, while it waits for that
 */
public record DeliveryReceipt(
    Address to,
    State state,
    int attempts,
    String detail,
    Instant changedAt,
    Optional<Instant> nextAttempt) {

  /** Whether it goes on without anybody's doing. */
  public boolean isUnderWay() {
    return switch (state) {
      case SENDING, WAITING -> true;
      case SENT, REFUSED, UNKNOWN -> false;
    };
  }

  /** How far a delivery has come. */
  public enum State {
    /** It began; nothing is known yet. */
    SENDING,
    SENT,
    /** It failed and is tried again. */
    WAITING,
    /** It failed for good. */
    REFUSED,
    /** It may have been sent; a person decides. */
    UNKNOWN
  }

  /**
   * One delivery: a recipient gets a run once over a channel's target.
   *
   * @param target name in the deployment's settings
   */
  public record Address(String run, String channel, String target, String recipient) {}
}
