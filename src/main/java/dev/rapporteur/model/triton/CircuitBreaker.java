package dev.rapporteur.model.triton;

import java.time.Duration;

/**
 * Spares a server that fails again and again. After {@value #FAILURES} failures in a row it opens;
 * while it is open nobody is sent there but a probe, at growing distances; one success closes it.
 */
final class CircuitBreaker {
  static final int FAILURES = 5;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private int failures;
  private int probes;
  private String last = "";

  synchronized boolean isOpen() {
    return failures >= FAILURES;
  }

  /** Why it is open. */
  synchronized String lastFailure() {
    return last;
  }

  synchronized void succeeded() {
    failures = 0;
    probes = 0;
  }

  /** Takes note of a failure; true if it is the one that opens. */
  synchronized boolean failed(String reason) {
    last = reason;
    failures++;
    return failures == FAILURES;
  }

  /** How long to wait before the next probe: 1 s, 2 s, 4 s, up to 30 s. */
  synchronized Duration nextProbe() {
    Duration wait = Duration.ofSeconds(1L << Math.min(probes, 5));
    probes++;
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }
}
