package dev.rapporteur.function;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Carries out functions that are code. */
final class JavaFunctionExecutor implements FunctionExecutor {
  @Override
  public QueryResult execute(RegisteredFunction function, ObjectNode arguments) {
    JavaFunction code = ((RegisteredFunction.Java) function.body()).function();
    return TimeLimit.within(
        function,
        () -> {
          List<List<Cell>> rows = code.call(arguments.deepCopy());
          if (rows.size() > function.limits().rows()) {
            throw QueryFailedException.tooManyRows(function);
          }
          return new QueryResult(function.columns(), rows);
        });
  }
}
