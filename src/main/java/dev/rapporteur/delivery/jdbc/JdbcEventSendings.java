package dev.rapporteur.delivery.jdbc;

import dev.rapporteur.delivery.EventSendings;
import dev.rapporteur.report.RunEvent;
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
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events and their sendings in the state database. */
public final class JdbcEventSendings implements EventSendings {
  private static final int MOST_AT_A_TIME = 200;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public JdbcEventSendings(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
  }

  @Override
  public void spread(Wants wants, Instant notBefore, Instant now) {
    List<RunEvent> fresh =
        jdbc.sql(
                """
                select id, type, run, data, happened_at from run_event
                where not spread order by happened_at fetch first ? rows only
                """)
            .param(MOST_AT_A_TIME)
            .query((row, number) -> event(row))
            .list();
    for (RunEvent event : fresh) {
      transaction.executeWithoutResult(status -> spread(event, wants, notBefore, now));
    }
  }

  private void spread(RunEvent event, Wants wants, Instant notBefore, Instant now) {
    int mine =
        jdbc.sql("update run_event set spread = true where id = ? and not spread")
            .param(event.id())
            .update();
    if (mine == 0 || event.happenedAt().isBefore(notBefore)) {
      return;
    }
    for (String endpoint : wants.endpoints(event.type())) {
      jdbc.sql(
              """
              insert into run_event_sending
                (event, endpoint, state, attempts, detail, changed_at, next_attempt)
              values (?, ?, 'WAITING', 0, '', ?, ?)
              """)
          .params(event.id(), endpoint, time(now), time(now))
          .update();
    }
  }

  @Override
  public List<Sending> due(Instant now, Instant diedBefore, int most) {
    return jdbc.sql(
            """
            select e.id, e.type, e.run, e.data, e.happened_at, s.endpoint, s.state, s.attempts
            from run_event_sending s join run_event e on e.id = s.event
            where s.state = 'WAITING' and s.next_attempt <= ?
               or s.state = 'SENDING' and s.changed_at < ?
            order by e.happened_at, e.id fetch first ? rows only
            """)
        .params(time(now), time(diedBefore), most)
        .query(
            (row, number) ->
                new Sending(
                    event(row),
                    row.getString("endpoint"),
                    State.valueOf(row.getString("state")),
                    row.getInt("attempts")))
        .list();
  }

  @Override
  public boolean begin(Sending sending, Instant now) {
    return jdbc.sql(
                """
                update run_event_sending
                set state = 'SENDING', attempts = attempts + 1, changed_at = ?
                where event = ? and endpoint = ? and state = ? and attempts = ?
                """)
            .params(
                time(now),
                sending.event().id(),
                sending.endpoint(),
                sending.state().name(),
                sending.attempts())
            .update()
        == 1;
  }

  @Override
  public void end(
      Sending sending, State state, String detail, Instant now, Optional<Instant> next) {
    jdbc.sql(
            """
            update run_event_sending set state = ?, detail = ?, changed_at = ?, next_attempt = ?
            where event = ? and endpoint = ? and state = 'SENDING' and attempts = ?
            """)
        .param(state.name())
        .param(detail.length() > 1000 ? detail.substring(0, 1000) : detail)
        .param(time(now))
        .param(
            new SqlParameterValue(
                Types.TIMESTAMP_WITH_TIMEZONE, next.map(JdbcEventSendings::time).orElse(null)))
        .param(sending.event().id())
        .param(sending.endpoint())
        .param(sending.attempts() + 1)
        .update();
  }

  @Override
  public void giveUp(String endpoint, String why, Instant now) {
    jdbc.sql(
            """
            update run_event_sending set state = 'REFUSED', detail = ?, changed_at = ?
            where endpoint = ? and state = 'WAITING'
            """)
        .params(why, time(now), endpoint)
        .update();
  }

  private static RunEvent event(ResultSet row) throws SQLException {
    Map<String, String> data = new TreeMap<>();
    JsonNode json = JsonMapper.shared().readTree(row.getString("data"));
    json.forEachEntry((name, value) -> data.put(name, value.asString()));
    return new RunEvent(
        row.getString("id"),
        row.getString("type"),
        row.getString("run"),
        data,
        row.getObject("happened_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
