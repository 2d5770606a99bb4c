package dev.rapporteur.review.jdbc;

import static dev.rapporteur.review.jdbc.Times.instant;
import static dev.rapporteur.review.jdbc.Times.time;

import dev.rapporteur.review.DraftMarks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What people put on drafts, in the state database. */
public final class JdbcDraftMarks implements DraftMarks {
  private static final int TRIES = 10;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public JdbcDraftMarks(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
  }

  @Override
  public boolean lock(String run, Lock lock) {
    return added(
        () ->
            jdbc.sql(
                    "insert into draft_lock (run, section, locked_by, locked_at)"
                        + " values (?, ?, ?, ?)")
                .params(run, lock.section(), lock.by(), time(lock.at()))
                .update());
  }

  @Override
  public void unlock(String run, String section) {
    jdbc.sql("delete from draft_lock where run = ? and section = ?").params(run, section).update();
  }

  @Override
  public List<Lock> locks(String run) {
    return jdbc.sql("select * from draft_lock where run = ? order by section")
        .param(run)
        .query(
            (row, number) ->
                new Lock(
                    row.getString("section"),
                    row.getString("locked_by"),
                    instant(row, "locked_at")))
        .list();
  }

  @Override
  public Comment add(String run, Comment comment) {
    for (int i = 0; i < TRIES; i++) {
      int number = next("draft_comment", run);
      boolean added =
          added(
              () ->
                  jdbc.sql(
                          """
                          insert into draft_comment (run, number, paragraph, quote, author,
                            written_at, content, answers, mentions)
                          values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                          """)
                      .params(
                          run,
                          number,
                          comment.paragraph(),
                          comment.quote(),
                          comment.author(),
                          time(comment.at()),
                          comment.text(),
                          comment.answers(),
                          String.join(" ", comment.mentions()))
                      .update());
      if (added) {
        return new Comment(
            number,
            comment.paragraph(),
            comment.quote(),
            comment.author(),
            comment.at(),
            comment.text(),
            comment.answers(),
            comment.mentions(),
            Optional.empty());
      }
    }
    throw new IllegalStateException("too many comments at once on the draft of run " + run);
  }

  @Override
  public void resolve(String run, int comment, Optional<Resolved> resolved) {
    jdbc.sql(
            "update draft_comment set resolved_by = ?, resolved_at = ? where run = ? and number = ?")
        .param(resolved.map(Resolved::by).orElse(null))
        .param(resolved.map(one -> time(one.at())).orElse(null))
        .param(run)
        .param(comment)
        .update();
  }

  @Override
  public List<Comment> comments(String run) {
    return jdbc.sql("select * from draft_comment where run = ? order by number")
        .param(run)
        .query(JdbcDraftMarks::comment)
        .list();
  }

  private static Comment comment(ResultSet row, int number) throws SQLException {
    String resolvedBy = row.getString("resolved_by");
    return new Comment(
        row.getInt("number"),
        row.getString("paragraph"),
        row.getString("quote"),
        row.getString("author"),
        instant(row, "written_at"),
        row.getString("content"),
        row.getInt("answers"),
        Stream.of(row.getString("mentions").split(" ")).filter(one -> !one.isEmpty()).toList(),
        resolvedBy == null
            ? Optional.empty()
            : Optional.of(new Resolved(resolvedBy, instant(row, "resolved_at"))));
  }

  @Override
  public void accept(String run, Accepted accepted) {
    transaction.executeWithoutResult(
        status -> {
          withdraw(run, accepted.finding());
          jdbc.sql(
                  "insert into accepted_finding (run, finding, accepted_by, accepted_at, reason)"
                      + " values (?, ?, ?, ?, ?)")
              .params(
                  run, accepted.finding(), accepted.by(), time(accepted.at()), accepted.reason())
              .update();
        });
  }

  @Override
  public void withdraw(String run, String finding) {
    jdbc.sql("delete from accepted_finding where run = ? and finding = ?")
        .params(run, finding)
        .update();
  }

  @Override
  public List<Accepted> accepted(String run) {
    return jdbc.sql("select * from accepted_finding where run = ? order by accepted_at")
        .param(run)
        .query(
            (row, number) ->
                new Accepted(
                    row.getString("finding"),
                    row.getString("accepted_by"),
                    instant(row, "accepted_at"),
                    row.getString("reason")))
        .list();
  }

  @Override
  public void delegate(String run, Delegation delegation) {
    for (int i = 0; i < TRIES; i++) {
      int number = next("draft_delegation", run);
      boolean added =
          added(
              () ->
                  jdbc.sql(
                          """
                          insert into draft_delegation (run, number, delegated_by, delegated_to,
                            delegated_at, note) values (?, ?, ?, ?, ?, ?)
                          """)
                      .params(
                          run,
                          number,
                          delegation.by(),
                          delegation.to(),
                          time(delegation.at()),
                          delegation.note())
                      .update());
      if (added) {
        return;
      }
    }
    throw new IllegalStateException("too many delegations at once of the draft of run " + run);
  }

  @Override
  public List<Delegation> delegations(String run) {
    return jdbc.sql("select * from draft_delegation where run = ? order by number")
        .param(run)
        .query(
            (row, number) ->
                new Delegation(
                    row.getString("delegated_by"),
                    row.getString("delegated_to"),
                    instant(row, "delegated_at"),
                    row.getString("note")))
        .list();
  }

  @Override
  public void visit(String run, String person, Instant at) {
    int known =
        jdbc.sql("update draft_visit set seen_at = ? where run = ? and person = ?")
            .params(time(at), run, person)
            .update();
    if (known == 0) {
      added(
          () ->
              jdbc.sql("insert into draft_visit (run, person, seen_at) values (?, ?, ?)")
                  .params(run, person, time(at))
                  .update());
    }
  }

  @Override
  public List<String> visitors(String run, Instant since) {
    return jdbc.sql("select person from draft_visit where run = ? and seen_at >= ? order by person")
        .params(run, time(since))
        .query(String.class)
        .list();
  }

  @Override
  public boolean remind(String run, Reminder reminder, Instant at) {
    return added(
        () ->
            jdbc.sql("insert into draft_reminder (run, kind, given_at) values (?, ?, ?)")
                .params(run, reminder.name(), time(at))
                .update());
  }

  @Override
  public List<Reminder> reminders(String run) {
    return jdbc.sql("select kind from draft_reminder where run = ? order by given_at")
        .param(run)
        .query((row, number) -> Reminder.valueOf(row.getString(1)))
        .list();
  }

  private int next(String table, String run) {
    return jdbc.sql("select coalesce(max(number), 0) + 1 from " + table + " where run = ?")
        .param(run)
        .query(Integer.class)
        .single();
  }

  /** Whether the row was not there yet. */
  private static boolean added(Runnable insert) {
    try {
      insert.run();
      return true;
    } catch (DuplicateKeyException there) {
      return false;
    }
  }
}
