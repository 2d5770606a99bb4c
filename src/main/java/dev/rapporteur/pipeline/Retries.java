package dev.rapporteur.pipeline;

import dev.rapporteur.report.RapporteurException;
import java.time.Instant;
import java.util.Optional;

/** When a run that failed is tried again by itself. */
@FunctionalInterface
interface Retries {
  /** Never: who started it sees why it failed. */
  Retries NONE = (fault, failures, now) -> Optional.empty();

  /**
   * Seven times, from 15 seconds to 16 minutes later, twice as long each time; what its author or
   * the owner of the data must mend is parked at once.
   */
  Retries BACK_OFF =
      (fault, failures, now) -> {
        boolean mayPass =
            switch (fault.kind()) {
              case EXTERNAL, CAPACITY, INTERNAL -> true;
              case DEFINITION, DATA -> false;
            };
        return mayPass && failures < 8
            ? Optional.of(now.plusSeconds(15L << failures - 1))
            : Optional.empty();
      };

  /**
   * @param failures how often the run has failed since its last finished step, this time included
   * @return when to try again; empty to leave it to a person
   */
  Optional<Instant> after(RapporteurException fault, int failures, Instant now);
}
