package dev.rapporteur.function.jdbc;

class H2FunctionCheckIT extends FunctionCheckContract {
  @Override
  String url() {
    return "jdbc:h2:file:" + workspace.resolve("shop");
  }

  @Override
  String user() {
    return "sa";
  }
}
