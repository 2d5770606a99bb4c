package dev.rapporteur.function;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries out functions that are code: on a thread of their own, which the time limit interrupts.
 */
final class JavaFunctionExecutor implements FunctionExecutor {
  @Override
  public QueryResult execute(RegisteredFunction function, ObjectNode arguments) {
    JavaFunction code = ((RegisteredFunction.Java) function.body()).function();
    FutureTask<List<List<Cell>>> task = new FutureTask<>(() -> code.call(arguments.deepCopy()));
    Thread.ofVirtual().name("function-" + function.name()).start(task);
    List<List<Cell>> rows = await(function, task);
    if (rows.size() > function.limits().rows()) {
      throw new QueryFailedException(
          FailureKind.CAPACITY,
          "the function '"
              + function.name()
              + "' gives more than its limit of "
              + function.limits().rows()
              + " rows",
          "ask for less, or raise its limit");
    }
    try {
      return new QueryResult(function.columns(), rows);
    } catch (IllegalArgumentException e) {
      throw failed(function, e);
    }
  }

  private static List<List<Cell>> await(
      RegisteredFunction function, FutureTask<List<List<Cell>>> task) {
    try {
      return task.get(function.limits().time().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new QueryFailedException(
          FailureKind.CAPACITY,
          "the function '"
              + function.name()
              + "' took longer than its limit of "
              + function.limits().time().toSeconds()
              + " s",
          "ask for less, or raise its limit",
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RapporteurException named) {
        throw named;
      }
      throw failed(function, e.getCause());
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new QueryFailedException(
          FailureKind.EXTERNAL, "the call of '" + function.name() + "' was interrupted", "", e);
    }
  }

  private static QueryFailedException failed(RegisteredFunction function, Throwable cause) {
    return new QueryFailedException(
        FailureKind.INTERNAL,
        "the function '" + function.name() + "' failed: " + cause.getMessage(),
        "its deployer must look at it",
        cause);
  }
}
