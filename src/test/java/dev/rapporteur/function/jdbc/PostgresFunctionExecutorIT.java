package dev.rapporteur.function.jdbc;

import dev.rapporteur.testing.PostgresServer;

class PostgresFunctionExecutorIT extends JdbcFunctionExecutorContract {
  private static final String URL = PostgresServer.freshDatabase();

  @Override
  String url() {
    return URL;
  }

  @Override
  String user() {
    return "postgres";
  }

  @Override
  String slowQuery() {
    return "SELECT COUNT(*) AS n FROM pg_sleep(30)";
  }

  @Override
  String writingQuery() {
    return "WITH gone AS (DELETE FROM sales RETURNING id) SELECT id FROM gone";
  }
}
