package dev.rapporteur.function;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where sensitive calls wait. */
public interface Confirmations {
  void park(PendingCall call);

  Optional<PendingCall> find(String id);

  /** Those that can still be confirmed, oldest first. */
  List<PendingCall> pending(Instant now);

  /**
   * Marks a pending call as used or rejected, once: of several that try, one succeeds.
   *
   * @param to {@code USED} or {@code REJECTED}
   * @param by name of the person who decided
   * @return whether it was pending and had not expired
   */
  boolean decide(String id, PendingCall.State to, String by, Instant now);
}
