package dev.rapporteur.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaylightSavingTest {

  @ParameterizedTest(name = "{0} {1} after {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # put forward: the first instant after the gap
          Europe/Berlin       | 0 30 2 * * ?   | 2026-03-28T03:00+01:00 | 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00
          America/New_York    | 0 30 2 * * ?   | 2026-03-07T03:00-05:00 | 2026-03-08T03:00-04:00 2026-03-09T02:30-04:00
          Africa/Cairo        | 0 0 0 * * ?    | 2026-04-23T12:00+02:00 | 2026-04-24T01:00+03:00 2026-04-25T00:00+03:00
          America/Sao_Paulo   | 0 15 0 * * ?   | 2018-11-03T12:00-03:00 | 2018-11-04T01:00-02:00 2018-11-05T00:15-02:00
          Australia/Lord_Howe | 0 15 2 * * ?   | 2026-10-03T12:00+10:30 | 2026-10-04T02:30+11:00 2026-10-05T02:15+11:00
          Asia/Shanghai       | 0 30 2 * * ?   | 1991-04-13T12:00+08:00 | 1991-04-14T03:00+09:00 1991-04-15T02:30+09:00
          # all times in the gap are one fire, which is also the first time after it
          Europe/Berlin       | 0 0/30 * * * ? | 2026-03-29T01:30+01:00 | 2026-03-29T03:00+02:00 2026-03-29T03:30+02:00
          # put back: once, the first time
          Europe/Berlin       | 0 30 2 * * ?   | 2026-10-24T12:00+02:00 | 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00
          Europe/Berlin       | 0 30 2 * * ?   | 2026-10-25T02:00+01:00 | 2026-10-26T02:30+01:00 2026-10-27T02:30+01:00
          Europe/Berlin       | 0 0/30 * * * ? | 2026-10-25T02:00+02:00 | 2026-10-25T02:30+02:00 2026-10-25T03:00+01:00
          America/New_York    | 0 30 1 * * ?   | 2026-10-31T12:00-04:00 | 2026-11-01T01:30-04:00 2026-11-02T01:30-05:00
          Africa/Cairo        | 0 30 23 * * ?  | 2026-10-28T23:30+03:00 | 2026-10-29T23:30+03:00 2026-10-30T23:30+02:00
          America/Sao_Paulo   | 0 30 23 * * ?  | 2018-02-16T23:30-02:00 | 2018-02-17T23:30-02:00 2018-02-18T23:30-03:00
          Australia/Lord_Howe | 0 45 1 * * ?   | 2026-04-04T12:00+11:00 | 2026-04-05T01:45+11:00 2026-04-06T01:45+10:30
          # no daylight saving
          Asia/Kolkata        | 0 30 2 * * ?   | 2026-03-28T12:00+05:30 | 2026-03-29T02:30+05:30 2026-03-30T02:30+05:30
          """)
  void firesOnceWhereClocksChange(ZoneId zone, String cron, String after, String expected) {
    List<Instant> fires =
        CronSchedule.of(cron, zone).next(OffsetDateTime.parse(after).toInstant(), 2);
    assertThat(fires.stream().map(fire -> fire.atZone(zone).toOffsetDateTime().toString()))
        .containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Africa/Cairo",
        "Asia/Shanghai",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Asia/Tehran",
        "Pacific/Chatham"
      })
  void firesOncePerLocalDayWhateverTheHour(ZoneId zone) {
    Instant from = Instant.parse("1985-01-01T00:00:00Z");
    Instant through = Instant.parse("2030-01-01T00:00:00Z");
    Set<String> hours = new HashSet<>(Set.of("0 0", "30 0", "30 1", "0 2", "30 2", "30 23"));
    for (ZoneOffsetTransition change = zone.getRules().nextTransition(from);
        change != null && change.getInstant().isBefore(through);
        change = zone.getRules().nextTransition(change.getInstant())) {
      var local = change.getDateTimeBefore();
      hours.add(local.getMinute() + " " + local.getHour());
    }
    for (String hour : hours) {
      List<Instant> fires =
          CronSchedule.of("0 " + hour + " * * ?", zone).fires(from, through, 100_000);
      var days =
          fires.stream().map(fire -> fire.atZone(zone).toLocalDate()).collect(Collectors.toSet());
      assertThat(fires).as(hour).isSorted().doesNotHaveDuplicates().hasSameSizeAs(days);
      long expected =
          fires.getLast().atZone(zone).toLocalDate().toEpochDay()
              - fires.getFirst().atZone(zone).toLocalDate().toEpochDay()
              + 1;
      assertThat(days).as("%s %s", zone, hour).hasSize(Math.toIntExact(expected));
    }
  }
}
