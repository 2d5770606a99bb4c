package dev.rapporteur.trigger;

import dev.rapporteur.report.Sha256;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a message of one sender, so that a repetition is recognized: the same id with the same body
 * is the same message, the same id with another body is a mistake.
 *
 * @param id the sender's id of the message
 * @param bodySha256 of the raw bytes, in lower-case hexadecimal digits
 */
public record IdempotencyKey(String id, String bodySha256) {
  /** An id longer than this is refused. */
  public static final int MOST_CHARACTERS = 255;

  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1," + MOST_CHARACTERS + "}");

  /** A structured-field string (RFC 9651): in quotes, with backslash before quote and backslash. */
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[\\x20-\\x7e&&[^\"\\\\]]|\\\\[\"\\\\])*)\"");

  public IdempotencyKey {
    if (!isId(id)) {
      throw new IllegalArgumentException("an id has 1 to 255 visible ASCII characters");
    }
  }

  /** The key of a message with the given id and body. */
  public static IdempotencyKey of(String id, byte[] body) {
    return new IdempotencyKey(id, Sha256.of(body));
  }

  /** Whether the text can be an id: 1 to 255 visible ASCII characters. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Reads the header {@code Idempotency-Key}, a string in quotes; empty where it is none. */
  public static Optional<String> parseHeader(String value) {
    Matcher matcher = QUOTED.matcher(value.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String id = matcher.group(1).replaceAll("\\\\(.)", "$1");
    return isId(id) ? Optional.of(id) : Optional.empty();
  }
}
