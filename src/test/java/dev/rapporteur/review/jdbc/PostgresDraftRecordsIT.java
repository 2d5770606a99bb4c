package dev.rapporteur.review.jdbc;

import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.PostgresServer;

class PostgresDraftRecordsIT extends DraftRecordsContract {
  @Override
  StateDatabase fresh() {
    return PostgresServer.freshState(10);
  }
}
