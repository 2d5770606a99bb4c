package dev.rapporteur.assistant;

import dev.rapporteur.function.Column;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.grounding.CitedPassage;
import dev.rapporteur.grounding.ClaimVerifier;
import dev.rapporteur.grounding.Fact;
import dev.rapporteur.grounding.Finding;
import dev.rapporteur.grounding.GroundingFacts;
import dev.rapporteur.knowledge.RetrievedPassage;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Holds an answer against what its calls gave. Each number of a result becomes a fact: what was
 * measured is the column, of whom the row's keys, when the call's month.
 */
final class AnswerGrounding {
  private final ClaimVerifier verifier = new ClaimVerifier();

  /**
   * The claims of an answer.
   *
   * @param thisMonth what the answer is about where no call names a month
   */
  List<Finding> findings(
      String answer,
      List<FunctionCall> calls,
      List<RetrievedPassage> passages,
      Locale language,
      YearMonth thisMonth) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      facts(calls.get(i), language, "c" + (i + 1), thisMonth, facts);
    }
    YearMonth month =
        calls.stream()
            .flatMap(AnswerGrounding::months)
            .max(Comparator.naturalOrder())
            .orElse(thisMonth);
    List<CitedPassage> cited =
        IntStream.range(0, passages.size())
            .mapToObj(i -> new CitedPassage("p" + (i + 1), passages.get(i).passage().text()))
            .toList();
    return verifier.verify(
        answer, new GroundingFacts(facts, month, currency(calls), language), List.of(), cited);
  }

  private static void facts(
      FunctionCall call, Locale language, String id, YearMonth thisMonth, List<Fact> facts) {
    QueryResult result = call.result();
    String asked = months(call).findFirst().orElse(thisMonth).toString();
    for (int row = 0; row < result.rows().size(); row++) {
      String period = rowMonth(result, row).orElse(asked);
      List<String> keys = keys(result, row);
      for (Column column : result.columns()) {
        Optional<BigDecimal> value =
            column.type() == Column.Type.NUMBER
                ? result.number(row, column.name())
                : Optional.empty();
        if (value.isPresent()) {
          facts.add(
              new Fact(
                  "%s.%d.%s".formatted(id, row + 1, column.name()),
                  column.title(language),
                  keys.isEmpty() ? "total" : keys.getFirst(),
                  keys.stream().skip(1).toList(),
                  period,
                  value.get(),
                  column.unit().orElseThrow()));
        }
      }
    }
  }

  /**
   * What a row is about, then its names in other languages; not its month. A row of several keys is
   * about all of them together, and has no other names.
   */
  private static List<String> keys(QueryResult result, int row) {
    List<String> keys = texts(result, row, column -> column.key() && !isMonth(column));
    return keys.size() > 1
        ? List.of(String.join(" ", keys))
        : Stream.concat(
                keys.stream(),
                texts(result, row, column -> column.translates().isPresent()).stream())
            .toList();
  }

  private static List<String> texts(QueryResult result, int row, Predicate<Column> wanted) {
    return result.columns().stream()
        .filter(wanted)
        .map(column -> result.cell(row, column.name()).toString())
        .filter(name -> !name.isBlank())
        .toList();
  }

  private static Optional<String> rowMonth(QueryResult result, int row) {
    return result.columns().stream()
        .filter(AnswerGrounding::isMonth)
        .map(column -> result.cell(row, column.name()).toString())
        .filter(text -> month(text).isPresent())
        .findFirst();
  }

  private static boolean isMonth(Column column) {
    return column.format().filter("year-month"::equals).isPresent();
  }

  private static Stream<YearMonth> months(FunctionCall call) {
    return call.arguments().properties().stream()
        .map(argument -> argument.getValue())
        .filter(JsonNode::isString)
        .flatMap(value -> month(value.asString()).stream());
  }

  private static Optional<YearMonth> month(String text) {
    try {
      return Optional.of(YearMonth.parse(text));
    } catch (DateTimeException other) {
      return Optional.empty();
    }
  }

  /** The currency of the results: their only unit of three capitals. */
  private static String currency(List<FunctionCall> calls) {
    List<String> currencies =
        calls.stream()
            .flatMap(call -> call.result().columns().stream())
            .flatMap(column -> column.unit().stream())
            .filter(unit -> unit.matches("[A-Z]{3}"))
            .distinct()
            .toList();
    return currencies.size() == 1 ? currencies.getFirst() : "";
  }
}
