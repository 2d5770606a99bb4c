package dev.rapporteur.review.jdbc;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.StaleAttemptException;
import dev.rapporteur.review.ReviewDecision;
import dev.rapporteur.review.ReviewDecision.Approved;
import dev.rapporteur.review.ReviewDecision.ChangesRequested;
import dev.rapporteur.review.ReviewDecision.Rejected;
import dev.rapporteur.review.Reviews;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Decisions in the state database. */
public final class JdbcReviews implements Reviews {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ReportRuns runs;

  /**
   * @param runs in the same database
   */
  public JdbcReviews(DataSource dataSource, ReportRuns runs) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    this.runs = runs;
  }

  @Override
  public List<String> waiting() {
    return jdbc.sql("select id from report_run where state = ? order by changed_at, id")
        .param(RunState.IN_REVIEW.name())
        .query(String.class)
        .list();
  }

  @Override
  public List<ReviewDecision> of(String run) {
    return jdbc.sql(
            """
            select decision, actor, actor_kind, actor_roles, decided_at, draft_sha256, reason,
              despite_contradictions
            from review_decision where run = ? order by number
            """)
        .param(run)
        .query(JdbcReviews::decision)
        .list();
  }

  @Override
  public boolean add(ReportRun run, int version, ReviewDecision decision) {
    try {
      return Boolean.TRUE.equals(
          transaction.execute(
              status -> {
                // The guarded change comes first: it locks the run's row, so that the second of two
                // people stops here, and nobody adds a version any more.
                runs.change(run, decision.state(), "", decision.at());
                if (latestVersion(run.id()) != version) {
                  status.setRollbackOnly();
                  return false;
                }
                insert(run.id(), decision);
                return true;
              }));
    } catch (StaleAttemptException overtaken) {
      return false;
    }
  }

  private int latestVersion(String run) {
    return jdbc.sql("select coalesce(max(number), 0) from draft_version where run = ?")
        .param(run)
        .query(Integer.class)
        .single();
  }

  private void insert(String run, ReviewDecision decision) {
    Actor by = decision.by();
    jdbc.sql(
            """
            insert into review_decision (run, number, decision, actor, actor_kind, actor_roles,
              decided_at, draft_sha256, reason, despite_contradictions)
            values (?, (select count(*) + 1 from review_decision where run = ?), ?, ?, ?, ?, ?, ?,
              ?, ?)
            """)
        .params(run, run)
        .param(decision.state().name())
        .param(by.name())
        .param(by.kind().name())
        .param(by.roles().stream().map(Role::name).collect(Collectors.joining(",")))
        .param(time(decision.at()))
        .param(decision.draftSha256())
        .param(decision.reason())
        .param(decision instanceof Approved approved && approved.despiteContradictions())
        .update();
  }

  @Override
  public void keepApproved(String run, List<RenderedDocument> documents) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("delete from approved_document where run = ?").param(run).update();
          for (RenderedDocument document : documents) {
            jdbc.sql(
                    "insert into approved_document (run, kind, file, sha256, size)"
                        + " values (?, ?, ?, ?, ?)")
                .params(
                    run,
                    document.kind(),
                    document.file().toString(),
                    document.sha256(),
                    document.size())
                .update();
          }
        });
  }

  @Override
  public List<RenderedDocument> approved(String run) {
    return jdbc.sql(
            "select kind, file, sha256, size from approved_document where run = ?"
                + " order by case kind when 'word' then 0 when 'pdf' then 1 else 2 end, kind")
        .param(run)
        .query(
            (row, number) ->
                new RenderedDocument(
                    row.getString("kind"),
                    Path.of(row.getString("file")),
                    row.getString("sha256"),
                    row.getLong("size")))
        .list();
  }

  private static ReviewDecision decision(ResultSet row, int number) throws SQLException {
    Actor by =
        new Actor(
            row.getString("actor"),
            Actor.Kind.valueOf(row.getString("actor_kind")),
            Stream.of(row.getString("actor_roles").split(","))
                .filter(role -> !role.isEmpty())
                .map(Role::new)
                .collect(Collectors.toCollection(TreeSet::new)));
    Instant at = row.getObject("decided_at", OffsetDateTime.class).toInstant();
    String sha256 = row.getString("draft_sha256");
    String reason = row.getString("reason");
    RunState state = RunState.valueOf(row.getString("decision"));
    return switch (state) {
      case APPROVED ->
          new Approved(by, at, sha256, reason, row.getBoolean("despite_contradictions"));
      case CHANGES_REQUESTED -> new ChangesRequested(by, at, sha256, reason);
      case REJECTED -> new Rejected(by, at, sha256, reason);
      default -> throw new IllegalStateException(state + " is no decision");
    };
  }

  /** Both databases keep microseconds. */
  private static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
