package dev.rapporteur.delivery.jdbc;

import dev.rapporteur.delivery.DeliveryReceipt;
import dev.rapporteur.delivery.DeliveryReceipt.Address;
import dev.rapporteur.delivery.DeliveryReceipts;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunEvent;
import dev.rapporteur.report.RunEvents;
import dev.rapporteur.report.jdbc.JdbcRunEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Receipts in the state database. */
public final class JdbcDeliveryReceipts implements DeliveryReceipts {
  private static final String SELECT =
      """
      select run, channel, target, recipient, state, attempts, detail, changed_at, next_attempt
      from delivery_receipt where run = ?
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ReportRuns runs;
  private final RunEvents events;

  /**
   * @param runs on the same data source
   */
  public JdbcDeliveryReceipts(DataSource dataSource, ReportRuns runs) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.runs = runs;
    this.events = new JdbcRunEvents(dataSource);
  }

  @Override
  public Optional<DeliveryReceipt> find(Address to) {
    return jdbc.sql(SELECT + " and channel = ? and target = ? and recipient = ?")
        .params(to.run(), to.channel(), to.target(), to.recipient())
        .query(JdbcDeliveryReceipts::receipt)
        .optional();
  }

  @Override
  public List<DeliveryReceipt> of(String run) {
    return jdbc.sql(SELECT + " order by channel, target, recipient")
        .param(run)
        .query(JdbcDeliveryReceipts::receipt)
        .list();
  }

  @Override
  public boolean add(DeliveryReceipt first) {
    try {
      bind(
              """
              insert into delivery_receipt
                (state, attempts, detail, changed_at, next_attempt, run, channel, target, recipient)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?)
              """,
              first)
          .update();
      return true;
    } catch (DuplicateKeyException exists) {
      return false;
    }
  }

  @Override
  public boolean replace(DeliveryReceipt earlier, DeliveryReceipt later) {
    return Boolean.TRUE.equals(transaction.execute(status -> replaceAndTell(earlier, later)));
  }

  /** What a person must look at becomes an event in the same transaction. */
  private boolean replaceAndTell(DeliveryReceipt earlier, DeliveryReceipt later) {
    boolean replaced = replaceInTransaction(earlier, later);
    boolean open =
        switch (later.state()) {
          case REFUSED, UNKNOWN -> true;
          case SENDING, SENT, WAITING -> false;
        };
    if (replaced && open) {
      events.add(
          RunEvent.DELIVERY_FAILED,
          runs.find(later.to().run()).orElseThrow(),
          Map.of(
              "channel", later.to().channel(),
              "target", later.to().target(),
              "state", later.state().name(),
              "detail", later.detail()),
          later.changedAt());
    }
    return replaced;
  }

  private boolean replaceInTransaction(DeliveryReceipt earlier, DeliveryReceipt later) {
    // State and number of attempts name a receipt: an attempt has each state at most once.
    return bind(
                """
                update delivery_receipt
                set state = ?, attempts = ?, detail = ?, changed_at = ?, next_attempt = ?
                where run = ? and channel = ? and target = ? and recipient = ?
                  and state = ? and attempts = ?
                """,
                later)
            .params(earlier.state().name(), earlier.attempts())
            .update()
        == 1;
  }

  private JdbcClient.StatementSpec bind(String sql, DeliveryReceipt receipt) {
    String detail = receipt.detail();
    return jdbc.sql(sql)
        .param(receipt.state().name())
        .param(receipt.attempts())
        .param(detail.length() > 1000 ? detail.substring(0, 1000) : detail)
        .param(time(receipt.changedAt()))
        .param(
            new SqlParameterValue(
                Types.TIMESTAMP_WITH_TIMEZONE,
                receipt.nextAttempt().map(JdbcDeliveryReceipts::time).orElse(null)))
        .param(receipt.to().run())
        .param(receipt.to().channel())
        .param(receipt.to().target())
        .param(receipt.to().recipient());
  }

  private static DeliveryReceipt receipt(ResultSet row, int number) throws SQLException {
    return new DeliveryReceipt(
        new Address(
            row.getString("run"),
            row.getString("channel"),
            row.getString("target"),
            row.getString("recipient")),
        DeliveryReceipt.State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getString("detail"),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("next_attempt", OffsetDateTime.class)));
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
