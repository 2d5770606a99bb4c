package dev.rapporteur.model.triton;

import java.time.Duration;

/** What is left of the total time limit of a question. */
final class TimeLeft {
  private final long end;
  private final Duration limit;

  TimeLeft(Duration limit) {
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  Duration limit() {
    return limit;
  }

  /** Never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** The shorter of the two. */
  Duration atMost(Duration other) {
    Duration left = left();
    return left.compareTo(other) < 0 ? left : other;
  }

  boolean isOver() {
    return left().isZero();
  }
}
