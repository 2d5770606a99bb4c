package dev.rapporteur.function;

import tools.jackson.databind.node.ObjectNode;

/** Carries out a call that the gate let pass. Nothing but the gate calls it. */
public interface FunctionExecutor {
  /**
   * Carries out a call within the function's limits.
   *
   * @param function with a body of the kind that this executor knows
   * @param arguments complete and checked
   * @throws QueryFailedException if the source fails, or a limit is reached
   */
  QueryResult execute(RegisteredFunction function, ObjectNode arguments);
}
