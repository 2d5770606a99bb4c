package dev.rapporteur.trigger.jdbc;

import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.trigger.IdempotencyKey;
import dev.rapporteur.trigger.WebhookInbox;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Web hooks in the state database, in one transaction with the runs that they ask for. */
public final class JdbcWebhookInbox implements WebhookInbox {
  private static final int MOST_ATTEMPTS = 10;

  /**
   * Another transaction was faster: unique violation, PostgreSQL's aborted transaction after one,
   * serialization failure, deadlock.
   */
  private static final Set<String> RACE = Set.of("23505", "25P02", "40001", "40P01");

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ReportRuns runs;

  /**
   * @param runs on the same data source, so that they take part in the transaction
   */
  public JdbcWebhookInbox(DataSource dataSource, ReportRuns runs) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.runs = runs;
  }

  @Override
  public Receipt accept(String endpoint, IdempotencyKey key, RunRequest request, Instant now) {
    for (int attempt = 1; ; attempt++) {
      try {
        return Objects.requireNonNull(
            transaction.execute(status -> acceptInTransaction(endpoint, key, request, now)));
      } catch (DataAccessException fault) {
        // What the faster transaction wrote is seen in the next attempt.
        if (!isRace(fault) || attempt == MOST_ATTEMPTS) {
          throw fault;
        }
      }
    }
  }

  private Receipt acceptInTransaction(
      String endpoint, IdempotencyKey key, RunRequest request, Instant now) {
    var earlier =
        jdbc.sql(
                "select run, body_sha256 from accepted_request"
                    + " where endpoint = ? and message_id = ?")
            .params(endpoint, key.id())
            .query((row, number) -> new Earlier(row.getString("run"), row.getString("body_sha256")))
            .optional();
    if (earlier.isPresent()) {
      return earlier.get().sha256().equals(key.bodySha256())
          ? new Taken(runs.find(earlier.get().run()).orElseThrow(), false)
          : new KeyReused();
    }
    // Asked first, because a refused insert would end a transaction of PostgreSQL.
    List<ReportRun> existing = runs.of(request.report(), request.period(), request.scope());
    Taken taken =
        existing.isEmpty()
            ? taken(runs.acceptOnce(request, now))
            : new Taken(existing.getFirst(), false);
    jdbc.sql(
            "insert into accepted_request (endpoint, message_id, body_sha256, run, received_at)"
                + " values (?, ?, ?, ?, ?)")
        .params(endpoint, key.id(), key.bodySha256(), taken.run().id(), time(now))
        .update();
    return taken;
  }

  private static Taken taken(ReportRuns.Accepted accepted) {
    return new Taken(accepted.run(), accepted.created());
  }

  private static boolean isRace(DataAccessException fault) {
    return NestedExceptionUtils.getMostSpecificCause(fault) instanceof SQLException cause
        && RACE.contains(String.valueOf(cause.getSQLState()));
  }

  @Override
  public int forgetBefore(Instant instant) {
    return jdbc.sql("delete from accepted_request where received_at < ?")
        .param(time(instant))
        .update();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private record Earlier(String run, String sha256) {}
}
