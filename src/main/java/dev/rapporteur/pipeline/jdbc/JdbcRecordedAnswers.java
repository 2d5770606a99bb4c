package dev.rapporteur.pipeline.jdbc;

import dev.rapporteur.writing.RecordedAnswers;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers of models in the state database. */
public final class JdbcRecordedAnswers implements RecordedAnswers {
  private final JdbcClient jdbc;
  private final Clock clock;

  public JdbcRecordedAnswers(DataSource dataSource, Clock clock) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
  }

  @Override
  public Optional<String> find(String key) {
    return jdbc.sql("select answer from recorded_answer where asked_sha256 = ?")
        .param(key)
        .query(String.class)
        .optional();
  }

  @Override
  public void keep(String key, String answer) {
    try {
      jdbc.sql("insert into recorded_answer (asked_sha256, answer, kept_at) values (?, ?, ?)")
          .params(key, answer, clock.instant().atOffset(ZoneOffset.UTC))
          .update();
    } catch (DuplicateKeyException there) {
      // What was answered first stays.
    }
  }

  /** Forgets all answers, so that the model is asked again. */
  public void forget() {
    jdbc.sql("delete from recorded_answer").update();
  }
}
