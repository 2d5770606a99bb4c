package dev.rapporteur.function;

import dev.rapporteur.access.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The evidence of one call: from a number in a report back to the statement that gave it.
 *
 * @param id of the call; the reference of its audit entries
 * @param function name of the function
 * @param sql the statement as it stands in its file; empty for a function that is not SQL
 * @param arguments complete, defaults and values bound by the run included
 * @param boundValues what was bound to the statement's parameters, in their order, as text
 * @param dataSource name of the source; empty for a function that is not SQL
 * @param actor on whose behalf
 * @param started when
 * @param duration how long it took
 * @param resultHash {@link QueryResult#hash()} of the result
 * @param result what it answered
 */
public record FunctionCall(
    String id,
    String function,
    Optional<String> sql,
    ObjectNode arguments,
    List<String> boundValues,
    Optional<String> dataSource,
    Actor actor,
    Instant started,
    Duration duration,
    String resultHash,
    QueryResult result) {
  public FunctionCall {
    arguments = arguments.deepCopy();
    boundValues = List.copyOf(boundValues);
  }

  public int rowCount() {
    return result.rows().size();
  }
}
