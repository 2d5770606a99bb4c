package dev.rapporteur.function.jdbc;

class H2FunctionExecutorIT extends JdbcFunctionExecutorContract {
  @Override
  String url() {
    return "jdbc:h2:file:" + workspace.resolve("shop");
  }

  @Override
  String user() {
    return "sa";
  }

  @Override
  String slowQuery() {
    return "SELECT COUNT(*) AS n FROM SYSTEM_RANGE(1, 100000) a, SYSTEM_RANGE(1, 100000) b";
  }

  @Override
  String writingQuery() {
    return "SELECT id FROM OLD TABLE (DELETE FROM sales)";
  }
}
