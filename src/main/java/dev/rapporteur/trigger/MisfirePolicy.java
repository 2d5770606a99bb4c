package dev.rapporteur.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** What becomes of fires that nobody was there to see. */
public enum MisfirePolicy {
  /** Every missed fire is made up, oldest first. */
  RUN_EACH,
  /** Only the latest missed fire is made up. */
  RUN_LATEST,
  /** Missed fires are left out. */
  SKIP;

  /** A fire noticed within this time is not missed, only late. */
  public static final Duration TOLERANCE = Duration.ofMinutes(1);

  /**
   * Reads {@code run-each}, {@code run-latest} or {@code skip}.
   *
   * @throws InvalidScheduleException if it is none of them
   */
  public static MisfirePolicy parse(String text) {
    return Arrays.stream(values())
        .filter(policy -> ScheduleReader.written(policy).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidScheduleException(
                    "misfire: '%s' is none of %s"
                        .formatted(text, ScheduleReader.written(values()))));
  }

  /**
   * The fires to carry out.
   *
   * @param due all fires since the last one carried out, oldest first
   * @param now when that is noticed
   */
  public List<Instant> select(List<Instant> due, Instant now) {
    return switch (this) {
      case RUN_EACH -> List.copyOf(due);
      case RUN_LATEST -> due.isEmpty() ? List.of() : List.of(due.getLast());
      case SKIP -> due.stream().filter(fire -> !fire.isBefore(now.minus(TOLERANCE))).toList();
    };
  }
}
