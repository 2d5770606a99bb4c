package dev.rapporteur.trigger;

import java.time.Instant;

/**
 * Carries out a run. A run may be started again while a node that was thought dead still works on
 * it; the starter takes care that only the latest attempt can write.
 */
public interface RunStarter {
  /**
   * Carries the run as far as it goes now. A run that is over is left as it is.
   *
   * @param run its id
   */
  Outcome start(String run);

  /** What a run needs next. */
  sealed interface Outcome {}

  /** Nothing by itself: it is with a person, or over. */
  record Done() implements Outcome {}

  /**
   * To be started again: the data are not ready, or another system is away.
   *
   * @param at when
   */
  record Again(Instant at) implements Outcome {}
}
