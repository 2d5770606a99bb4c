package dev.rapporteur.audit.jdbc;

import dev.rapporteur.audit.AuditTrailContract;
import dev.rapporteur.report.jdbc.StateDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.JdbcTemplate;

class PostgresAuditTrailIT extends AuditTrailContract {
  private static EmbeddedPostgres server;
  private static StateDatabase state;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPostgres.start();
    state = StateDatabase.open(server.getJdbcUrl("postgres", "postgres"), "postgres", "", 8);
  }

  @AfterAll
  static void stop() throws Exception {
    state.close();
    server.close();
  }

  @AfterEach
  void empty() {
    JdbcTemplate sql = new JdbcTemplate(state.dataSource());
    sql.update("DELETE FROM audit_entry");
    sql.update("UPDATE audit_chain SET entry_no = 0, hash = repeat('0', 64)");
  }

  @Override
  protected DataSource database() {
    return state.dataSource();
  }
}
