package dev.rapporteur.function;

import dev.rapporteur.access.Actor;
import java.time.Instant;

/**
 * A sensitive call that waits for a second person, or has waited.
 *
 * @param id of the call
 * @param function name of the function
 * @param definitionHash {@link RegisteredFunction#hash()} at the moment of the request
 * @param arguments complete, as canonical JSON: what the second person sees, untruncated
 * @param argumentsHash SHA-256 of them: what the second person confirms
 * @param requester who asked for it, with the roles of that moment
 * @param door where it came in
 * @param within id of the run or conversation
 * @param state what has become of it
 * @param requestedAt when it was parked
 * @param expiresAt from when on it can no longer be confirmed
 */
public record PendingCall(
    String id,
    String function,
    String definitionHash,
    String arguments,
    String argumentsHash,
    Actor requester,
    String door,
    String within,
    State state,
    Instant requestedAt,
    Instant expiresAt) {

  /** What has become of a parked call. */
  public enum State {
    PENDING,
    /** Confirmed; a confirmation can be used once. */
    USED,
    REJECTED
  }
}
