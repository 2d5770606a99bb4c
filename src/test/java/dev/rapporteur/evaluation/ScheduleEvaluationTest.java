package dev.rapporteur.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.trigger.ScheduleReader;
import dev.rapporteur.trigger.WorkingDayCalendars;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class ScheduleEvaluationTest {
  private final ScheduleEvaluation evaluation =
      new ScheduleEvaluation(new ScheduleReader(new WorkingDayCalendars(Path.of("calendars"))));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'cron':'0 0 8 3 * ?'}                          | Asia/Shanghai | 2026-01-01T00:00:00Z      | 2 | 2026-01-03T08:00:00+08:00 2026-02-03T08:00:00+08:00
          {'cron':'0 0 8 3 * ?','misfire':'run-each'}     | UTC           | 2026-01-03T08:00:00Z      | 1 | 2026-02-03T08:00:00+00:00
          {'cron':'0 0 8 3 * ? 2025'}                     | UTC           | 2026-01-03T08:00:00Z      | 3 | ''
          {'workday':3,'at':'08:00','calendar':'CN'}      | Asia/Shanghai | 2026-02-04T08:00:00+08:00 | 1 | 2026-03-04T08:00:00+08:00
          {'workday':-2,'at':'9:30'}                      | Europe/Berlin | 2026-03-01T00:00          | 2 | 2026-03-30T09:30:00+02:00 2026-04-29T09:30:00+02:00
          {'workday':-1,'at':'18:00:30','calendar':null}  | UTC           | 2026-01-30                | 1 | 2026-01-30T18:00:30+00:00
          {'day':31,'roll':'preceding','at':'08:00'}      | UTC           | 2026-01-31T00:00:00.123Z  | 1 | 2026-02-27T08:00:00+00:00
          """)
  void givesTheNextFires(String schedule, String zone, String after, int count, String expected) {
    assertThat(answer(line(schedule, zone, after, count)))
        .doesNotContainKey("error")
        .containsEntry("id", "a")
        .containsEntry("fires", expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'workday':3,'at':'08:00','calendar':'CN'} | UTC       | 2026-12-10T00:00:00Z | 1  | 2027 are not published
          {'workday':3,'at':'08:00','calendar':'CN'} | UTC       | 2026-11-10T00:00:00Z | 2  | 2027 are not published
          {'workday':3,'calendar':'CN'}              | UTC       | 2026-11-10T00:00:00Z | 1  | at is missing
          {'workday':3,'at':'24:30'}                 | UTC       | 2026-11-10T00:00:00Z | 1  | at: '24:30'
          {'workday':'3','at':'08:00'}               | UTC       | 2026-11-10T00:00:00Z | 1  | not a whole number
          {'workday':0,'at':'08:00'}                 | UTC       | 2026-11-10T00:00:00Z | 1  | workday: 0
          {'workday':1,'at':'08:00','calendar':'XX'} | UTC       | 2026-11-10T00:00:00Z | 1  | neither
          {'workday':1,'at':'08:00','calender':'CN'} | UTC       | 2026-11-10T00:00:00Z | 1  | calender
          {'cron':'0 0 8 3 * ?','workday':1}         | UTC       | 2026-11-10T00:00:00Z | 1  | exactly one
          {'cron':'0 0 25 3 * ?'}                    | UTC       | 2026-11-10T00:00:00Z | 1  | hour: '25'
          {'cron':5}                                 | UTC       | 2026-11-10T00:00:00Z | 1  | cron is not a text
          {}                                         | UTC       | 2026-11-10T00:00:00Z | 1  | exactly one
          {'cron':'0 0 8 3 * ?'}                     | Mars/Base | 2026-11-10T00:00:00Z | 1  | Mars/Base
          {'cron':'0 0 8 3 * ?'}                     | UTC       | yesterday            | 1  | yesterday
          {'cron':'0 0 8 3 * ?'}                     | UTC       | 2026-11-10T00:00:00Z | -1 | count
          """)
  void saysWhyThereAreNone(String schedule, String zone, String after, int count, String reason) {
    assertThat(answer(line(schedule, zone, after, count)))
        .doesNotContainKey("fires")
        .extractingByKey("error")
        .asString()
        .contains(reason);
  }

  @Test
  void answersALineThatIsNotJson() {
    assertThat(answer("{nonsense")).extractingByKey("error").asString().contains("not a JSON");
    assertThat(answer("null")).extractingByKey("error").asString().contains("not a JSON");
    assertThat(answer("[1]")).extractingByKey("error").asString().contains("not a JSON");
  }

  @Test
  void keepsTheOrderOfTheLines() {
    List<String> answers =
        evaluation
            .evaluate(Stream.of(line("{'cron':'0 0 8 3 * ?'}", "UTC", "2026-01-01", 1), "", "{}"))
            .toList();
    assertThat(answers).hasSize(2);
    assertThat(answers.getFirst()).contains("fires");
    assertThat(answers.getLast()).contains("error");
  }

  private static String line(String schedule, String zone, String after, int count) {
    return "{\"id\":\"a\",\"schedule\":%s,\"timeZone\":\"%s\",\"after\":\"%s\",\"count\":%d}"
        .formatted(schedule.replace('\'', '"'), zone, after, count);
  }

  private Map<String, Object> answer(String line) {
    String answer = evaluation.evaluate(Stream.of(line)).findFirst().orElseThrow();
    return JsonMapper.shared().readValue(answer, new TypeReference<>() {});
  }
}
