package dev.rapporteur.analysis;

import dev.rapporteur.analysis.QualityFact.Kind;
import dev.rapporteur.function.Cell;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.report.FigureDefinition.Base;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is noticed about the rows that figures are computed from. */
final class DataQuality {
  private DataQuality() {}

  static List<QualityFact> of(AnalysisInput input) {
    List<QualityFact> facts = new ArrayList<>();
    Map<String, FunctionCall> before = input.bases().getOrDefault(Base.PREVIOUS_PERIOD, Map.of());
    for (String data : input.definition().data().keySet()) {
      FunctionCall call = input.current().get(data);
      if (call == null) {
        continue;
      }
      facts.add(new QualityFact(Kind.ROWS_READ, data, "", call.rowCount()));
      if (isReadiness(input, call)) {
        close(data, call, facts);
      }
      emptyCells(data, call, facts);
      for (Column key : keys(call)) {
        duplicates(data, call, key, facts);
        if (before.containsKey(data)) {
          moves(data, call, before.get(data), key, facts);
        }
      }
    }
    if (input.current().values().stream().anyMatch(call -> call.started().isBefore(endOf(input)))) {
      facts.add(new QualityFact(Kind.PARTIAL_PERIOD, "", "", 0));
    }
    return facts;
  }

  private static Instant endOf(AnalysisInput input) {
    return input.period().endExclusive().atStartOfDay(input.definition().timeZone()).toInstant();
  }

  private static boolean isReadiness(AnalysisInput input, FunctionCall call) {
    return input
        .definition()
        .ready()
        .filter(ready -> ready.call().function().equals(call.function()))
        .isPresent();
  }

  /** The function that says whether a period is closed may also say what came in afterwards. */
  private static void close(String data, FunctionCall call, List<QualityFact> facts) {
    for (int row = 0; row < call.rowCount(); row++) {
      for (Column column : call.result().columns()) {
        Cell cell = call.result().cell(row, column.name());
        if (column.name().equals("closed") && cell.equals(new Cell.Flag(false))) {
          facts.add(new QualityFact(Kind.NOT_CLOSED, data, "", 0));
        }
        if (column.name().startsWith("late_")
            && column
                .unit()
                .map(Unit::of)
                .filter(unit -> unit.kind() == Unit.Kind.COUNT)
                .isPresent()
            && cell instanceof Cell.Number late
            && late.value().signum() > 0) {
          facts.add(new QualityFact(Kind.LATE_ROWS, data, column.name(), late.value().longValue()));
        }
      }
    }
  }

  private static void emptyCells(String data, FunctionCall call, List<QualityFact> facts) {
    for (Column column : call.result().columns()) {
      if (column.type() == Column.Type.NUMBER) {
        long empty = new Amounts(call, column.name()).emptyCells();
        if (empty > 0) {
          facts.add(new QualityFact(Kind.EMPTY_CELLS, data, column.name(), empty));
        }
      }
    }
  }

  private static void duplicates(
      String data, FunctionCall call, Column key, List<QualityFact> facts) {
    if (keys(call).size() > 1) {
      return;
    }
    long twice = call.rowCount() - values(call, key).size();
    if (twice > 0) {
      facts.add(new QualityFact(Kind.DUPLICATE_KEY, data, key.name(), twice));
    }
  }

  /** Entities that came or went since the previous period, where there are few enough to name. */
  private static void moves(
      String data, FunctionCall call, FunctionCall before, Column key, List<QualityFact> facts) {
    if (before.result().isEmpty() || key.format().isPresent()) {
      return;
    }
    Set<String> now = values(call, key);
    Set<String> then = values(before, key);
    if (then.size() > 50) {
      return;
    }
    then.stream()
        .filter(entity -> !now.contains(entity))
        .forEach(gone -> facts.add(new QualityFact(Kind.MISSING_ENTITY, data, gone, 1)));
    now.stream()
        .filter(entity -> !then.contains(entity))
        .forEach(fresh -> facts.add(new QualityFact(Kind.NEW_ENTITY, data, fresh, 1)));
  }

  private static List<Column> keys(FunctionCall call) {
    return call.result().columns().stream().filter(Column::key).toList();
  }

  private static Set<String> values(FunctionCall call, Column key) {
    QueryResult result = call.result();
    Set<String> values = new LinkedHashSet<>();
    for (int row = 0; row < result.rows().size(); row++) {
      values.add(result.cell(row, key.name()).toString());
    }
    return values;
  }
}
