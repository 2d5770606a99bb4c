package dev.rapporteur.trigger;

import java.util.Set;

/** Says which runs some node should be working on. */
@FunctionalInterface
public interface PendingRuns {
  /** Ids of the runs that are neither over nor with a person. */
  Set<String> ids();
}
