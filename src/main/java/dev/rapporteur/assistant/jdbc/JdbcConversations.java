package dev.rapporteur.assistant.jdbc;

import dev.rapporteur.access.Actor;
import dev.rapporteur.assistant.Conversation;
import dev.rapporteur.assistant.Conversations;
import dev.rapporteur.assistant.Turn;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Conversations in the state database, their turns a row each. */
public final class JdbcConversations implements Conversations {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Supplier<String> ids;

  /**
   * @param database the state database with the migration {@code V030__conversations.sql} applied
   * @param ids gives the id of each conversation, never the same twice
   */
  public JdbcConversations(DataSource database, Clock clock, Supplier<String> ids) {
    this.jdbc = JdbcClient.create(database);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public Conversation begin(Actor owner) {
    String id = ids.get();
    Instant expires = clock.instant().plus(Conversation.KEPT);
    return translated(
        () -> {
          jdbc.sql(
                  "insert into conversation (id, owner_kind, owner_name, expires_at)"
                      + " values (?, ?, ?, ?)")
              .params(id, owner.kind().name(), owner.name(), utc(expires))
              .update();
          return new Conversation(id, expires, List.of());
        });
  }

  @Override
  public Optional<Conversation> find(String id, Actor owner) {
    return translated(
        () ->
            jdbc.sql(
                    "select expires_at from conversation"
                        + " where id = ? and owner_kind = ? and owner_name = ? and expires_at > ?")
                .params(id, owner.kind().name(), owner.name(), utc(clock.instant()))
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional()
                .map(expires -> new Conversation(id, expires, turns(id))));
  }

  @Override
  public List<Summary> recent(Actor owner) {
    return translated(
        () ->
            jdbc.sql(
                    """
                    select c.id, first.question, latest.asked_at
                    from conversation c
                    join conversation_turn first on first.conversation_id = c.id and first.turn_no = 1
                    join conversation_turn latest on latest.conversation_id = c.id
                      and latest.turn_no = (select max(turn_no) from conversation_turn
                        where conversation_id = c.id)
                    where c.owner_kind = ? and c.owner_name = ? and c.expires_at > ?
                    order by latest.asked_at desc fetch first 50 rows only
                    """)
                .params(owner.kind().name(), owner.name(), utc(clock.instant()))
                .query(
                    (row, number) ->
                        new Summary(
                            row.getString(1),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class).toInstant()))
                .list());
  }

  @Override
  public Conversation add(Conversation conversation, Actor owner, Turn turn) {
    Instant expires = turn.at().plus(Conversation.KEPT);
    translated(
        () ->
            transaction.execute(
                status -> {
                  write(conversation, owner, turn, expires);
                  return true;
                }));
    List<Turn> turns = new ArrayList<>(conversation.turns());
    turns.add(turn);
    return new Conversation(conversation.id(), expires, turns);
  }

  @Override
  public int deleteExpired() {
    return translated(
        () ->
            jdbc.sql("delete from conversation where expires_at <= ?")
                .param(utc(clock.instant()))
                .update());
  }

  private void write(Conversation conversation, Actor owner, Turn turn, Instant expires) {
    int own =
        jdbc.sql(
                "update conversation set expires_at = ?"
                    + " where id = ? and owner_kind = ? and owner_name = ?")
            .params(utc(expires), conversation.id(), owner.kind().name(), owner.name())
            .update();
    if (own == 0) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          owner.name() + " has no conversation " + conversation.id(),
          "begin a new one");
    }
    try {
      jdbc.sql(
              "insert into conversation_turn"
                  + " (conversation_id, turn_no, asked_at, question, answer, events)"
                  + " values (?, ?, ?, ?, ?, ?)")
          .params(
              conversation.id(),
              conversation.turns().size() + 1,
              utc(turn.at()),
              turn.question(),
              turn.answer(),
              JSON.writeValueAsString(turn.events()))
          .update();
    } catch (DuplicateKeyException e) {
      throw new RapporteurException(
          FailureKind.CAPACITY,
          "the conversation " + conversation.id() + " went on elsewhere at the same time",
          "ask again",
          e);
    }
  }

  private List<Turn> turns(String id) {
    return jdbc.sql(
            "select asked_at, question, answer, events from conversation_turn"
                + " where conversation_id = ? order by turn_no")
        .param(id)
        .query(
            (row, number) ->
                new Turn(
                    row.getObject(1, OffsetDateTime.class).toInstant(),
                    row.getString(2),
                    row.getString(3),
                    List.of(JSON.readValue(row.getString(4), String[].class))))
        .list();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static <T> T translated(Supplier<T> access) {
    try {
      return access.get();
    } catch (DataAccessException | TransactionException e) {
      throw new RapporteurException(
          FailureKind.EXTERNAL,
          "the conversations in the state database cannot be read or written",
          "check the state database, then try again",
          e);
    }
  }
}
