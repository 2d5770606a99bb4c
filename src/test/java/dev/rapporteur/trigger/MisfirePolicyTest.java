package dev.rapporteur.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MisfirePolicyTest {
  private static final Instant JUNE = Instant.parse("2026-06-03T00:00:00Z");
  private static final Instant JULY = Instant.parse("2026-07-03T00:00:00Z");
  private static final Instant LATE_JULY = Instant.parse("2026-07-20T00:00:00Z");

  @Test
  void makesUpEachMissedFire() {
    assertThat(MisfirePolicy.RUN_EACH.select(List.of(JUNE, JULY), LATE_JULY))
        .containsExactly(JUNE, JULY);
  }

  @Test
  void makesUpTheLatestMissedFire() {
    assertThat(MisfirePolicy.RUN_LATEST.select(List.of(JUNE, JULY), LATE_JULY))
        .containsExactly(JULY);
    assertThat(MisfirePolicy.RUN_LATEST.select(List.of(), LATE_JULY)).isEmpty();
  }

  @Test
  void leavesMissedFiresOutButNotOneThatIsOnlyLate() {
    assertThat(MisfirePolicy.SKIP.select(List.of(JUNE, JULY), LATE_JULY)).isEmpty();
    assertThat(MisfirePolicy.SKIP.select(List.of(JUNE, JULY), JULY.plusSeconds(59)))
        .containsExactly(JULY);
  }
}
