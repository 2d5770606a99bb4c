package dev.rapporteur.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.testing.SettableClock;
import dev.rapporteur.trigger.RateLimiter.Standing;
import dev.rapporteur.trigger.WebhookEndpoint.Quota;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final Quota SIX_A_MINUTE = new Quota(6, Duration.ofMinutes(1));

  private final SettableClock clock = new SettableClock("2026-01-01T00:00:00Z");
  private final RateLimiter limiter = new RateLimiter(clock);

  @Test
  void letsAQuotaInAndNoMore() {
    for (int remaining = 5; remaining >= 0; remaining--) {
      assertThat(take("a"))
          .extracting(Standing::allowed, Standing::remaining)
          .containsExactly(true, remaining);
    }
    assertThat(take("a")).isEqualTo(new Standing(false, 0, 60, 10, SIX_A_MINUTE));
    assertThat(take("b").allowed()).isTrue();
  }

  @Test
  void fillsEvenly() {
    for (int i = 0; i < 7; i++) {
      take("a");
    }
    clock.jump(Duration.ofSeconds(9));
    assertThat(take("a").allowed()).isFalse();
    clock.jump(Duration.ofSeconds(1));
    assertThat(take("a").allowed()).isTrue();
    assertThat(take("a").allowed()).isFalse();
    clock.jump(Duration.ofDays(1));
    assertThat(take("a").remaining()).isEqualTo(5);
  }

  @Test
  void givesNothingForAClockThatGoesBack() {
    for (int i = 0; i < 7; i++) {
      take("a");
    }
    clock.jump(Duration.ofHours(-2));
    assertThat(take("a").allowed()).isFalse();
  }

  private Standing take(String endpoint) {
    return limiter.take(endpoint, SIX_A_MINUTE);
  }
}
