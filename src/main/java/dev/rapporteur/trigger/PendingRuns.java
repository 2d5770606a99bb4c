package dev.rapporteur.trigger;

import java.util.Set;

/** Says which runs some node should be working on. */
@FunctionalInterface
public interface PendingRuns {
  /**
   * Ids of the runs that are neither over nor with a person. A run that a command carries out by
   * itself is to be left out while it moves, or a node takes it over.
   */
  Set<String> ids();
}
