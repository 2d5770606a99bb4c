package dev.rapporteur.cli;

import dev.rapporteur.function.Column;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.Outcome;
import dev.rapporteur.function.QueryResult;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A call as {@code --json} shows it. */
final class CallJson {
  private CallJson() {}

  static ObjectNode of(FunctionCall call) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", call.id());
    json.put("function", call.function());
    json.set("arguments", call.arguments());
    call.dataSource().ifPresent(source -> json.put("dataSource", source));
    call.sql().ifPresent(sql -> json.put("sql", sql));
    json.put("actor", call.actor().name());
    json.put("started", call.started().toString());
    json.put("milliseconds", call.duration().toMillis());
    json.put("rowCount", call.rowCount());
    json.put("resultHash", call.resultHash());
    return json;
  }

  static ObjectNode refused(Outcome.Refused refused) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("refused")
        .put("reason", refused.reason().name())
        .put("message", refused.message());
    return json;
  }

  static ArrayNode columns(QueryResult result) {
    ArrayNode columns = JsonNodeFactory.instance.arrayNode();
    for (Column column : result.columns()) {
      ObjectNode json = columns.addObject();
      json.put("name", column.name());
      json.put("type", column.type().name().toLowerCase(Locale.ROOT));
      column.unit().ifPresent(unit -> json.put("unit", unit));
      json.put("key", column.key());
    }
    return columns;
  }
}
