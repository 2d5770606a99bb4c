package dev.rapporteur.report.jdbc;

import dev.rapporteur.testing.PostgresServer;

class PostgresReportRunsIT extends ReportRunsContract {
  @Override
  StateDatabase fresh() {
    return PostgresServer.freshState(10);
  }
}
