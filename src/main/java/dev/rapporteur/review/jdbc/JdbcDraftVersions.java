package dev.rapporteur.review.jdbc;

import static dev.rapporteur.review.jdbc.Times.instant;
import static dev.rapporteur.review.jdbc.Times.time;

import dev.rapporteur.rendering.RenderedDocument;
import dev.rapporteur.report.RunState;
import dev.rapporteur.review.DraftVersion;
import dev.rapporteur.review.DraftVersions;
import dev.rapporteur.review.KeptSection;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Versions of drafts in the state database. */
public final class JdbcDraftVersions implements DraftVersions {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public JdbcDraftVersions(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
  }

  @Override
  public List<DraftVersion> of(String run) {
    return jdbc.sql("select * from draft_version where run = ? order by number")
        .param(run)
        .query(JdbcDraftVersions::version)
        .list();
  }

  @Override
  public int latest(String run) {
    return jdbc.sql("select coalesce(max(number), 0) from draft_version where run = ?")
        .param(run)
        .query(Integer.class)
        .single();
  }

  @Override
  public boolean add(DraftVersion version) {
    try {
      return Boolean.TRUE.equals(transaction.execute(status -> insert(version)));
    } catch (DuplicateKeyException taken) {
      return false;
    }
  }

  /** The run's row is locked first, so that nobody decides on the draft meanwhile. */
  private boolean insert(DraftVersion version) {
    int inReview =
        jdbc.sql("update report_run set attempt = attempt where id = ? and state = ?")
            .params(version.run(), RunState.IN_REVIEW.name())
            .update();
    if (inReview == 0 || latest(version.run()) != version.number() - 1) {
      return false;
    }
    jdbc.sql(
            """
            insert into draft_version (run, number, made_at, made_by, kind, section, paragraph,
              text_before, text_after, note, content) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            version.run(),
            version.number(),
            time(version.at()),
            version.by(),
            version.kind().name(),
            version.section().id(),
            version.paragraph(),
            version.before(),
            version.after(),
            version.note(),
            JSON.writeValueAsString(version.section()))
        .update();
    return true;
  }

  private static DraftVersion version(ResultSet row, int number) throws SQLException {
    return new DraftVersion(
        row.getString("run"),
        row.getInt("number"),
        instant(row, "made_at"),
        row.getString("made_by"),
        DraftVersion.Kind.valueOf(row.getString("kind")),
        row.getString("paragraph"),
        row.getString("text_before"),
        row.getString("text_after"),
        row.getString("note"),
        JSON.readValue(row.getString("content"), KeptSection.class));
  }

  @Override
  public List<RenderedDocument> documents(String run, int version) {
    return jdbc.sql(
            "select kind, file, sha256, size from draft_document where run = ? and version = ?"
                + " order by kind desc")
        .params(run, version)
        .query(
            (row, number) ->
                new RenderedDocument(
                    row.getString("kind"),
                    Path.of(row.getString("file")),
                    row.getString("sha256"),
                    row.getLong("size")))
        .list();
  }

  @Override
  public void keepDocuments(String run, int version, List<RenderedDocument> documents) {
    try {
      transaction.executeWithoutResult(
          status ->
              documents.forEach(
                  document ->
                      jdbc.sql(
                              "insert into draft_document (run, version, kind, file, sha256, size)"
                                  + " values (?, ?, ?, ?, ?, ?)")
                          .params(
                              run,
                              version,
                              document.kind(),
                              document.file().toString(),
                              document.sha256(),
                              document.size())
                          .update()));
    } catch (DuplicateKeyException kept) {
      // Another node has made the same files of the same version.
    }
  }

  @Override
  public void keepUnsaved(Unsaved text) {
    transaction.executeWithoutResult(
        status -> {
          dropUnsaved(text.run(), text.paragraph(), text.person());
          jdbc.sql(
                  "insert into draft_unsaved (run, paragraph, person, base, content, kept_at)"
                      + " values (?, ?, ?, ?, ?, ?)")
              .params(
                  text.run(),
                  text.paragraph(),
                  text.person(),
                  text.base(),
                  text.text(),
                  time(text.at()))
              .update();
        });
  }

  @Override
  public void dropUnsaved(String run, String paragraph, String person) {
    jdbc.sql("delete from draft_unsaved where run = ? and paragraph = ? and person = ?")
        .params(run, paragraph, person)
        .update();
  }

  @Override
  public List<Unsaved> unsaved(String run) {
    return jdbc.sql("select * from draft_unsaved where run = ? order by kept_at")
        .param(run)
        .query(
            (row, number) ->
                new Unsaved(
                    row.getString("run"),
                    row.getString("paragraph"),
                    row.getString("person"),
                    row.getInt("base"),
                    row.getString("content"),
                    instant(row, "kept_at")))
        .list();
  }
}
