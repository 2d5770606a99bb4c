package dev.rapporteur.trigger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The instants at which a report is due.
 *
 * <p>All schedules speak local time in their own zone. Where clocks are put forward, a local time
 * that does not exist fires at the first instant after the gap; where they are put back, a local
 * time that exists twice fires once, the first time. So no fire is lost or doubled by daylight
 * saving, whatever the size of the change and whether or not it happens at midnight.
 */
public sealed interface Schedule permits CronSchedule, WorkdaySchedule, MonthDaySchedule {

  /** Later than any fire. */
  Instant FOREVER = Instant.parse("9999-12-01T00:00:00Z");

  /** The zone whose local time the schedule speaks. */
  ZoneId zone();

  /**
   * The first fire strictly after the given instant and not after the bound; empty if there is
   * none. A year that starts after the bound need not be published.
   *
   * @throws YearNotPublishedException if it depends on a year that the calendar does not know
   */
  Optional<Instant> next(Instant after, Instant through);

  /** The first fire strictly after the given instant; empty if there is none. */
  default Optional<Instant> next(Instant after) {
    return next(after, FOREVER);
  }

  /** The next fires strictly after the given instant, fewer if the schedule ends before. */
  default List<Instant> next(Instant after, int count) {
    return fires(after, FOREVER, count);
  }

  /** The fires after the first instant, up to and including the second, at most so many. */
  default List<Instant> fires(Instant after, Instant through, int most) {
    List<Instant> fires = new ArrayList<>();
    Instant last = after;
    while (fires.size() < most) {
      Optional<Instant> fire = next(last, through);
      if (fire.isEmpty()) {
        break;
      }
      last = fire.get();
      fires.add(last);
    }
    return List.copyOf(fires);
  }

  /** The instant of a local time by the rule above. */
  static Instant instantOf(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }
}
