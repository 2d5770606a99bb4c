package dev.rapporteur.function;

import dev.rapporteur.access.Actor;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * That somebody wants a function called.
 *
 * @param function the name as it was asked for
 * @param arguments as they were asked for; anything may stand here
 * @param bound values that the run sets (its month, its region); nobody overrides them
 * @param allowed names of the functions that may be called in this step or conversation
 * @param actor on whose behalf; never the model
 * @param door where it came in: {@code run}, {@code assistant}, {@code command}, {@code api}
 * @param within id of the run or conversation that it belongs to; empty if there is none
 */
public record CallRequest(
    String function,
    JsonNode arguments,
    ObjectNode bound,
    Set<String> allowed,
    Actor actor,
    String door,
    String within) {
  public CallRequest {
    bound = bound.deepCopy();
    allowed = Set.copyOf(allowed);
  }

  /** A request without bound values. */
  public static CallRequest of(
      String function,
      JsonNode arguments,
      Set<String> allowed,
      Actor actor,
      String door,
      String within) {
    return new CallRequest(
        function, arguments, JsonNodeFactory.instance.objectNode(), allowed, actor, door, within);
  }
}
