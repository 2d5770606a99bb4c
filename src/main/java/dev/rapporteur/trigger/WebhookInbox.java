package dev.rapporteur.trigger;

import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunRequest;
import java.time.Duration;
import java.time.Instant;

/** The messages that were taken in, each with the run that it asked for. */
public interface WebhookInbox {
  /** How long an id is known at least; senders repeat for three days. */
  Duration KEPT = Duration.ofDays(7);

  /**
   * Takes a message in. Message and run are committed together, or neither is; when this returns,
   * they are.
   *
   * @param endpoint within which the key is unique
   */
  Receipt accept(String endpoint, IdempotencyKey key, RunRequest request, Instant now);

  /** Forgets the messages that came before the given instant. */
  int forgetBefore(Instant instant);

  /** What became of a message. */
  sealed interface Receipt {}

  /**
   * It is in, now or since it came for the first time.
   *
   * @param created whether its run was made for it just now
   */
  record Taken(ReportRun run, boolean created) implements Receipt {}

  /** Its id came before with another body. */
  record KeyReused() implements Receipt {}
}
