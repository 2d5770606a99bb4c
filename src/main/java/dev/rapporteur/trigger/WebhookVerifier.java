package dev.rapporteur.trigger;

import dev.rapporteur.trigger.WebhookVerdict.Accepted;
import dev.rapporteur.trigger.WebhookVerdict.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether a message is believed. The signature is verified over the raw bytes, in constant
 * time, before anything in the body is looked at.
 *
 * <p>Standard Webhooks 1.0.0: {@code webhook-id}, {@code webhook-timestamp} (Unix seconds, at most
 * five minutes from now in either direction) and {@code webhook-signature}, a list of signatures of
 * which any {@code v1} one may match any secret: so secrets can be replaced on either side first.
 *
 * <p>GitHub's scheme: {@code X-Hub-Signature-256} over the body, {@code X-GitHub-Delivery} as id.
 */
public final class WebhookVerifier {
  /** The most bytes of a body. */
  public static final int MOST_BYTES = 64 * 1024;

  /** How far the sender's clock may be from ours. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final int MOST_SIGNATURES = 10;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
  private static final byte[] DOT = {'.'};

  private final Clock clock;

  public WebhookVerifier(Clock clock) {
    this.clock = clock;
  }

  /** Verifies and reads a message for an endpoint. */
  public WebhookVerdict verify(WebhookMessage message, WebhookEndpoint endpoint) {
    if (message.rawBody().length > MOST_BYTES) {
      return Refused.of(
          WebhookRefusal.BODY_TOO_LARGE, "At most %d bytes are read.".formatted(MOST_BYTES));
    }
    Set<String> ambiguous = message.ambiguousHeaders();
    if (!ambiguous.isEmpty()) {
      return Refused.of(WebhookRefusal.AMBIGUOUS_HEADER, "Header " + ambiguous.iterator().next());
    }
    Optional<Refused> refused =
        switch (endpoint.scheme()) {
          case STANDARD -> refusedByStandardWebhooks(message, endpoint.secrets());
          case GITHUB -> refusedByGithub(message, endpoint.secrets());
        };
    return refused.isPresent() ? refused.get() : read(message, endpoint.scheme());
  }

  private Optional<Refused> refusedByStandardWebhooks(
      WebhookMessage message, List<WebhookSecret> secrets) {
    Optional<String> id = message.header("webhook-id");
    Optional<String> seconds = message.header("webhook-timestamp");
    Optional<String> signatures = message.header("webhook-signature");
    if (id.isEmpty() || seconds.isEmpty() || signatures.isEmpty()) {
      return refused(
          WebhookRefusal.MISSING_SIGNATURE,
          "webhook-id, webhook-timestamp and webhook-signature are needed.");
    }
    // A dot in the id would let one signed content be cut in two ways.
    if (!IdempotencyKey.isId(id.get()) || id.get().contains(".")) {
      return refused(
          WebhookRefusal.MISSING_SIGNATURE,
          "webhook-id has 1 to 255 visible ASCII characters without a dot.");
    }
    if (!SECONDS.matcher(seconds.get()).matches() || !isInTime(seconds.get())) {
      return refused(
          WebhookRefusal.TIMESTAMP_OUT_OF_TOLERANCE,
          "webhook-timestamp is in seconds since 1970 and at most %d minutes from now."
              .formatted(TOLERANCE.toMinutes()));
    }
    byte[] head = (id.get() + "." + seconds.get()).getBytes(StandardCharsets.US_ASCII);
    List<byte[]> given = new ArrayList<>();
    for (String signature : signatures.get().split(" ", MOST_SIGNATURES + 1)) {
      if (signature.startsWith("v1,") && given.size() < MOST_SIGNATURES) {
        given.add(signature.substring("v1,".length()).getBytes(StandardCharsets.US_ASCII));
      }
    }
    boolean right = false;
    for (WebhookSecret secret : secrets) {
      byte[] expected = Base64.getEncoder().encode(secret.hmac(head, DOT, message.rawBody()));
      for (byte[] each : given) {
        right |= MessageDigest.isEqual(expected, each);
      }
    }
    return right ? Optional.empty() : wrongSignature();
  }

  private boolean isInTime(String seconds) {
    Instant sent = Instant.ofEpochSecond(Long.parseLong(seconds));
    return Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
  }

  private static Optional<Refused> refusedByGithub(
      WebhookMessage message, List<WebhookSecret> secrets) {
    Optional<String> signature = message.header("x-hub-signature-256");
    Optional<String> id = message.header("x-github-delivery");
    if (signature.isEmpty() || id.filter(IdempotencyKey::isId).isEmpty()) {
      return refused(
          WebhookRefusal.MISSING_SIGNATURE,
          "X-Hub-Signature-256 and X-GitHub-Delivery are needed.");
    }
    byte[] given = signature.get().getBytes(StandardCharsets.US_ASCII);
    boolean right = false;
    for (WebhookSecret secret : secrets) {
      String expected = "sha256=" + HexFormat.of().formatHex(secret.hmac(message.rawBody()));
      right |= MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), given);
    }
    return right ? Optional.empty() : wrongSignature();
  }

  private static WebhookVerdict read(WebhookMessage message, WebhookScheme scheme) {
    return switch (WebhookBody.read(message)) {
      case WebhookBody.Unreadable unreadable -> unreadable.refused();
      case WebhookBody.Readable body -> {
        String id =
            scheme == WebhookScheme.STANDARD
                ? message.header("webhook-id").orElseThrow()
                : body.eventId().orElseGet(() -> message.header("x-github-delivery").orElseThrow());
        yield new Accepted(IdempotencyKey.of(id, message.rawBody()), body.parameters());
      }
    };
  }

  private static Optional<Refused> wrongSignature() {
    return refused(
        WebhookRefusal.WRONG_SIGNATURE, "None of the signatures fits the body and a known secret.");
  }

  private static Optional<Refused> refused(WebhookRefusal reason, String detail) {
    return Optional.of(Refused.of(reason, detail));
  }
}
