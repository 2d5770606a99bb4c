package dev.rapporteur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.ParseException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
  private static final long SEED = 7_2026;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 0 8 3 * ?            | 2026-01-03T07:59 | 2026-01-03T08:00:00 2026-02-03T08:00:00
          0 0/15 8 * * ?         | 2026-01-03T08:20 | 2026-01-03T08:30:00 2026-01-03T08:45:00
          0 5/20 * * * ?         | 2026-01-03T08:46 | 2026-01-03T09:05:00 2026-01-03T09:25:00
          0 0 8 L * ?            | 2024-02-01T00:00 | 2024-02-29T08:00:00 2024-03-31T08:00:00
          0 0 8 L-3 * ?          | 2024-02-01T00:00 | 2024-02-26T08:00:00 2024-03-28T08:00:00
          0 0 8 LW * ?           | 2026-01-01T00:00 | 2026-01-30T08:00:00 2026-02-27T08:00:00
          0 0 8 L-2W * ?         | 2026-05-01T00:00 | 2026-05-29T08:00:00 2026-06-29T08:00:00
          0 0 8 15W * ?          | 2026-08-01T00:00 | 2026-08-14T08:00:00 2026-09-15T08:00:00
          0 0 8 1W * ?           | 2026-08-01T00:00 | 2026-08-03T08:00:00 2026-09-01T08:00:00
          0 0 8 31W * ?          | 2026-02-01T00:00 | 2026-03-31T08:00:00 2026-05-29T08:00:00
          0 0 8 1,L * ?          | 2026-01-02T00:00 | 2026-01-31T08:00:00 2026-02-01T08:00:00
          0 0 8 ? * 6L           | 2026-01-01T00:00 | 2026-01-30T08:00:00 2026-02-27T08:00:00
          0 0 8 ? * FRIL         | 2026-01-01T00:00 | 2026-01-30T08:00:00 2026-02-27T08:00:00
          0 0 8 ? * L            | 2026-01-01T00:00 | 2026-01-03T08:00:00 2026-01-10T08:00:00
          0 0 8 ? * 6#3          | 2026-01-01T00:00 | 2026-01-16T08:00:00 2026-02-20T08:00:00
          0 0 8 ? * MON#5        | 2026-01-01T00:00 | 2026-03-30T08:00:00 2026-06-29T08:00:00
          0 0 8 ? * FRI-MON      | 2026-01-01T00:00 | 2026-01-02T08:00:00 2026-01-03T08:00:00
          0 0 8 ? * MON-FRI/2    | 2026-01-06T00:00 | 2026-01-07T08:00:00 2026-01-09T08:00:00
          0 0 22-2 * * ?         | 2026-01-01T02:00 | 2026-01-01T22:00:00 2026-01-01T23:00:00
          0 0 8 1 NOV-FEB ?      | 2026-02-01T08:00 | 2026-11-01T08:00:00 2026-12-01T08:00:00
          0 0 8 1 1/3 ? 2027     | 2026-02-01T08:00 | 2027-01-01T08:00:00 2027-04-01T08:00:00
          0 0 8 29 2 ? *         | 2026-02-01T08:00 | 2028-02-29T08:00:00 2032-02-29T08:00:00
          0 0 8 29 2 ? 2090-2099 | 2026-02-01T08:00 | 2092-02-29T08:00:00 2096-02-29T08:00:00
          10,20 59 23 31 dec ?   | 2026-12-31T23:59:10 | 2026-12-31T23:59:20 2027-12-31T23:59:10
          """)
  void knowsQuartzSyntax(String cron, LocalDateTime after, String expected) {
    CronExpression expression = CronExpression.parse(cron);
    LocalDateTime first = expression.next(after).orElseThrow();
    LocalDateTime second = expression.next(first).orElseThrow();
    assertThat(List.of(first, second))
        .isEqualTo(List.of(expected.split(" ")).stream().map(LocalDateTime::parse).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 0 8 3 *              | has 5
          0 0 8 3 * ? 2026 extra | has 8
          ''                     | has 0
          60 0 8 3 * ?           | second: '60'
          0 -1 8 3 * ?           | minute
          0 0 24 3 * ?           | hour: '24'
          0 0 8 0 * ?            | day of month: '0'
          0 0 8 32 * ?           | day of month: '32'
          0 0 8 3 13 ?           | month: '13'
          0 0 8 3 FOO ?          | month: 'foo'
          0 0 8 ? * 8            | day of week: '8'
          0 0 8 ? * 0            | day of week: '0'
          0 0 8 ? * FRIDAY       | day of week: 'friday'
          0 0 8 3 * ? 1969       | year: '1969'
          0 0 8 3 * ? 2030-2020  | ends before it starts
          0 0 8 3 * 2            | exactly one
          0 0 8 * * *            | exactly one
          0 0 8 ? * ?            | exactly one
          ? 0 8 3 * ?            | second: '?'
          0 0 8 L-31 * ?         | more than 30
          0 0 8 32W * ?          | day of month: '32'
          0 0 8 W * ?            | day of month: 'w'
          0 0 8 1-5W * ?         | day of month
          0 0 8 ? * 2#6          | from 1 to 5
          0 0 8 ? * 2#           | from 1 to 5
          0 0 8 ? * 2#1,3        | from 1 to 5
          0 0 8 ? * 2L,3         | mixes
          0 0 8 ? L 2            | month: 'l'
          0 0/0 8 3 * ?          | step from 1 to 59
          0 0/60 8 3 * ?         | step from 1 to 59
          0 0 8/24 3 * ?         | step from 1 to 23
          0 5/ 8 3 * ?           | step
          0 1,,2 8 3 * ?         | minute: ''
          0 1-2-3 8 3 * ?        | not a range
          0 0 8 31 2 ?           | never fires
          0 0 8 30 FEB ? 2026    | never fires
          """)
  void refusesWhatIsNoCronExpressionNamingTheField(String cron, String reason) {
    assertThatThrownBy(() -> CronExpression.parse(cron))
        .isInstanceOf(InvalidScheduleException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 8 3 * ? 2020", "0 0 8 3 * ? 2019,2020"})
  void endsWithItsLastYear(String cron) {
    assertThat(CronExpression.parse(cron).next(LocalDateTime.of(2026, 1, 1, 0, 0))).isEmpty();
  }

  @Test
  void beginsWithTheYear1970() {
    LocalDateTime first = LocalDateTime.of(1970, 1, 1, 0, 0);
    CronExpression daily = CronExpression.parse("0 0 0 * * ?");
    assertThat(daily.next(LocalDateTime.of(-5, 1, 1, 0, 0))).contains(first);
    assertThat(daily.next(first)).contains(first.plusDays(1));
  }

  @Test
  void agreesWithQuartzWhereQuartzKeepsToItsDocumentation() throws ParseException {
    Random random = new Random(SEED);
    int compared = 0;
    for (int i = 0; i < 3_000; i++) {
      String cron = randomCron(random);
      var quartz = new org.quartz.CronExpression(cron);
      quartz.setTimeZone(TimeZone.getTimeZone("UTC"));
      CronExpression ours;
      Date theirs = date(LocalDateTime.of(2000 + random.nextInt(90), 1, 1, 0, 0));
      try {
        ours = CronExpression.parse(cron);
      } catch (InvalidScheduleException e) {
        assertThat(quartz.getNextValidTimeAfter(theirs)).as(cron).isNull();
        continue;
      }
      for (int n = 0; n < 10; n++) {
        var our = ours.next(LocalDateTime.ofInstant(theirs.toInstant(), ZoneOffset.UTC));
        Date next = quartz.getNextValidTimeAfter(theirs);
        if (next == null || next.toInstant().atOffset(ZoneOffset.UTC).getYear() > 2099) {
          assertThat(our).as("seed %d: %s after %s", SEED, cron, theirs).isEmpty();
          break;
        }
        assertThat(our.map(CronExpressionTest::date))
            .as("seed %d: %s after %s", SEED, cron, theirs.toInstant())
            .contains(next);
        compared++;
        theirs = next;
      }
    }
    assertThat(compared).isGreaterThan(20_000);
  }

  /** Quartz 2.5.2 skips these; its documentation names the nearest weekday without exception. */
  @Test
  void firesOnAWeekdayMovedForwardAlsoWhenTheSearchStartsBetween() throws ParseException {
    String cron = "0 0 8,12 15W * ?"; // 15 November 2026 is a Sunday
    LocalDateTime sunday = LocalDateTime.of(2026, 11, 15, 13, 0);
    LocalDateTime morning = LocalDateTime.of(2026, 11, 16, 8, 0);
    CronExpression ours = CronExpression.parse(cron);
    assertThat(ours.next(sunday)).contains(morning);
    assertThat(ours.next(morning)).contains(morning.withHour(12));

    var quartz = new org.quartz.CronExpression(cron);
    quartz.setTimeZone(TimeZone.getTimeZone("UTC"));
    assertThat(quartz.getNextValidTimeAfter(date(sunday)))
        .isEqualTo(date(LocalDateTime.of(2026, 12, 15, 8, 0)));
  }

  private static Date date(LocalDateTime utc) {
    return Date.from(utc.toInstant(ZoneOffset.UTC));
  }

  private static String randomCron(Random random) {
    String time =
        "%s %s %s"
            .formatted(
                values(random, 0, 59, List.of()),
                values(random, 0, 59, List.of()),
                values(random, 0, 23, List.of()));
    String month =
        values(random, 1, 12, List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG"));
    String year =
        switch (random.nextInt(4)) {
          case 0 -> " " + (2000 + random.nextInt(99));
          case 1 -> " 2000/" + (1 + random.nextInt(9));
          default -> "";
        };
    boolean byWeek = random.nextBoolean();
    String day = byWeek ? "?" : dayOfMonth(random);
    String week = byWeek ? dayOfWeek(random) : "?";
    if (day.contains("W")) {
      // Quartz does not go back to the first time of the day when it moves on to a W day.
      time = "0 %d %d".formatted(random.nextInt(60), random.nextInt(24));
    }
    return time + " " + day + " " + month + " " + week + year;
  }

  private static String dayOfMonth(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "L";
      case 1 -> "L-" + random.nextInt(20);
      case 2 -> random.nextBoolean() ? "LW" : "L-" + random.nextInt(20) + "W";
      case 3 -> (1 + random.nextInt(31)) + "W";
      default -> values(random, 1, 31, List.of());
    };
  }

  private static String dayOfWeek(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> (1 + random.nextInt(7)) + "L";
      case 1 -> (1 + random.nextInt(7)) + "#" + (1 + random.nextInt(5));
      default -> values(random, 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));
    };
  }

  private static String values(Random random, int min, int max, List<String> names) {
    int size = max - min + 1;
    return switch (random.nextInt(6)) {
      case 0 -> "*";
      case 1 -> "*/" + (1 + random.nextInt(size - 1));
      case 2 -> (min + random.nextInt(size)) + "/" + (1 + random.nextInt(size - 1));
      case 3 -> {
        int from = random.nextInt(names.isEmpty() ? size : names.size());
        int to = random.nextInt(names.isEmpty() ? size : names.size());
        yield names.isEmpty()
            ? (min + from) + "-" + (min + to)
            : names.get(from) + "-" + names.get(to);
      }
      default -> {
        List<String> list = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
          list.add(Integer.toString(min + random.nextInt(size)));
        }
        yield String.join(",", list);
      }
    };
  }
}
