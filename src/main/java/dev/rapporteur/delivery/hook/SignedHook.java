package dev.rapporteur.delivery.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts CloudEvents signed as Standard Webhooks 1.0.0 says: the id stays the same over repetitions,
 * the time is that of the attempt.
 */
public final class SignedHook {
  private final HookClient client;
  private final Clock clock;

  public SignedHook(Clock clock) {
    this(clock, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  SignedHook(Clock clock, SSLSocketFactory tls) {
    this.client = new HookClient(tls);
    this.clock = clock;
  }

  /** Posts an event and gives the status of the answer. */
  public int post(HookTarget target, String id, byte[] event) throws IOException {
    String time = Long.toString(clock.instant().getEpochSecond());
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/cloudevents+json",
            "webhook-id",
            id,
            "webhook-timestamp",
            time,
            "webhook-signature",
            "v1," + signature(target, id + "." + time + ".", event));
    return client
        .post(new PinnedPlace(target.place(), target.ownNetwork()), headers, event)
        .status();
  }

  private static String signature(HookTarget target, String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(target.key(), "HmacSHA256"));
      mac.update(head.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
