package dev.rapporteur.assistant;

import dev.rapporteur.access.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where conversations are kept. Each belongs to one actor and does not exist for others. */
public interface Conversations {

  /** A new one, without turns. */
  Conversation begin(Actor owner);

  /** The owner's conversation of this id; empty if it is another's, has expired, or never was. */
  Optional<Conversation> find(String id, Actor owner);

  /** The owner's conversations that have not expired, the latest first, at most fifty. */
  List<Summary> recent(Actor owner);

  /**
   * @param question the first one
   */
  record Summary(String id, String question, Instant lastAt) {}

  /**
   * Adds a turn at the end and moves the expiry on.
   *
   * @throws dev.rapporteur.report.RapporteurException if the owner has no such conversation, or
   *     somebody added a turn at the same time
   */
  Conversation add(Conversation conversation, Actor owner, Turn turn);

  /** Deletes what has expired, and says how many. */
  int deleteExpired();
}
