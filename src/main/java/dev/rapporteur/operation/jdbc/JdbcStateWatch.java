package dev.rapporteur.operation.jdbc;

import dev.rapporteur.operation.StateWatch;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.RunState;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link StateWatch} on H2 and PostgreSQL. */
public final class JdbcStateWatch implements StateWatch {
  private static final int SECONDS = 5;

  private final JdbcClient jdbc;

  public JdbcStateWatch(DataSource database) {
    JdbcTemplate template = new JdbcTemplate(database);
    template.setQueryTimeout(SECONDS);
    this.jdbc = JdbcClient.create(template);
  }

  @Override
  public Instant write() {
    try {
      jdbc.sql("update write_probe set probed_at = current_timestamp where id = 1").update();
      return jdbc.sql("select current_timestamp").query(OffsetDateTime.class).single().toInstant();
    } catch (DataAccessException fault) {
      throw new RapporteurException(
          FailureKind.EXTERNAL,
          "the state database does not take a row: " + reason(fault),
          "look whether it runs, and whether its disk has room",
          fault);
    }
  }

  @Override
  public List<RunCount> runs() {
    return jdbc.sql("select report, state, count(*) from report_run group by report, state")
        .query(
            (row, number) ->
                new RunCount(row.getString(1), RunState.valueOf(row.getString(2)), row.getLong(3)))
        .list();
  }

  @Override
  public int queued() {
    return jdbc.sql(
            "select count(distinct job_name) from ("
                + "select job_name from qrtz_triggers where job_group = 'run'"
                + " union select job_name from qrtz_fired_triggers where job_group = 'run') as queue")
        .query(Integer.class)
        .single();
  }

  @Override
  public List<DeliveryCount> deliveries() {
    return jdbc.sql("select channel, state, count(*) from delivery_receipt group by channel, state")
        .query(
            (row, number) -> new DeliveryCount(row.getString(1), row.getString(2), row.getLong(3)))
        .list();
  }

  @Override
  public List<String> versions() {
    return jdbc.sql(
            "select \"version\" from \"flyway_schema_history\""
                + " where \"version\" is not null order by \"installed_rank\"")
        .query(String.class)
        .list();
  }

  private static String reason(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given").strip();
  }
}
