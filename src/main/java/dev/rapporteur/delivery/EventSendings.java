package dev.rapporteur.delivery;

import dev.rapporteur.report.RunEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps which events are still to be sent to whom. Each method is one committed transaction. */
public interface EventSendings {
  /**
   * Lays out the events that came true since for each endpoint that wants them.
   *
   * @param wants which endpoints want an event
   * @param notBefore older events are past and are sent to nobody
   */
  void spread(Wants wants, Instant notBefore, Instant now);

  /**
   * What is due, oldest first, at most so many; what was begun before {@code diedBefore} included.
   */
  List<Sending> due(Instant now, Instant diedBefore, int most);

  /** Takes a sending for this process; false if another one has. */
  boolean begin(Sending sending, Instant now);

  /** Notes how a sending that was begun came out. */
  void end(Sending sending, State state, String detail, Instant now, Optional<Instant> next);

  /** What an endpoint that wants no more will not be sent. */
  void giveUp(String endpoint, String why, Instant now);

  /** Who wants an event. */
  @FunctionalInterface
  interface Wants {
    Collection<String> endpoints(String type);
  }

  /** How far a sending has come. */
  enum State {
    WAITING,
    SENDING,
    SENT,
    REFUSED
  }

  /**
   * An event on its way to an endpoint.
   *
   * @param attempts how often it was tried
   */
  record Sending(RunEvent event, String endpoint, State state, int attempts) {}
}
