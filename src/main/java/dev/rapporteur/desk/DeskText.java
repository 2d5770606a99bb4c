package dev.rapporteur.desk;

import dev.rapporteur.report.ReportDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How pages write times and durations; in templates under the name {@code text}. */
final class DeskText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  /** To the second, in the time zone of the service. */
  public String time(Instant at) {
    return TIME.format(at);
  }

  /** To the minute, in the time zone of the service. */
  public String minute(Instant at) {
    return MINUTE.format(at);
  }

  /** To the minute, in the time zone of the report where there is one, which is named. */
  public String minute(Instant at, @Nullable ReportDefinition report) {
    ZoneId zone = report == null ? ZoneId.systemDefault() : report.timeZone();
    return MINUTE.withZone(zone).format(at) + " " + zone.getId();
  }

  /** {@code 340 ms}, {@code 2.4 s}, {@code 3 min 5 s}. */
  public String took(Duration duration) {
    if (duration.toMillis() < 1000) {
      return duration.toMillis() + " ms";
    }
    if (duration.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  /** The zone that times are in. */
  public String zone() {
    return ZoneId.systemDefault().getId();
  }
}
