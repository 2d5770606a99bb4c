package dev.rapporteur.function;

import dev.rapporteur.access.Actor;
import java.util.Optional;

/** Who there is at this moment, and with which roles. */
@FunctionalInterface
public interface ActorDirectory {
  /**
   * The actor as it is now; empty if it is gone.
   *
   * @param asked as it was when it asked
   */
  Optional<Actor> find(Actor asked);
}
