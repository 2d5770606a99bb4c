package dev.rapporteur.pipeline.jdbc;

import dev.rapporteur.pipeline.RunParts;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Parts of runs in the state database, each made in one transaction with its run. */
public final class JdbcRunParts implements RunParts {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ReportRuns runs;

  /**
   * @param runs on the same data source
   */
  public JdbcRunParts(DataSource dataSource, ReportRuns runs) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    this.runs = runs;
  }

  @Override
  public List<ReportRun> of(String whole) {
    return jdbc
        .sql("select run from run_part where whole = ? order by number")
        .param(whole)
        .query(String.class)
        .list()
        .stream()
        .map(run -> runs.find(run).orElseThrow())
        .toList();
  }

  @Override
  public ReportRun make(String whole, int number, RunRequest request, Instant now) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              // Whoever else splits the same run waits here until this one is done.
              jdbc.sql("update report_run set attempt = attempt where id = ?")
                  .param(whole)
                  .update();
              Optional<String> made =
                  jdbc.sql("select run from run_part where whole = ? and number = ?")
                      .params(whole, number)
                      .query(String.class)
                      .optional();
              if (made.isPresent()) {
                return runs.find(made.get()).orElseThrow();
              }
              ReportRun part = runs.acceptAsRevision(request, now);
              jdbc.sql("insert into run_part (whole, number, run) values (?, ?, ?)")
                  .params(whole, number, part.id())
                  .update();
              return part;
            }));
  }
}
