package dev.rapporteur.function;

import tools.jackson.databind.node.ObjectNode;

/** Carries out a call that the gate let pass. Nothing but the gate calls it. */
public interface FunctionExecutor {
  /**
   * Carries out a statement within the function's limits.
   *
   * @param function whose body is {@link RegisteredFunction.Sql}
   * @param arguments complete and checked
   * @throws QueryFailedException if the source fails, or a limit is reached
   */
  QueryResult execute(RegisteredFunction function, ObjectNode arguments);
}
