package dev.rapporteur.report.jdbc;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.ReportingPeriod;
import dev.rapporteur.report.RunCause;
import dev.rapporteur.report.RunEvent;
import dev.rapporteur.report.RunEvents;
import dev.rapporteur.report.RunRequest;
import dev.rapporteur.report.RunScope;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.RunTransitions;
import dev.rapporteur.report.StaleAttemptException;
import dev.rapporteur.report.WriterChoice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs in the state database. */
public final class JdbcReportRuns implements ReportRuns {
  private static final String COLUMNS =
      """
      id, report, period, scope, revision, cause, cause_detail, cause_at, actor, actor_kind,
      actor_roles, writer, state, attempt, failure, requested_at, changed_at, failures, retry_at
      """;

  private static final List<String> PENDING =
      Stream.of(
              RunState.REQUESTED,
              RunState.WAITING,
              RunState.QUERIED,
              RunState.ANALYZED,
              RunState.RETRIEVED,
              RunState.WRITTEN,
              RunState.GROUNDED,
              RunState.RENDERED)
          .map(RunState::name)
          .toList();

  private final JdbcClient jdbc;
  private final Function<Instant, String> ids;
  private final TransactionTemplate transaction;
  private final RunEvents events;

  /**
   * @param ids makes a new run's id from the time of its request
   */
  public JdbcReportRuns(DataSource dataSource, Function<Instant, String> ids) {
    this.jdbc = JdbcClient.create(dataSource);
    this.ids = ids;
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.events = new JdbcRunEvents(dataSource);
  }

  @Override
  public Accepted acceptOnce(RunRequest request, Instant now) {
    Optional<ReportRun> made = insert(request, 1, now);
    return made.map(run -> new Accepted(run, true))
        .orElseGet(() -> new Accepted(of(request).getLast(), false));
  }

  @Override
  public ReportRun acceptAsRevision(RunRequest request, Instant now) {
    while (true) {
      List<ReportRun> earlier = of(request);
      int next = earlier.isEmpty() ? 1 : earlier.getFirst().revision() + 1;
      Optional<ReportRun> made = insert(request, next, now);
      if (made.isPresent()) {
        return made.get();
      }
    }
  }

  @Override
  public Optional<ReportRun> find(String id) {
    return jdbc.sql("select " + COLUMNS + " from report_run where id = ?")
        .param(id)
        .query(JdbcReportRuns::run)
        .optional();
  }

  @Override
  public List<ReportRun> latest(int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from report_run order by requested_at desc, id desc fetch first ? rows only")
        .param(limit)
        .query(JdbcReportRuns::run)
        .list();
  }

  @Override
  public List<ReportRun> pending() {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from report_run where state in (:states)"
                + " or (state = 'FAILED' and retry_at is not null) order by requested_at")
        .param("states", PENDING)
        .query(JdbcReportRuns::run)
        .list();
  }

  @Override
  public List<ReportRun> inState(RunState state) {
    return jdbc.sql(
            "select " + COLUMNS + " from report_run where state = ? order by requested_at, id")
        .param(state.name())
        .query(JdbcReportRuns::run)
        .list();
  }

  @Override
  public List<ReportRun> of(String report, ReportingPeriod period, RunScope scope) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from report_run where report = ? and period = ? and scope = ?"
                + " order by revision desc")
        .params(report, period.toString(), scope.toString())
        .query(JdbcReportRuns::run)
        .list();
  }

  @Override
  public ReportRun startAttempt(String id, Instant now) {
    // In one transaction: the number that is read must be the one that was taken here, not that of
    // an attempt which starts at the same moment.
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql("update report_run set attempt = attempt + 1, changed_at = ? where id = ?")
                  .params(time(now), id)
                  .update();
              return find(id)
                  .orElseThrow(() -> new IllegalArgumentException("there is no run " + id));
            }));
  }

  @Override
  public ReportRun change(ReportRun run, RunState state, String failure, Instant now) {
    if (!RunTransitions.allows(run.state(), state)) {
      throw new IllegalStateException(
          "run " + run.id() + " cannot go from " + run.state() + " to " + state);
    }
    // Going on after a failure is no progress yet.
    int failures = run.state() == RunState.FAILED ? run.failures() : 0;
    return Objects.requireNonNull(
        transaction.execute(
            status -> changeAndTell(run, state, failure, failures, Optional.empty(), now)));
  }

  @Override
  public ReportRun fail(ReportRun run, String failure, Optional<Instant> retryAt, Instant now) {
    if (!RunTransitions.allows(run.state(), RunState.FAILED)) {
      throw new IllegalStateException(
          "run " + run.id() + " is " + run.state() + " and cannot fail");
    }
    return Objects.requireNonNull(
        transaction.execute(
            status ->
                changeAndTell(run, RunState.FAILED, failure, run.failures() + 1, retryAt, now)));
  }

  private ReportRun changeAndTell(
      ReportRun run,
      RunState state,
      String failure,
      int failures,
      Optional<Instant> retryAt,
      Instant at) {
    int changed =
        jdbc.sql(
                "update report_run set state = ?, failure = ?, changed_at = ?, failures = ?,"
                    + " retry_at = ? where id = ? and attempt = ? and state = ?")
            .param(state.name())
            .param(shortened(failure))
            .param(time(at))
            .param(failures)
            .param(
                new SqlParameterValue(
                    Types.TIMESTAMP_WITH_TIMEZONE, retryAt.map(JdbcReportRuns::time).orElse(null)))
            .param(run.id())
            .param(run.attempt())
            .param(run.state().name())
            .update();
    if (changed == 0) {
      throw new StaleAttemptException(run.id(), run.attempt());
    }
    ReportRun now = find(run.id()).orElseThrow();
    // What is tried again by itself is nobody's business yet.
    for (String type : retryAt.isPresent() ? List.<String>of() : told(state)) {
      events.add(
          type,
          now,
          failure.isEmpty()
              ? Map.of("state", state.name())
              : Map.of("state", state.name(), "problem", failure),
          at);
    }
    return now;
  }

  /** What others are told when a run comes to a state. */
  private static List<String> told(RunState state) {
    return switch (state) {
      case IN_REVIEW -> List.of(RunEvent.FINISHED, RunEvent.REVIEW_NEEDED);
      case SPLIT -> List.of(RunEvent.FINISHED);
      case FAILED -> List.of(RunEvent.FAILED);
      case APPROVED -> List.of(RunEvent.APPROVED);
      case DELIVERED -> List.of(RunEvent.DELIVERED);
      case REQUESTED,
          WAITING,
          QUERIED,
          ANALYZED,
          RETRIEVED,
          WRITTEN,
          GROUNDED,
          RENDERED,
          CHANGES_REQUESTED,
          REJECTED,
          CANCELED ->
          List.of();
    };
  }

  private List<ReportRun> of(RunRequest request) {
    return of(request.report(), request.period(), request.scope());
  }

  private Optional<ReportRun> insert(RunRequest request, int revision, Instant now) {
    RunCause cause = request.cause();
    Actor actor = cause.actor();
    String id = ids.apply(now);
    try {
      jdbc.sql(
              "insert into report_run ("
                  + COLUMNS
                  + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', ?, ?, 0, null)")
          .param(id)
          .param(request.report())
          .param(request.period().toString())
          .param(request.scope().toString())
          .param(revision)
          .param(kind(cause))
          .param(shortened(detail(cause)))
          .param(new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE, causeAt(cause)))
          .param(actor.name())
          .param(actor.kind().name())
          .param(actor.roles().stream().map(Role::name).collect(Collectors.joining(",")))
          .param(request.writer().name())
          .param(RunState.REQUESTED.name())
          .param(time(now))
          .param(time(now))
          .update();
      return find(id);
    } catch (DuplicateKeyException exists) {
      return Optional.empty();
    }
  }

  private static String kind(RunCause cause) {
    return switch (cause) {
      case RunCause.Scheduled ignored -> "SCHEDULED";
      case RunCause.Webhook ignored -> "WEBHOOK";
      case RunCause.Manual ignored -> "MANUAL";
      case RunCause.Revision ignored -> "REVISION";
    };
  }

  private static String detail(RunCause cause) {
    return switch (cause) {
      case RunCause.Scheduled ignored -> "";
      case RunCause.Webhook hook -> hook.messageId();
      case RunCause.Manual ignored -> "";
      case RunCause.Revision revision -> revision.revisedRun() + " " + revision.reason();
    };
  }

  private static @Nullable OffsetDateTime causeAt(RunCause cause) {
    return cause instanceof RunCause.Scheduled scheduled ? time(scheduled.firedAt()) : null;
  }

  private static ReportRun run(ResultSet row, int number) throws SQLException {
    RunRequest request =
        new RunRequest(
            row.getString("report"),
            ReportingPeriod.parse(row.getString("period")).orElseThrow(),
            row.getString("scope").isEmpty()
                ? RunScope.WHOLE
                : RunScope.parse(row.getString("scope")).orElseThrow(),
            cause(row),
            WriterChoice.valueOf(row.getString("writer")));
    return new ReportRun(
        row.getString("id"),
        request,
        row.getInt("revision"),
        RunState.valueOf(row.getString("state")),
        row.getInt("attempt"),
        instant(row, "requested_at"),
        instant(row, "changed_at"),
        row.getString("failure"),
        row.getInt("failures"),
        Optional.ofNullable(row.getObject("retry_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  private static RunCause cause(ResultSet row) throws SQLException {
    Actor actor =
        new Actor(
            row.getString("actor"),
            Actor.Kind.valueOf(row.getString("actor_kind")),
            Stream.of(row.getString("actor_roles").split(","))
                .filter(role -> !role.isEmpty())
                .map(Role::new)
                .collect(Collectors.toCollection(TreeSet::new)));
    String detail = row.getString("cause_detail");
    return switch (row.getString("cause")) {
      case "SCHEDULED" -> new RunCause.Scheduled(actor, instant(row, "cause_at"));
      case "WEBHOOK" -> new RunCause.Webhook(actor, detail);
      case "REVISION" -> {
        String[] parts = detail.split(" ", 2);
        yield new RunCause.Revision(actor, parts[0], parts[1]);
      }
      default -> new RunCause.Manual(actor);
    };
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Both databases keep microseconds. */
  private static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private static String shortened(String text) {
    return text.length() <= 1000 ? text : text.substring(0, 1000);
  }
}
