package dev.rapporteur.pipeline.jdbc;

import dev.rapporteur.pipeline.StepLedger;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps finished steps in the state database. */
public final class JdbcStepLedger implements StepLedger {
  private static final String SELECT =
      "select step, attempt, input_sha256, result, started_at, finished_at from run_step";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ReportRuns runs;

  /**
   * @param runs in the same database
   */
  public JdbcStepLedger(DataSource dataSource, ReportRuns runs) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    this.runs = runs;
  }

  @Override
  public Optional<FinishedStep> find(String run, RunState step) {
    return jdbc.sql(SELECT + " where run = ? and step = ?")
        .params(run, step.name())
        .query(JdbcStepLedger::step)
        .optional();
  }

  @Override
  public List<FinishedStep> of(String run) {
    // By the way of a run: the clocks that gave the times may have been wrong.
    return jdbc
        .sql(SELECT + " where run = ?")
        .params(run)
        .query(JdbcStepLedger::step)
        .list()
        .stream()
        .sorted(Comparator.comparing(FinishedStep::step))
        .toList();
  }

  @Override
  public ReportRun record(ReportRun run, FinishedStep step, Runnable publish) {
    return transaction.execute(
        status -> {
          // The guarded change comes first: it locks the run's row, so an overtaken attempt stops
          // here.
          ReportRun changed = runs.change(run, step.step(), "", step.finishedAt());
          jdbc.sql(
                  "insert into run_step (run, step, attempt, input_sha256, result, started_at,"
                      + " finished_at) values (?, ?, ?, ?, ?, ?, ?)")
              .params(
                  run.id(),
                  step.step().name(),
                  step.attempt(),
                  step.inputSha256(),
                  step.result(),
                  time(step.startedAt()),
                  time(step.finishedAt()))
              .update();
          publish.run();
          return changed;
        });
  }

  @Override
  public void keepDefinitions(String run, Map<String, byte[]> files) {
    Map<String, byte[]> missing = new LinkedHashMap<>(files);
    jdbc.sql("select file from run_definition where run = ?")
        .param(run)
        .query(String.class)
        .list()
        .forEach(missing::remove);
    if (missing.isEmpty()) {
      return;
    }
    try {
      transaction.executeWithoutResult(status -> keep(run, missing));
    } catch (DuplicateKeyException kept) {
      // Another run kept one of these texts, or an earlier attempt of this run, at the same moment.
      keepDefinitions(run, files);
    }
  }

  /** In one transaction, since each commit waits for the disk. */
  private void keep(String run, Map<String, byte[]> files) {
    Map<String, String> hashes = new LinkedHashMap<>();
    Map<String, byte[]> texts = new LinkedHashMap<>();
    files.forEach((file, content) -> hashes.put(file, Sha256.of(content)));
    files.forEach((file, content) -> texts.put(hashes.get(file), content));
    jdbc.sql("select sha256 from definition_text where sha256 in (:texts)")
        .param("texts", List.copyOf(texts.keySet()))
        .query(String.class)
        .list()
        .forEach(texts::remove);
    texts.forEach(
        (sha256, content) ->
            jdbc.sql("insert into definition_text (sha256, content) values (?, ?)")
                .params(sha256, content)
                .update());
    hashes.forEach(
        (file, sha256) ->
            jdbc.sql("insert into run_definition (run, file, sha256) values (?, ?, ?)")
                .params(run, file, sha256)
                .update());
  }

  @Override
  public Map<String, byte[]> definitions(String run) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    jdbc.sql(
            "select file, content from run_definition join definition_text using (sha256)"
                + " where run = ? order by file")
        .params(run)
        .query((row, number) -> files.put(row.getString(1), row.getBytes(2)))
        .list();
    return files;
  }

  private static FinishedStep step(ResultSet row, int number) throws SQLException {
    return new FinishedStep(
        RunState.valueOf(row.getString("step")),
        row.getInt("attempt"),
        row.getString("input_sha256"),
        row.getString("result"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getObject("finished_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
