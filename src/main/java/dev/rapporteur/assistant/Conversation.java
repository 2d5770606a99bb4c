package dev.rapporteur.assistant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one actor and the assistant have said to each other.
 *
 * @param id names it; safe in a URL
 * @param expiresAt from then on it is gone; each turn moves it on
 * @param turns oldest first
 */
public record Conversation(String id, Instant expiresAt, List<Turn> turns) {
  /** A conversation is kept for so long after its last turn. */
  public static final Duration KEPT = Duration.ofDays(30);

  public Conversation {
    turns = List.copyOf(turns);
  }
}
