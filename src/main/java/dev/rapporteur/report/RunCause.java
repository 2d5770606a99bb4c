package dev.rapporteur.report;

import dev.rapporteur.access.Actor;
import java.time.Instant;

/** Why a run was asked for, and on whose behalf. */
public sealed interface RunCause {
  /** On whose behalf the run acts; its roles are what functions are called with. */
  Actor actor();

  /**
   * A schedule fired.
   *
   * @param firedAt the instant the schedule names, not the one at which the fire was noticed
   */
  record Scheduled(Actor actor, Instant firedAt) implements RunCause {}

  /**
   * A signed web hook came in.
   *
   * @param messageId the sender's id of the message
   */
  record Webhook(Actor actor, String messageId) implements RunCause {}

  /** A person started it. */
  record Manual(Actor actor) implements RunCause {}

  /**
   * A person asked for another version of a draft.
   *
   * @param revisedRun id of the run whose draft is revised
   * @param reason what the person wants changed
   */
  record Revision(Actor actor, String revisedRun, String reason) implements RunCause {}
}
