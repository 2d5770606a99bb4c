package dev.rapporteur.model;

import java.time.Duration;

/**
 * How long to wait for a model. Each limit is positive, and {@code total} is the longest.
 *
 * @param connect for the connection to be made
 * @param firstToken from the request to the first piece of the answer; covers the server's queue
 * @param idle between two pieces of the answer
 * @param total from the request to the end of the answer, retries included
 */
public record ModelTimeLimits(
    Duration connect, Duration firstToken, Duration idle, Duration total) {

  public ModelTimeLimits {
    positive("connect", connect);
    positive("firstToken", firstToken);
    positive("idle", idle);
    positive("total", total);
    if (total.compareTo(firstToken) < 0 || total.compareTo(idle) < 0) {
      throw new IllegalArgumentException("the total time limit is shorter than one of its parts");
    }
  }

  /** For a 14-billion-parameter model on one GPU: 5 s, 30 s, 15 s, 3 min. */
  public static ModelTimeLimits standard() {
    return new ModelTimeLimits(
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(15),
        Duration.ofMinutes(3));
  }

  private static void positive(String name, Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("the time limit " + name + " is not positive: " + limit);
    }
  }
}
