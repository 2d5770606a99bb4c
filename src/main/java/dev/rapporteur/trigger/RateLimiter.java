package dev.rapporteur.trigger;

import dev.rapporteur.trigger.WebhookEndpoint.Quota;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bucket of tokens per endpoint, which fills evenly over its window. Each node has its own; two
 * nodes let twice as many messages in.
 */
public final class RateLimiter {
  private record Bucket(double tokens, Instant at) {}

  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final Clock clock;

  public RateLimiter(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes one token if there is one.
   *
   * @param endpoint one of the configured ones, so that strangers cannot fill the memory
   */
  Standing take(String endpoint, Quota quota) {
    Instant now = clock.instant();
    double perSecond = quota.messages() / (quota.window().toMillis() / 1e3);
    double[] before = new double[1];
    Bucket after =
        buckets.compute(
            endpoint,
            (name, bucket) -> {
              double tokens = bucket == null ? quota.messages() : filled(bucket, now, perSecond);
              before[0] = Math.min(tokens, quota.messages());
              return new Bucket(before[0] >= 1 ? before[0] - 1 : before[0], now);
            });
    double missing = quota.messages() - after.tokens();
    return new Standing(
        before[0] >= 1,
        (int) after.tokens(),
        seconds(missing / perSecond),
        seconds(Math.max(0, 1 - after.tokens()) / perSecond),
        quota);
  }

  private static double filled(Bucket bucket, Instant now, double perSecond) {
    // A clock that goes back gives nothing.
    double passed = Math.max(0, Duration.between(bucket.at(), now).toMillis() / 1e3);
    return bucket.tokens() + passed * perSecond;
  }

  private static long seconds(double exact) {
    return (long) Math.ceil(exact);
  }

  /**
   * How an endpoint stands after a message.
   *
   * @param allowed whether the message is within the quota
   * @param remaining how many more may come now
   * @param secondsToFull until the whole quota is there again
   * @param secondsToNext until one more may come
   * @param quota what it is measured by
   */
  public record Standing(
      boolean allowed, int remaining, long secondsToFull, long secondsToNext, Quota quota) {}
}
