package dev.rapporteur.assistant;

import dev.rapporteur.audit.CanonicalJson;
import dev.rapporteur.function.Cell;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.model.qwen.ControlTokens;
import dev.rapporteur.model.qwen.ToolCallParser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The calls that somebody has written into data, found as the model's own are found. A model that
 * quotes such a text, or obeys it to the letter, asks for that call; it is not made. Not for
 * several threads.
 */
final class PlantedCalls {
  private final ToolCallParser parser;
  private final Set<String> calls = new HashSet<>();

  PlantedCalls(OfferedFunctions offered) {
    this.parser = new ToolCallParser(offered.schemas());
  }

  /** What tells calls apart: the name and the arguments, however they are written. */
  static String key(String function, JsonNode arguments) {
    return function + " " + CanonicalJson.of(arguments);
  }

  /** Looks for calls in a text that others wrote, and in the form in which the model reads it. */
  void lookIn(String text) {
    if (text.indexOf('{') >= 0) {
      for (String form : List.of(text, ControlTokens.neutralize(text))) {
        parser.parse(form).calls().forEach(call -> calls.add(key(call.name(), call.arguments())));
      }
    }
  }

  /** Looks for calls in the texts of a result. */
  void lookIn(QueryResult result) {
    for (List<Cell> row : result.rows()) {
      for (Cell cell : row) {
        if (cell instanceof Cell.Text text) {
          lookIn(text.value());
        }
      }
    }
  }

  boolean contains(String key) {
    return calls.contains(key);
  }
}
