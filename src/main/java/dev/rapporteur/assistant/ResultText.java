package dev.rapporteur.assistant;

import static dev.rapporteur.model.qwen.ControlTokens.neutralize;

import dev.rapporteur.function.QueryResult;
import dev.rapporteur.model.TokenCounter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A result as the model reads it: neutralized JSON, cut to its first rows where it is long.
 *
 * @param text the JSON
 * @param tokens of it, an upper bound
 * @param leftOut how many rows are not in it
 */
record ResultText(String text, int tokens, int leftOut) {

  /**
   * @param most tokens that the text may have; a note alone may have more
   */
  static ResultText of(QueryResult result, int most, TokenCounter counter) {
    int shown = result.rows().size();
    String text = text(result, shown);
    int tokens = counter.atMost(text);
    while (tokens > most && shown > 0) {
      shown = Math.min(shown - 1, (int) ((long) shown * most / tokens));
      text = text(result, shown);
      tokens = counter.atMost(text);
    }
    return new ResultText(text, tokens, result.rows().size() - shown);
  }

  private static String text(QueryResult result, int shown) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode columns = json.putArray("columns");
    result
        .columns()
        .forEach(
            column ->
                columns.add(
                    column.name() + column.unit().map(unit -> " (" + unit + ")").orElse("")));
    ArrayNode rows = json.putArray("rows");
    ArrayNode all = result.rowsAsJson();
    for (int i = 0; i < shown; i++) {
      rows.add(all.get(i));
    }
    if (shown < all.size()) {
      json.put(
          "note",
          "only the first %d of %d rows fit here; say so if the answer needs the others"
              .formatted(shown, all.size()));
    }
    return neutralize(json.toString());
  }
}
