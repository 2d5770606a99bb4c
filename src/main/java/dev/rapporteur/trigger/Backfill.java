package dev.rapporteur.trigger;

import dev.rapporteur.report.ReportingPeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of periods to be made up, each once.
 *
 * @param from the first period
 * @param to the last period, of the same kind and not before the first
 * @param parallel how many runs may be under way at the same time, at least 1
 */
public record Backfill(ReportingPeriod from, ReportingPeriod to, int parallel) {
  /** More periods than this are refused as a slip of the pen. */
  public static final int MOST_PERIODS = 600;

  public Backfill {
    if (from.kind() != to.kind()) {
      throw new InvalidScheduleException(
          "a backfill goes from one period to another of the same kind, not from %s to %s"
              .formatted(from, to));
    }
    if (to.compareTo(from) < 0) {
      throw new InvalidScheduleException("a backfill from %s to %s is empty".formatted(from, to));
    }
    if (parallel < 1) {
      throw new InvalidScheduleException("a backfill has at least one run at a time");
    }
    if (from.plus(MOST_PERIODS - 1).compareTo(to) < 0) {
      throw new InvalidScheduleException(
          "a backfill from %s to %s has more than %d periods".formatted(from, to, MOST_PERIODS));
    }
  }

  /** The periods in order. */
  public List<ReportingPeriod> periods() {
    List<ReportingPeriod> periods = new ArrayList<>();
    for (ReportingPeriod each = from; each.compareTo(to) <= 0; each = each.plus(1)) {
      periods.add(each);
    }
    return List.copyOf(periods);
  }

  /** The periods that are not over on the given day, which therefore cannot be made up yet. */
  public List<ReportingPeriod> notOverOn(LocalDate day) {
    return periods().stream().filter(period -> !period.isOverOn(day)).toList();
  }
}
