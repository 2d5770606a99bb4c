package dev.rapporteur.trigger.quartz;

import java.time.Duration;

/**
 * How a node takes part.
 *
 * @param runsAtATime the most runs that a node carries out at the same time, 1 to 64
 * @param checkIn how often a node says that it lives
 * @param deadAfter how long after a missed check-in a node is taken for dead
 * @param sweepEvery how often what should be moving is compared with what is
 */
public record QuartzSettings(
    int runsAtATime, Duration checkIn, Duration deadAfter, Duration sweepEvery) {

  /** Runs of a dead node move again on another within about six seconds. */
  public static final QuartzSettings ORDINARY =
      new QuartzSettings(4, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(20));

  public QuartzSettings {
    if (runsAtATime < 1 || runsAtATime > 64) {
      throw new IllegalArgumentException("a node carries out 1 to 64 runs at a time");
    }
    if (checkIn.toMillis() < 100 || deadAfter.compareTo(checkIn) < 0) {
      throw new IllegalArgumentException(
          "a node checks in at most ten times a second, and is not dead before its next check-in");
    }
    if (sweepEvery.toMillis() < 100) {
      throw new IllegalArgumentException("the sweeper runs at most ten times a second");
    }
  }
}
