package dev.rapporteur.operation;

import dev.rapporteur.report.RapporteurException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether the state database takes writes, and in which time. */
public final class StateExamination implements Examination {
  private static final Duration SLOW = Duration.ofSeconds(1);

  private final StateWatch state;
  private final Clock clock;

  public StateExamination(StateWatch state, Clock clock) {
    this.state = state;
    this.clock = clock;
  }

  @Override
  public Diagnosis examine() {
    Instant begin = clock.instant();
    try {
      state.write();
    } catch (RapporteurException fault) {
      return Diagnosis.bad("state", fault.getMessage(), fault.nextStep());
    }
    Duration took = Duration.between(begin, clock.instant());
    String says = "the state database took a row in " + took.toMillis() + " ms";
    return took.compareTo(SLOW) > 0
        ? Diagnosis.warning("state", says, "look at the load and the disk of the database")
        : Diagnosis.good("state", says);
  }
}
