package dev.rapporteur.trigger;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A web hook as it came in, before anybody believed it: the raw bytes of its body and those of its
 * headers that are on the allow-list. All other headers are gone, so nothing behind this door can
 * be steered by one.
 */
public final class WebhookMessage {
  /** The headers that are read; all others are dropped. */
  public static final Set<String> ALLOWED_HEADERS =
      Set.of(
          "content-type",
          "idempotency-key",
          "webhook-id",
          "webhook-timestamp",
          "webhook-signature",
          "x-hub-signature-256",
          "x-github-delivery",
          "ce-specversion",
          "ce-id",
          "ce-source",
          "ce-type");

  /** Longer header values are dropped with the message. */
  public static final int MOST_HEADER_CHARACTERS = 4_096;

  private final Map<String, String> headers;
  private final Set<String> ambiguous;
  private final byte[] body;

  /**
   * @param headers name to values, in any case; names not on the allow-list are dropped
   * @param body the raw bytes, copied
   */
  public WebhookMessage(Map<String, ? extends Collection<String>> headers, byte[] body) {
    Map<String, String> kept = new HashMap<>();
    Set<String> unclear = new HashSet<>();
    headers.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          for (String value : ALLOWED_HEADERS.contains(lower) ? values : Set.<String>of()) {
            if (kept.put(lower, value) != null || value.length() > MOST_HEADER_CHARACTERS) {
              unclear.add(lower);
            }
          }
        });
    this.headers = Map.copyOf(kept);
    this.ambiguous = Set.copyOf(unclear);
    this.body = body.clone();
  }

  /** The value of a header on the allow-list, by its lower-case name; empty if it is not there. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Names of allowed headers that came more than once or are too long to be honest. */
  Set<String> ambiguousHeaders() {
    return ambiguous;
  }

  /** A copy of the raw bytes. */
  public byte[] body() {
    return body.clone();
  }

  /** The raw bytes themselves, for readers in this room. */
  byte[] rawBody() {
    return body;
  }
}
