package dev.rapporteur.evaluation;

import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.trigger.Schedule;
import dev.rapporteur.trigger.ScheduleReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code rapporteur eval schedule}: each line {@code {id, schedule, timeZone, after, count}} gains
 * the next {@code fires} strictly after {@code after}, or an {@code error}.
 *
 * <p>{@code schedule} is written as in a report's definition. {@code timeZone} may be left out
 * where {@code after} has an offset, and is UTC then; an {@code after} without offset is local time
 * there. {@code count} is 1 if it is left out.
 */
public final class ScheduleEvaluation {
  /** The most fires of one line. */
  public static final int MOST_FIRES = 10_000;

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private final ScheduleReader schedules;
  private final JsonMapper json = JsonMapper.shared();

  public ScheduleEvaluation(ScheduleReader schedules) {
    this.schedules = schedules;
  }

  /** Answers every line that is not blank. */
  public Stream<String> evaluate(Stream<String> lines) {
    return lines.filter(line -> !line.isBlank()).map(this::evaluate);
  }

  private String evaluate(String line) {
    @Nullable Map<String, @Nullable Object> answer;
    try {
      answer = json.readValue(line, OBJECT);
    } catch (JacksonException e) {
      return json.writeValueAsString(Map.of("error", "not a JSON object: " + reason(e)));
    }
    if (answer == null) {
      return json.writeValueAsString(Map.of("error", "not a JSON object: null"));
    }
    try {
      answer.put("fires", fires(answer));
    } catch (RapporteurException | DateTimeException | IllegalArgumentException e) {
      answer.put("error", e.getMessage());
    }
    return json.writeValueAsString(answer);
  }

  private List<String> fires(Map<String, @Nullable Object> line) {
    ZoneId zone = ZoneId.of(line.get("timeZone") instanceof String text ? text : "UTC");
    if (!(line.get("schedule") instanceof Map<?, ?> written)) {
      throw new IllegalArgumentException("schedule is missing or not an object");
    }
    Map<String, @Nullable Object> keys = new LinkedHashMap<>();
    written.forEach((key, value) -> keys.put(String.valueOf(key), value));
    keys.remove("misfire"); // part of a definition's schedule, but not of when it fires
    Schedule schedule = schedules.read(keys, ReportingPeriod.Kind.MONTH, zone);
    return schedule.next(after(line.get("after"), zone), count(line.get("count"))).stream()
        .map(fire -> ISO.format(fire.atZone(zone)))
        .toList();
  }

  private static Instant after(@Nullable Object value, ZoneId zone) {
    if (!(value instanceof String text)) {
      throw new IllegalArgumentException("after is missing or not a text");
    }
    var parsed =
        DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss[.SSSSSSSSS][.SSSSSS][.SSS]][XXX]]")
            .parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    return switch (parsed) {
      case OffsetDateTime time -> time.toInstant();
      case LocalDateTime local -> Schedule.instantOf(local, zone);
      default -> Schedule.instantOf(LocalDate.from(parsed).atStartOfDay(), zone);
    };
  }

  private static int count(@Nullable Object value) {
    if (value == null) {
      return 1;
    }
    if (value instanceof Integer count && count >= 0 && count <= MOST_FIRES) {
      return count;
    }
    throw new IllegalArgumentException("count is not a whole number from 0 to " + MOST_FIRES);
  }

  private static String reason(JacksonException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }
}
