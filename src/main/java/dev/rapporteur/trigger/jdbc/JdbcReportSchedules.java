package dev.rapporteur.trigger.jdbc;

import dev.rapporteur.access.Role;
import dev.rapporteur.report.ReportDefinition.ScheduleDefinition;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.trigger.ReportSchedule;
import dev.rapporteur.trigger.ReportSchedules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Schedules in the state database. */
public final class JdbcReportSchedules implements ReportSchedules {
  private static final String SELECT =
      """
      select report, cron, workday, month_day, roll, fires_at, calendar, misfire, time_zone, period, roles,
             handled_through, paused
      from report_schedule
      """;

  private final JdbcClient jdbc;

  public JdbcReportSchedules(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  @Override
  public List<Entry> all() {
    return jdbc.sql(SELECT + " order by report").query(JdbcReportSchedules::entry).list();
  }

  @Override
  public Optional<Entry> find(String report) {
    return jdbc.sql(SELECT + " where report = ?")
        .param(report)
        .query(JdbcReportSchedules::entry)
        .optional();
  }

  @Override
  public void put(ReportSchedule schedule, Instant handledThrough) {
    if (update(schedule) == 0) {
      try {
        insert(schedule, handledThrough);
      } catch (DuplicateKeyException otherNode) {
        update(schedule);
      }
    }
    handled(schedule.report(), handledThrough);
  }

  private int update(ReportSchedule schedule) {
    return bind(
            """
            update report_schedule
            set cron = ?, workday = ?, month_day = ?, roll = ?, fires_at = ?, calendar = ?, misfire = ?, time_zone = ?,
                period = ?, roles = ?
            where report = ?
            """,
            schedule)
        .update();
  }

  private void insert(ReportSchedule schedule, Instant handledThrough) {
    bind(
            """
            insert into report_schedule
              (cron, workday, month_day, roll, fires_at, calendar, misfire, time_zone, period, roles, report,
               handled_through, paused)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false)
            """,
            schedule)
        .param(time(handledThrough))
        .update();
  }

  private JdbcClient.StatementSpec bind(String sql, ReportSchedule schedule) {
    ScheduleDefinition definition = schedule.definition();
    return jdbc.sql(sql)
        .param(definition.cron().orElse(""))
        .param(definition.workday().orElse(0))
        .param(definition.day().orElse(0))
        .param(definition.roll())
        .param(definition.at())
        .param(definition.calendar())
        .param(definition.misfire())
        .param(schedule.zone().getId())
        .param(schedule.period().name())
        .param(schedule.roles().stream().map(Role::name).sorted().collect(Collectors.joining(",")))
        .param(schedule.report());
  }

  @Override
  public void remove(String report) {
    jdbc.sql("delete from report_schedule where report = ?").param(report).update();
  }

  @Override
  public void handled(String report, Instant through) {
    jdbc.sql(
            "update report_schedule set handled_through = ?"
                + " where report = ? and handled_through < ?")
        .params(time(through), report, time(through))
        .update();
  }

  @Override
  public void pause(String report, boolean paused) {
    jdbc.sql("update report_schedule set paused = ? where report = ?")
        .params(paused, report)
        .update();
  }

  private static Entry entry(ResultSet row, int number) throws SQLException {
    String cron = row.getString("cron");
    int workday = row.getInt("workday");
    int day = row.getInt("month_day");
    ReportSchedule schedule =
        new ReportSchedule(
            row.getString("report"),
            new ScheduleDefinition(
                cron.isEmpty() ? Optional.empty() : Optional.of(cron),
                workday == 0 ? Optional.empty() : Optional.of(workday),
                day == 0 ? Optional.empty() : Optional.of(day),
                row.getString("roll"),
                row.getString("fires_at"),
                row.getString("calendar"),
                row.getString("misfire")),
            ZoneId.of(row.getString("time_zone")),
            ReportingPeriod.Kind.valueOf(row.getString("period")),
            Stream.of(row.getString("roles").split(","))
                .filter(role -> !role.isEmpty())
                .map(Role::new)
                .collect(Collectors.toSet()));
    return new Entry(
        schedule,
        row.getObject("handled_through", OffsetDateTime.class).toInstant(),
        row.getBoolean("paused"));
  }

  /** Both databases keep microseconds. */
  private static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
