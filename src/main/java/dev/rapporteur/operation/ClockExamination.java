package dev.rapporteur.operation;

import dev.rapporteur.report.RapporteurException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How far this machine's clock is from the database's, by which the nodes know each other to be
 * alive.
 */
public final class ClockExamination implements Examination {
  private static final Duration TOLERATED = Duration.ofSeconds(1);
  private static final Duration HARMFUL = Duration.ofSeconds(10);

  private final StateWatch state;
  private final Clock clock;

  public ClockExamination(StateWatch state, Clock clock) {
    this.state = state;
    this.clock = clock;
  }

  @Override
  public Diagnosis examine() {
    Instant before = clock.instant();
    Instant there;
    try {
      there = state.write();
    } catch (RapporteurException fault) {
      return Diagnosis.bad(
          "clock", "the database's clock cannot be read", "see to the state database first");
    }
    Duration off = distance(there, before, clock.instant());
    String says =
        off.isZero()
            ? "the clock agrees with the database's"
            : "the clock is " + off.toMillis() + " ms from the database's";
    String next = "let both machines set their clocks by NTP";
    if (off.compareTo(HARMFUL) > 0) {
      return Diagnosis.bad("clock", says, next);
    }
    return off.compareTo(TOLERATED) > 0
        ? Diagnosis.warning("clock", says, next)
        : Diagnosis.good("clock", says);
  }

  /** Zero if the instant lies between the two. */
  private static Duration distance(Instant at, Instant from, Instant to) {
    if (at.isBefore(from)) {
      return Duration.between(at, from);
    }
    return at.isAfter(to) ? Duration.between(to, at) : Duration.ZERO;
  }
}
