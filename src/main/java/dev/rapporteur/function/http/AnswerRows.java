package dev.rapporteur.function.http;

import dev.rapporteur.function.Cell;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.QueryFailedException;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.function.RegisteredFunction;
import dev.rapporteur.report.FailureKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Turns an answer's JSON into rows: a list of objects, or one object. Nothing is converted. */
final class AnswerRows {
  private AnswerRows() {}

  static QueryResult of(RegisteredFunction function, String pointer, JsonNode answer) {
    JsonNode found = answer.at(pointer);
    List<JsonNode> objects = found.isArray() ? List.copyOf(found.values()) : List.of(found);
    if (objects.size() > function.limits().rows()) {
      throw QueryFailedException.tooManyRows(function);
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode object : objects) {
      if (!object.isObject()) {
        throw wrong(function, "no object, and no list of objects, stands at '" + pointer + "'");
      }
      rows.add(
          function.columns().stream()
              .map(column -> cell(function, column, object.path(column.name())))
              .toList());
    }
    return new QueryResult(function.columns(), rows);
  }

  private static Cell cell(RegisteredFunction function, Column column, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return Cell.EMPTY;
    }
    return cell(column.type(), value)
        .orElseThrow(() -> wrong(function, "the column '" + column.name() + "' holds " + value));
  }

  private static Optional<Cell> cell(Column.Type type, JsonNode value) {
    try {
      Cell cell =
          switch (type) {
            case NUMBER -> value.isNumber() ? new Cell.Number(value.decimalValue()) : null;
            case TEXT -> value.isString() ? new Cell.Text(value.stringValue()) : null;
            case BOOLEAN -> value.isBoolean() ? new Cell.Flag(value.booleanValue()) : null;
            case DATE -> new Cell.Day(LocalDate.parse(value.asString("")));
            case TIMESTAMP -> new Cell.Timestamp(LocalDateTime.parse(value.asString("")));
          };
      return Optional.ofNullable(cell);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static QueryFailedException wrong(RegisteredFunction function, String what) {
    return new QueryFailedException(
        FailureKind.DATA,
        "the answer to the function '" + function.name() + "' is not what was declared: " + what,
        "compare its columns with the service's description");
  }
}
