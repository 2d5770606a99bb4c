package dev.rapporteur.analysis;

import dev.rapporteur.function.Cell;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.QueryResult;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The numbers in one column of one call's result: their sum, and their sums by entity. */
final class Amounts {
  private final FunctionCall call;
  private final String column;

  Amounts(FunctionCall call, String column) {
    this.call = call;
    this.column = column;
  }

  Unit unit() {
    return Unit.of(declared(column).unit().orElseThrow());
  }

  boolean isEmpty() {
    return call.result().isEmpty();
  }

  /** The sum; empty where no cell has a number. */
  Optional<BigDecimal> sum() {
    return all().reduce(BigDecimal::add);
  }

  Provenance.Cells cells() {
    return new Provenance.Cells(call.id(), column, "", call.rowCount());
  }

  Provenance.Cells cells(String key) {
    return new Provenance.Cells(call.id(), column, key, 1);
  }

  /**
   * Sums by the values of a key column, in the order of the rows; rows without a number left out.
   */
  Map<String, BigDecimal> by(String keyColumn) {
    QueryResult result = call.result();
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    for (int row = 0; row < result.rows().size(); row++) {
      String key = result.cell(row, keyColumn).toString();
      result.number(row, column).ifPresent(number -> sums.merge(key, number, BigDecimal::add));
    }
    return Collections.unmodifiableMap(sums);
  }

  /** The entities named in a key column, by key. */
  Map<String, Entity> entities(String keyColumn, String language) {
    QueryResult result = call.result();
    List<Column> translations =
        result.columns().stream()
            .filter(
                other -> other.translates().filter(to -> to.column().equals(keyColumn)).isPresent())
            .toList();
    Map<String, Entity> entities = new LinkedHashMap<>();
    for (int row = 0; row < result.rows().size(); row++) {
      String key = result.cell(row, keyColumn).toString();
      String label = key;
      Set<String> aliases = new HashSet<>(Set.of(key));
      for (Column translation : translations) {
        String translated = result.cell(row, translation.name()).toString();
        aliases.add(translated);
        if (translation.translates().orElseThrow().language().equals(language)) {
          label = translated;
        }
      }
      aliases.remove(label);
      entities.putIfAbsent(key, new Entity(keyColumn, key, label, aliases));
    }
    return entities;
  }

  /** How many cells of the column hold nothing. */
  long emptyCells() {
    return call.rowCount() - all().count();
  }

  private java.util.stream.Stream<BigDecimal> all() {
    int at = call.result().columns().indexOf(declared(column));
    return call.result().rows().stream()
        .map(row -> row.get(at))
        .filter(Cell.Number.class::isInstance)
        .map(cell -> ((Cell.Number) cell).value());
  }

  private Column declared(String name) {
    return call.result()
        .column(name)
        .orElseThrow(
            () -> new IllegalArgumentException(call.function() + " has no column " + name));
  }
}
