package dev.rapporteur.pipeline;

import dev.rapporteur.analysis.AnalysisInput;
import dev.rapporteur.analysis.FigureFormat;
import dev.rapporteur.analysis.Unit;
import dev.rapporteur.function.Cell;
import dev.rapporteur.function.Column;
import dev.rapporteur.function.FunctionCall;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.pipeline.RunDossier.QueriedData;
import dev.rapporteur.rendering.ContentValue;
import dev.rapporteur.rendering.ReportTable;
import dev.rapporteur.report.FigureDefinition.Base;
import dev.rapporteur.report.ReportDefinition.Output;
import dev.rapporteur.report.ReportDefinition.TableDefinition;
import dev.rapporteur.report.ReportingPeriod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of a draft: the rows of a call, with the change of its first number on the compared
 * period where there is one, and a total where all rows are shown.
 */
final class DraftTables {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final QueriedData data;
  private final FigureFormat format;
  private final DraftWords words;
  private final ReportingPeriod period;
  private final Locale locale;
  private final boolean inWorkbook;

  DraftTables(RunDossier dossier, FigureFormat format, DraftWords words) {
    this.data = dossier.data().orElseThrow();
    this.format = format;
    this.words = words;
    this.period = dossier.run().request().period();
    this.locale = dossier.definition().locale();
    this.inWorkbook = dossier.definition().outputs().contains(Output.WORKBOOK);
  }

  /** What a section shows; all rows of it for the workbook where it shows fewer. */
  Optional<ReportTable> table(TableDefinition definition, String heading) {
    FunctionCall call = data.current().get(definition.data());
    QueryResult result = call.result();
    if (result.isEmpty()) {
      return Optional.empty();
    }
    List<Column> shown =
        result.columns().stream().filter(column -> column.translates().isEmpty()).toList();
    Optional<Column> key = shown.stream().filter(Column::key).findFirst();
    Optional<Column> main =
        shown.stream().filter(column -> column.type() == Column.Type.NUMBER).findFirst();
    Optional<Change> change =
        key.isPresent() && main.isPresent()
            ? change(definition.data(), key.get(), main.get())
            : Optional.empty();
    int rows = result.rows().size();
    int onPages = Math.min(definition.rows(), rows);
    Map<Column, Map<String, String>> labels = new LinkedHashMap<>();
    shown.forEach(
        column -> labels.put(column, labels(result, column.name(), locale.getLanguage())));
    List<ReportTable.Row> lines = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      lines.add(row(result, row, labels, key, main, change));
    }
    if (key.isPresent() && rows > 1) {
      lines.add(total(result, shown, key.get(), main, change));
    }
    String subject = definition.title().isEmpty() ? heading : definition.title();
    ReportTable whole =
        new ReportTable(
            definition.data(),
            subject + words.say(", ", "，") + period.label(locale),
            columns(shown, main, change),
            lines,
            Optional.empty(),
            inWorkbook);
    return Optional.of(
        onPages == rows
            ? whole
            : new ReportTable(
                whole.id(),
                whole.caption(),
                whole.columns(),
                lines.subList(0, onPages),
                Optional.of(whole),
                inWorkbook));
  }

  /** The first number of each entity in the compared period. */
  private record Change(Base base, Map<String, BigDecimal> then) {}

  private Optional<Change> change(String name, Column key, Column main) {
    for (Base base : List.of(Base.PREVIOUS_YEAR, Base.PREVIOUS_PERIOD)) {
      FunctionCall before = data.bases().getOrDefault(base, Map.of()).get(name);
      if (before != null && !before.result().isEmpty()) {
        Map<String, BigDecimal> then = new LinkedHashMap<>();
        for (int row = 0; row < before.rowCount(); row++) {
          String entity = before.result().cell(row, key.name()).toString();
          before
              .result()
              .number(row, main.name())
              .ifPresent(value -> then.merge(entity, value, BigDecimal::add));
        }
        return Optional.of(new Change(base, then));
      }
    }
    return Optional.empty();
  }

  private List<ReportTable.Column> columns(
      List<Column> shown, Optional<Column> main, Optional<Change> change) {
    List<ReportTable.Column> columns = new ArrayList<>();
    for (Column column : shown) {
      boolean number = column.type() == Column.Type.NUMBER;
      String unit =
          column
              .unit()
              .map(Unit::of)
              .map(format::unitLabel)
              // "Orders (orders)" says nothing twice.
              .filter(label -> !label.equalsIgnoreCase(column.title(locale)))
              .orElse("");
      columns.add(new ReportTable.Column(column.title(locale), unit, number));
      if (change.isPresent() && main.filter(column::equals).isPresent()) {
        String base = AnalysisInput.periodOf(change.get().base(), period).label(locale);
        columns.add(new ReportTable.Column(base, unit, true));
        columns.add(new ReportTable.Column(words.say("Change", "增幅"), "%", true));
      }
    }
    return columns;
  }

  private ReportTable.Row row(
      QueryResult result,
      int row,
      Map<Column, Map<String, String>> labels,
      Optional<Column> key,
      Optional<Column> main,
      Optional<Change> change) {
    List<ContentValue> cells = new ArrayList<>();
    for (Column column : labels.keySet()) {
      Cell cell = result.cell(row, column.name());
      if (cell instanceof Cell.Number number) {
        cells.add(number(number.value(), Unit.of(column.unit().orElseThrow())));
      } else {
        cells.add(new ContentValue.Text(labels.get(column).get(cell.toString())));
      }
      if (change.isPresent() && main.filter(column::equals).isPresent()) {
        String entity = result.cell(row, key.orElseThrow().name()).toString();
        compare(
            result.number(row, column.name()),
            Optional.ofNullable(change.get().then().get(entity)),
            Unit.of(column.unit().orElseThrow()),
            cells);
      }
    }
    return new ReportTable.Row(cells, false);
  }

  private ReportTable.Row total(
      QueryResult result,
      List<Column> shown,
      Column key,
      Optional<Column> main,
      Optional<Change> change) {
    List<ContentValue> cells = new ArrayList<>();
    for (Column column : shown) {
      Unit unit = column.unit().map(Unit::of).orElse(Unit.RATIO);
      boolean adds =
          column.type() == Column.Type.NUMBER
              && (unit.kind() == Unit.Kind.MONEY || unit.kind() == Unit.Kind.COUNT);
      Optional<BigDecimal> sum = adds ? Optional.of(sum(result, column.name())) : Optional.empty();
      if (column.equals(key)) {
        cells.add(new ContentValue.Text(words.total()));
      } else {
        cells.add(sum.<ContentValue>map(value -> number(value, unit)).orElse(EMPTY));
      }
      if (change.isPresent() && main.filter(column::equals).isPresent()) {
        Optional<BigDecimal> then = change.get().then().values().stream().reduce(BigDecimal::add);
        compare(sum, then, unit, cells);
      }
    }
    return new ReportTable.Row(cells, true);
  }

  private static final ContentValue EMPTY = new ContentValue.Text("");

  /** The compared value and the rate of change; empty where there is nothing to compare with. */
  private void compare(
      Optional<BigDecimal> now, Optional<BigDecimal> then, Unit unit, List<ContentValue> cells) {
    cells.add(then.<ContentValue>map(value -> number(value, unit)).orElse(EMPTY));
    cells.add(
        then.filter(value -> value.signum() > 0 && now.isPresent())
            .<ContentValue>map(
                value ->
                    number(
                        now.get()
                            .subtract(value)
                            .multiply(HUNDRED)
                            .divide(value, 10, RoundingMode.HALF_UP),
                        Unit.PERCENT))
            .orElse(EMPTY));
  }

  private ContentValue number(BigDecimal value, Unit unit) {
    return new ContentValue.Number("", value, unit, format.cell(value, unit));
  }

  private static BigDecimal sum(QueryResult result, String column) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int row = 0; row < result.rows().size(); row++) {
      sum = sum.add(result.number(row, column).orElse(BigDecimal.ZERO));
    }
    return sum;
  }

  /** What the values of a column are called in a language, by value. */
  static Map<String, String> labels(QueryResult result, String column, String language) {
    Optional<Column> translation =
        result.columns().stream()
            .filter(
                other ->
                    other
                        .translates()
                        .filter(to -> to.column().equals(column) && to.language().equals(language))
                        .isPresent())
            .findFirst();
    Map<String, String> labels = new LinkedHashMap<>();
    for (int row = 0; row < result.rows().size(); row++) {
      String own = result.cell(row, column).toString();
      int at = row;
      labels.putIfAbsent(
          own, translation.map(other -> result.cell(at, other.name()).toString()).orElse(own));
    }
    return labels;
  }
}
