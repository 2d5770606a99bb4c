package dev.rapporteur.trigger;

/** Why a web hook is not taken in. The names are part of the interface: {@link #type()}. */
public enum WebhookRefusal {
  UNKNOWN_ENDPOINT(404, "There is no such web hook"),
  AMBIGUOUS_HEADER(400, "A header came more than once or is too long"),
  MISSING_SIGNATURE(401, "The message is not signed"),
  TIMESTAMP_OUT_OF_TOLERANCE(401, "The message is too old or from the future"),
  WRONG_SIGNATURE(401, "No signature of the message is right"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is not JSON"),
  MALFORMED_BODY(400, "The body cannot be read"),
  INVALID_PARAMETERS(422, "The parameters do not fit the report"),
  IDEMPOTENCY_KEY_REUSED(422, "The id came before with another body"),
  QUOTA_EXCEEDED(429, "Too many messages"),
  UNAVAILABLE(503, "The message cannot be stored now");

  private final int status;
  private final String title;

  WebhookRefusal(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** One short sentence for people. */
  public String title() {
    return title;
  }

  /** The stable name of the problem, as in {@code urn:rapporteur:problem:wrong-signature}. */
  public String type() {
    return "urn:rapporteur:problem:" + ScheduleReader.written(this);
  }
}
