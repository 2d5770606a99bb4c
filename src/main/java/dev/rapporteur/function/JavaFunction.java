package dev.rapporteur.function;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a deployer writes to give a function that is not SQL; registered when the product starts.
 */
@FunctionalInterface
public interface JavaFunction {
  /**
   * Carries out one call. It has passed the gate: the actor may, and the arguments fit the schema.
   *
   * @param arguments complete, defaults filled in
   * @return rows with one cell for each declared column
   * @throws QueryFailedException if it cannot be carried out
   */
  List<List<Cell>> call(ObjectNode arguments);
}
