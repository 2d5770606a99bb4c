package dev.rapporteur.operation;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How long things are kept. Zero keeps them for ever.
 *
 * @param runs that are over, with their drafts
 * @param auditBodies what may hold personal data in the audit trail; the entries themselves are
 *     never deleted
 */
public record RetentionRules(Period runs, Period auditBodies) {
  public RetentionRules {
    if (runs.isNegative() || auditBodies.isNegative()) {
      throw new IllegalArgumentException("nothing is kept for a negative time");
    }
  }

  /** Before which moment something is too old; the beginning of time if it is kept for ever. */
  static Instant before(Period kept, Instant now) {
    return kept.isZero() ? Instant.EPOCH : now.atOffset(ZoneOffset.UTC).minus(kept).toInstant();
  }
}
