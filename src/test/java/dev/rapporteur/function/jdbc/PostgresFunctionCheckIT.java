package dev.rapporteur.function.jdbc;

import dev.rapporteur.testing.PostgresServer;

class PostgresFunctionCheckIT extends FunctionCheckContract {
  private static final String URL = PostgresServer.freshDatabase();

  @Override
  String url() {
    return URL;
  }

  @Override
  String user() {
    return "postgres";
  }
}
