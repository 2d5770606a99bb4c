package dev.rapporteur.cli;

import dev.rapporteur.function.Column;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.QueryResult;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows what a call has given: {@code {call, columns, rows}}, or a table. */
record CallResults(Terminal terminal) {

  void print(FunctionCall call) {
    if (terminal.json()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.set("call", CallJson.of(call));
      json.set("columns", CallJson.columns(call.result()));
      json.set("rows", call.result().rowsAsJson());
      terminal.printJson(json);
    } else {
      printTable(call.result());
      terminal
          .out()
          .printf(
              "%d rows in %d ms, call %s%n",
              call.rowCount(), call.duration().toMillis(), call.id());
    }
  }

  private void printTable(QueryResult result) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        result.columns().stream()
            .map(column -> column.name() + column.unit().map(unit -> " [" + unit + "]").orElse(""))
            .toList());
    result.rows().forEach(row -> lines.add(row.stream().map(Object::toString).toList()));
    int[] widths = new int[result.columns().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - width(line.get(i)));
        boolean right = result.columns().get(i).type() == Column.Type.NUMBER;
        text.append(right ? padding + line.get(i) : line.get(i) + padding).append("  ");
      }
      terminal.out().println(text.toString().stripTrailing());
    }
  }

  /** Columns of a terminal: a Chinese character takes two. */
  private static int width(String text) {
    return text.codePoints()
        .map(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN ? 2 : 1)
        .sum();
  }
}
