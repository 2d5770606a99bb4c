package dev.rapporteur.trigger;

import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportingPeriod;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Schedule} of its written form: {@code cron}, or {@code workday} with {@code at}
 * and {@code calendar}, or {@code day} with {@code roll}, {@code at} and {@code calendar}.
 */
public final class ScheduleReader {
  private static final Set<String> KINDS = Set.of("cron", "workday", "day");
  private static final Map<String, Set<String>> BESIDE =
      Map.of(
          "cron", Set.of(),
          "workday", Set.of("at", "calendar"),
          "day", Set.of("at", "calendar", "roll"));
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm[:ss]");

  private final WorkingDayCalendars calendars;

  public ScheduleReader(WorkingDayCalendars calendars) {
    this.calendars = calendars;
  }

  /**
   * Reads the schedule of a report's definition.
   *
   * @param every in what working days are counted
   * @param zone whose local time it speaks
   * @throws InvalidScheduleException if it is not written as a schedule
   */
  public Schedule read(ScheduleDefinition definition, ReportingPeriod.Kind every, ZoneId zone) {
    Map<String, Object> keys = new LinkedHashMap<>();
    definition.cron().ifPresent(cron -> keys.put("cron", cron));
    definition.workday().ifPresent(workday -> keys.put("workday", workday));
    definition.day().ifPresent(day -> keys.put("day", day));
    definition.day().ifPresent(day -> keys.put("roll", definition.roll()));
    if (definition.cron().isEmpty()) {
      keys.put("at", definition.at());
      keys.put("calendar", definition.calendar());
    }
    return read(keys, every, zone);
  }

  /**
   * Whether a schedule can be carried out.
   *
   * @throws dev.rapporteur.report.RapporteurException saying why not
   */
  public void check(ReportSchedule schedule) {
    schedule.misfire();
    read(schedule.definition(), schedule.period(), schedule.zone());
  }

  /**
   * Reads a schedule from its keys; a {@code calendar} that is missing, null or empty means Monday
   * to Friday.
   *
   * @throws InvalidScheduleException if it is not written as a schedule
   */
  public Schedule read(
      Map<String, ? extends @Nullable Object> keys, ReportingPeriod.Kind every, ZoneId zone) {
    List<String> kinds = keys.keySet().stream().filter(KINDS::contains).toList();
    if (kinds.size() != 1) {
      throw new InvalidScheduleException(
          "a schedule has exactly one of cron, workday and day, not " + kinds);
    }
    String kind = kinds.getFirst();
    for (String key : keys.keySet()) {
      if (!key.equals(kind) && !BESIDE.get(kind).contains(key)) {
        throw new InvalidScheduleException("'%s' does not go with %s".formatted(key, kind));
      }
    }
    return switch (kind) {
      case "cron" -> CronSchedule.of(text(keys, "cron"), zone);
      case "workday" ->
          new WorkdaySchedule(number(keys, "workday"), at(keys), calendar(keys), every, zone);
      default ->
          new MonthDaySchedule(number(keys, "day"), roll(keys), at(keys), calendar(keys), zone);
    };
  }

  private WorkingDayCalendar calendar(Map<String, ? extends @Nullable Object> keys) {
    String name = Objects.toString(keys.get("calendar"), "");
    return calendars.named(name.isEmpty() ? WorkingDayCalendar.WEEKENDS_ONLY : name);
  }

  private static LocalTime at(Map<String, ? extends @Nullable Object> keys) {
    String text = text(keys, "at");
    try {
      return LocalTime.parse(text, TIME);
    } catch (DateTimeParseException e) {
      throw new InvalidScheduleException(
          "at: '%s' is not a time of day such as 08:00".formatted(text));
    }
  }

  private static RollRule roll(Map<String, ? extends @Nullable Object> keys) {
    String text = text(keys, "roll");
    return Arrays.stream(RollRule.values())
        .filter(rule -> written(rule).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidScheduleException(
                    "roll: '%s' is none of %s".formatted(text, written(RollRule.values()))));
  }

  private static int number(Map<String, ? extends @Nullable Object> keys, String key) {
    if (keys.get(key) instanceof Integer number) {
      return number;
    }
    throw new InvalidScheduleException(
        "%s: '%s' is not a whole number".formatted(key, keys.get(key)));
  }

  private static String text(Map<String, ? extends @Nullable Object> keys, String key) {
    if (keys.get(key) instanceof String text) {
      return text;
    }
    throw new InvalidScheduleException(
        keys.get(key) == null ? key + " is missing" : key + " is not a text");
  }

  static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String written(Enum<?>[] values) {
    return Arrays.stream(values).map(ScheduleReader::written).collect(Collectors.joining(", "));
  }
}
