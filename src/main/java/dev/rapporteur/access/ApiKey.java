package dev.rapporteur.access;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A key with which a program acts for a person, with the roles the person has at that moment and
 * only within its scopes. Kept is the hash of its secret alone.
 *
 * @param id names it; stands at the beginning of the secret
 * @param owner name of the account it acts for
 * @param label what the owner calls it
 * @param scopes what may be done with it; at least one; copied, sorted
 * @param createdAt when it was made
 * @param expiresAt from then on it is no longer taken
 * @param lastUsed when it was last taken, to the day
 * @param revoked whether somebody ended it
 */
public record ApiKey(
    String id,
    String owner,
    String label,
    SortedSet<Scope> scopes,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> lastUsed,
    boolean revoked) {

  /** What a program may do with a key. */
  public enum Scope {
    /** Look at reports, runs and their files. */
    READ,
    /** Start, retry and cancel runs. */
    RUN,
    /** Call functions. */
    CALL
  }

  public ApiKey {
    if (label.isBlank() || scopes.isEmpty()) {
      throw new IllegalArgumentException("a key has a label and at least one scope");
    }
    scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
  }

  /** Whether it is taken at the given moment. */
  public boolean isGood(Instant now) {
    return !revoked && now.isBefore(expiresAt);
  }
}
