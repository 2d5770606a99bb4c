package dev.rapporteur.trigger;

import java.util.List;

/** What becomes of a web hook. */
public sealed interface WebhookVerdict {

  /**
   * It is signed, in time and readable.
   *
   * @param key names the message, so that a repetition is recognized
   * @param parameters what it asks for
   */
  record Accepted(IdempotencyKey key, WebhookParameters parameters) implements WebhookVerdict {}

  /**
   * It is not taken in.
   *
   * @param reason which of the known reasons
   * @param detail one sentence that gives nothing secret away
   * @param errors what is wrong in the body; empty for other reasons
   */
  record Refused(WebhookRefusal reason, String detail, List<FieldError> errors)
      implements WebhookVerdict {
    public Refused {
      errors = List.copyOf(errors);
    }

    static Refused of(WebhookRefusal reason, String detail) {
      return new Refused(reason, detail, List.of());
    }
  }

  /**
   * One wrong place in the body.
   *
   * @param pointer as RFC 6901 writes it
   * @param detail what is wrong there
   */
  record FieldError(String pointer, String detail) {}
}
