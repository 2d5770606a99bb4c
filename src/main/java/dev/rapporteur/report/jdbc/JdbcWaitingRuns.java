package dev.rapporteur.report.jdbc;

import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunEvent;
import dev.rapporteur.report.RunEvents;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.StaleAttemptException;
import dev.rapporteur.report.WaitingRun;
import dev.rapporteur.report.WaitingRuns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Waiting runs in the state database. */
public final class JdbcWaitingRuns implements WaitingRuns {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ReportRuns runs;
  private final RunEvents events;

  /**
   * @param runs on the same data source
   * @param events on the same data source
   */
  public JdbcWaitingRuns(DataSource dataSource, ReportRuns runs, RunEvents events) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.runs = runs;
    this.events = events;
  }

  @Override
  public Optional<WaitingRun> find(String run) {
    return jdbc.sql(
            """
            select run, why, owner, since, looks, next_look, deadline, escalated_at
            from run_waiting where run = ?
            """)
        .param(run)
        .query(JdbcWaitingRuns::waiting)
        .optional();
  }

  @Override
  public ReportRun put(ReportRun run, WaitingRun waiting, Instant now) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              ReportRun changed =
                  run.state() == RunState.WAITING
                      ? lock(run)
                      : runs.change(run, RunState.WAITING, "", now);
              boolean told = find(run.id()).flatMap(WaitingRun::escalatedAt).isPresent();
              write(waiting);
              if (waiting.escalatedAt().isPresent() && !told) {
                events.add(RunEvent.ESCALATED, changed, facts(waiting), now);
              }
              return changed;
            }));
  }

  /** Holds the run's row until the end of the transaction, if the attempt is still the latest. */
  private ReportRun lock(ReportRun run) {
    int held =
        jdbc.sql("update report_run set failure = '' where id = ? and attempt = ? and state = ?")
            .params(run.id(), run.attempt(), run.state().name())
            .update();
    if (held == 0) {
      throw new StaleAttemptException(run.id(), run.attempt());
    }
    return run;
  }

  private static Map<String, String> facts(WaitingRun waiting) {
    return Map.of(
        "why", waiting.why(),
        "owner", waiting.owner(),
        "since", waiting.since().toString(),
        "deadline", waiting.deadline().map(Instant::toString).orElse(""));
  }

  private void write(WaitingRun waiting) {
    jdbc.sql("delete from run_waiting where run = ?").param(waiting.run()).update();
    jdbc.sql(
            """
            insert into run_waiting
              (run, why, owner, since, looks, next_look, deadline, escalated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(waiting.run())
        .param(waiting.why().length() > 1000 ? waiting.why().substring(0, 1000) : waiting.why())
        .param(waiting.owner())
        .param(time(waiting.since()))
        .param(waiting.looks())
        .param(time(waiting.nextLook()))
        .param(optional(waiting.deadline()))
        .param(optional(waiting.escalatedAt()))
        .update();
  }

  @Override
  public void goOnAnyway(String run, String decidedBy, Instant now) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("delete from run_anyway where run = ?").param(run).update();
          jdbc.sql("insert into run_anyway (run, decided_by, decided_at) values (?, ?, ?)")
              .params(run, decidedBy, time(now))
              .update();
        });
  }

  @Override
  public boolean goesOnAnyway(String run) {
    return jdbc.sql("select count(*) from run_anyway where run = ?")
            .param(run)
            .query(Integer.class)
            .single()
        > 0;
  }

  private static WaitingRun waiting(ResultSet row, int number) throws SQLException {
    return new WaitingRun(
        row.getString("run"),
        row.getString("why"),
        row.getString("owner"),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getInt("looks"),
        row.getObject("next_look", OffsetDateTime.class).toInstant(),
        instant(row, "deadline"),
        instant(row, "escalated_at"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static SqlParameterValue optional(Optional<Instant> instant) {
    return new SqlParameterValue(
        Types.TIMESTAMP_WITH_TIMEZONE, instant.map(JdbcWaitingRuns::time).orElse(null));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
