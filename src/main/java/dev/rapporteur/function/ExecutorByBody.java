package dev.rapporteur.function;

import tools.jackson.databind.node.ObjectNode;

/**
 * Carries out each function in the way that its body asks for.
 *
 * @param sql for statements
 * @param http for requests
 */
public record ExecutorByBody(FunctionExecutor sql, FunctionExecutor http)
    implements FunctionExecutor {
  private static final FunctionExecutor JAVA = new JavaFunctionExecutor();

  @Override
  public QueryResult execute(RegisteredFunction function, ObjectNode arguments) {
    return switch (function.body()) {
      case RegisteredFunction.Sql body -> sql.execute(function, arguments);
      case RegisteredFunction.Http body -> http.execute(function, arguments);
      case RegisteredFunction.Java body -> JAVA.execute(function, arguments);
    };
  }
}
