package dev.rapporteur.trigger;

/** How a sender signs. */
public enum WebhookScheme {
  /** Standard Webhooks 1.0.0: id, time and body are signed. */
  STANDARD,
  /**
   * As GitHub does: only the body is signed. A message that was listened in on can be sent again
   * under another id; it then asks for a run that is already there.
   */
  GITHUB
}
