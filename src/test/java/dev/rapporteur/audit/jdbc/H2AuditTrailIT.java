package dev.rapporteur.audit.jdbc;

import dev.rapporteur.audit.AuditTrailContract;
import dev.rapporteur.report.jdbc.StateDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

class H2AuditTrailIT extends AuditTrailContract {
  private StateDatabase state;

  @Override
  protected DataSource database() {
    if (state == null) {
      state = StateDatabase.inFolder(folder.resolve("state"));
    }
    return state.dataSource();
  }

  @AfterEach
  void close() {
    state.close();
  }
}
