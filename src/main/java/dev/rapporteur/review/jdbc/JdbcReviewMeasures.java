package dev.rapporteur.review.jdbc;

import static dev.rapporteur.review.jdbc.Times.instant;
import static dev.rapporteur.review.jdbc.Times.time;

import dev.rapporteur.report.RunState;
import dev.rapporteur.review.DraftMeasure;
import dev.rapporteur.review.ReviewMeasures;
import dev.rapporteur.writing.SectionDraft.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Measures in the state database. */
public final class JdbcReviewMeasures implements ReviewMeasures {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public JdbcReviewMeasures(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
  }

  @Override
  public void keep(DraftMeasure measure) {
    transaction.executeWithoutResult(
        status -> {
          for (String table : List.of("section_measure", "review_measure")) {
            jdbc.sql("delete from " + table + " where run = ?").param(measure.run()).update();
          }
          insert(measure);
        });
  }

  private void insert(DraftMeasure measure) {
    jdbc.sql(
            """
            insert into review_measure (run, report, period, decision, reason, handed_over_at,
              decided_at, findings, contradicted) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            measure.run(),
            measure.report(),
            measure.period(),
            measure.decision().name(),
            measure.reason(),
            time(measure.handedOver()),
            time(measure.decided()),
            measure.findings(),
            measure.contradicted())
        .update();
    for (DraftMeasure.Section section : measure.sections()) {
      jdbc.sql(
              """
              insert into section_measure (run, section, writer, rewritten, words, changed)
              values (?, ?, ?, ?, ?, ?)
              """)
          .params(
              measure.run(),
              section.section(),
              section.writer().name(),
              section.rewritten(),
              section.words(),
              section.changed())
          .update();
    }
  }

  @Override
  public List<DraftMeasure> all() {
    Map<String, List<DraftMeasure.Section>> sections = new HashMap<>();
    jdbc.sql("select * from section_measure order by run, section")
        .query(
            row -> {
              sections
                  .computeIfAbsent(row.getString("run"), any -> new ArrayList<>())
                  .add(section(row));
            });
    return jdbc.sql("select * from review_measure order by decided_at desc, run")
        .query((row, number) -> measure(row, sections))
        .list();
  }

  private static DraftMeasure.Section section(ResultSet row) throws SQLException {
    return new DraftMeasure.Section(
        row.getString("section"),
        Writer.valueOf(row.getString("writer")),
        row.getBoolean("rewritten"),
        row.getInt("words"),
        row.getInt("changed"));
  }

  private static DraftMeasure measure(
      ResultSet row, Map<String, List<DraftMeasure.Section>> sections) throws SQLException {
    String run = row.getString("run");
    return new DraftMeasure(
        run,
        row.getString("report"),
        row.getString("period"),
        RunState.valueOf(row.getString("decision")),
        row.getString("reason"),
        instant(row, "handed_over_at"),
        instant(row, "decided_at"),
        row.getInt("findings"),
        row.getInt("contradicted"),
        sections.getOrDefault(run, List.of()));
  }
}
