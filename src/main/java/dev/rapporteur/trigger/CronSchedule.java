package dev.rapporteur.trigger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Fires by a cron expression in Quartz's syntax.
 *
 * @param cron six or seven fields: second, minute, hour, day of month, month, day of week, year;
 *     {@code 0 0 8 3 * ?} is 08:00 on the third of each month
 * @param zone whose local time the expression speaks
 */
public record CronSchedule(CronExpression cron, ZoneId zone) implements Schedule {

  /**
   * Reads the expression.
   *
   * @throws InvalidScheduleException naming the field that is wrong
   */
  public static CronSchedule of(String cron, ZoneId zone) {
    return new CronSchedule(CronExpression.parse(cron), zone);
  }

  @Override
  public Optional<Instant> next(Instant after, Instant through) {
    // Local times in an overlap map to its first pass, so the instant may still be in the past.
    Optional<LocalDateTime> local = cron.next(LocalDateTime.ofInstant(after, zone));
    while (local.isPresent()) {
      Instant fire = Schedule.instantOf(local.get(), zone);
      if (fire.isAfter(after)) {
        return Optional.of(fire).filter(each -> !each.isAfter(through));
      }
      local = cron.next(local.get());
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "cron " + cron + " " + zone;
  }
}
