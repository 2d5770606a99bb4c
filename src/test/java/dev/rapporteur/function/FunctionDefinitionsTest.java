package dev.rapporteur.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionDefinitionsTest {
  private static final String YAML =
      """
      function: top_regions
      description: Sales of one month by region.
      parameters:
        month: { type: string, format: year-month, description: "e.g. 2024-03" }
        limit: { type: integer, minimum: 1, default: 10 }
      columns:
        region: { key: true, name: { en: Region, zh: 区域 } }
        region_zh: { labels: region, locale: zh }
        amount: { unit: CNY, name: Sales }
        closed: { type: boolean }
      datasource: sales
      roles: [employee, sales-manager]
      effect: read
      """;
  private static final String SQL =
      "SELECT region, region_zh, amount, closed FROM sales\nWHERE month = :month\nLIMIT :limit\n";

  @TempDir Path workspace;

  @BeforeEach
  void writeWorkspace() throws Exception {
    write("datasources/sales.yaml", "datasource: sales\nurl: jdbc:postgresql://localhost/sales\n");
    write("tasks/functions/top_regions.yaml", YAML);
    write("tasks/functions/top_regions.sql", SQL);
  }

  @Test
  void readsAFunction() {
    RegisteredFunction function = read().getFirst();
    assertThat(function.parameters().toString())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"month\":{\"type\":\"string\",\"format\":"
                + "\"year-month\",\"description\":\"e.g. 2024-03\"},\"limit\":{\"type\":\"integer\","
                + "\"minimum\":1,\"default\":10}},\"required\":[\"month\"],"
                + "\"additionalProperties\":false}");
    assertThat(function.columns())
        .extracting(Column::name)
        .containsExactly("region", "region_zh", "amount", "closed");
    assertThat(function.columns().get(0).title(Locale.CHINA)).isEqualTo("区域");
    assertThat(function.columns().get(0).names()).hasToString("{en=Region, zh=区域}");
    assertThat(function.columns().get(1).translates())
        .contains(new Column.Translation("region", "zh"));
    assertThat(function.columns().get(2).type()).isEqualTo(Column.Type.NUMBER);
    assertThat(function.columns().get(2).title(Locale.CHINA)).isEqualTo("Sales");
    assertThat(function.limits().rows()).isEqualTo(10_000);
    assertThat(function.effect()).isEqualTo(Effect.READ);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "function: top_regions | function: top_region | tasks/functions/top_regions.yaml:1:11: the function is named 'top_region', its file 'top_regions.yaml'",
        "datasource: sales | datasource: sale | tasks/functions/top_regions.yaml:11:13: there is no data source 'sale' (did you mean 'sales'?)",
        "datasource: sales | datasource: crm | tasks/functions/top_regions.yaml:11:13: there is no data source 'crm' (add datasources/crm.yaml)",
        "unit: CNY | type: number | tasks/functions/top_regions.yaml:9:3: the number 'amount' has no unit",
        "type: boolean | type: boolean, unit: x | tasks/functions/top_regions.yaml:10:34: only a number has a unit, 'closed' is none",
        "labels: region, | labels: regon, | tasks/functions/top_regions.yaml:8:24: there is no column 'regon' (did you mean 'region'?)",
        "labels: region, locale: zh | labels: region | tasks/functions/top_regions.yaml:8:3: 'labels' and 'locale' belong together",
        "default: 10 | default: ten | tasks/functions/top_regions.yaml:5:48: the default must be a whole number, not the text 'ten'",
        "default: 10 | default: 0 | tasks/functions/top_regions.yaml:5:48: the default must be at least 1",
        "month: { | month_: { | tasks/functions/top_regions.sql:2:15: the parameter ':month' is not declared (did you mean 'month_'?)",
        "effect: read | effect: write | tasks/functions/top_regions.yaml:13:9: the data source 'sales' is read-only",
      })
  void refusesADefinitionWithThePlace(String part, String replacement, String error)
      throws Exception {
    write("tasks/functions/top_regions.yaml", YAML.replace(part, replacement));
    assertThat(errors())
        .extracting(DefinitionError::toString)
        .anyMatch(found -> found.startsWith(error));
  }

  @Test
  void refusesFunctionWithoutUnit() throws Exception {
    write("tasks/functions/top_regions.yaml", YAML.replace("unit: CNY", "type: number"));
    assertThat(errors())
        .extracting(DefinitionError::hint)
        .containsExactly("write unit: CNY, orders, percent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT 1 FROM x WHERE :month = :limti | tasks/functions/top_regions.sql:1:32: the parameter ':limti' is not declared (did you mean 'limit'?)",
        "SELECT 1 FROM x WHERE a = :month | tasks/functions/top_regions.yaml:5:3: the statement does not use the parameter ':limit'",
        "DELETE FROM x WHERE a = :month AND :limit = 1 | tasks/functions/top_regions.sql:1:1: a function with the effect read starts with SELECT or WITH",
        "SELECT :month; DELETE FROM x WHERE :limit = 1 | tasks/functions/top_regions.sql:1:14: a second statement starts",
        "SELECT ':month :limit | tasks/functions/top_regions.sql:1:8: a quote that does not end",
      })
  void refusesAStatementWithThePlace(String sql, String error) throws Exception {
    write("tasks/functions/top_regions.sql", sql);
    assertThat(errors())
        .extracting(DefinitionError::toString)
        .anyMatch(found -> found.startsWith(error));
  }

  @Test
  void refusesAFunctionWithoutStatement() throws Exception {
    Files.delete(workspace.resolve("tasks/functions/top_regions.sql"));
    assertThat(errors().getFirst().toString())
        .isEqualTo(
            "tasks/functions/top_regions.sql: there is no such file"
                + " (the function's statement belongs there)");
  }

  @Test
  void namesTheMistakesOfAllFiles() throws Exception {
    write("tasks/functions/other.yaml", YAML.replace("function: top_regions", "function: other"));
    write("tasks/functions/other.sql", "SELECT 1");
    write("tasks/functions/third.yaml", "function: third\n\tx: 1");
    assertThat(errors())
        .extracting(DefinitionError::file)
        .containsExactly(
            "tasks/functions/other.yaml",
            "tasks/functions/other.yaml",
            "tasks/functions/third.yaml");
  }

  @Test
  void keepsTheGoodOnesBesideTheBroken() throws Exception {
    write("tasks/functions/other.yaml", YAML.replace("function: top_regions", "function: other"));
    Definitions<RegisteredFunction> functions = definitions();
    assertThat(functions.good().keySet()).containsExactly("top_regions");
    assertThat(functions.broken()).containsExactly("other");
    assertThat(functions.errors()).hasSize(1);
  }

  @Test
  void blamesAFunctionNotForItsBrokenDataSource() throws Exception {
    write("datasources/sales.yaml", "datasource: sales\nurl: ${NOT_SET}\n");
    assertThat(definitions().errors()).isEmpty();
    assertThat(definitions().good()).hasSize(1);
  }

  @Test
  void changesItsHashWithEachPartThatDecidesWhatACallDoes() throws Exception {
    String before = read().getFirst().hash();
    assertThat(read().getFirst().hash()).isEqualTo(before);
    for (String part :
        List.of("CNY", "employee, ", "minimum: 1, ", "key: true, ", ", default: 10")) {
      write(
          "tasks/functions/top_regions.yaml", YAML.replace(part, part.equals("CNY") ? "USD" : ""));
      assertThat(read().getFirst().hash()).as(part).isNotEqualTo(before);
    }
    write("tasks/functions/top_regions.yaml", YAML);
    write("tasks/functions/top_regions.sql", SQL + "-- changed\n");
    assertThat(read().getFirst().hash()).isNotEqualTo(before);
  }

  @Test
  void freezesTheRegistry() throws Exception {
    FunctionRegistry registry = new FunctionRegistry(read());
    String hash = registry.hash();
    write("tasks/functions/late.yaml", YAML.replace("top_regions", "late"));
    write("tasks/functions/late.sql", SQL);
    assertThat(registry.find("late")).isEmpty();
    assertThat(registry.hash()).isEqualTo(hash);
    assertThatThrownBy(() -> registry.names().add("late"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> registry.functions().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    registry.find("top_regions").orElseThrow().parameters().put("additionalProperties", true);
    assertThat(
            registry
                .find("top_regions")
                .orElseThrow()
                .parameters()
                .get("additionalProperties")
                .asBoolean())
        .isFalse();
  }

  @Test
  void refusesTwoFunctionsOfOneName() {
    assertThatThrownBy(() -> new FunctionRegistry(List.of(read().getFirst(), read().getFirst())))
        .hasMessageContaining("top_regions");
  }

  private List<RegisteredFunction> read() {
    return FunctionDefinitions.read(workspace, DataSourceDefinition.readAll(workspace, Map.of()));
  }

  private Definitions<RegisteredFunction> definitions() {
    return FunctionDefinitions.definitions(
        workspace, DataSourceDefinition.definitions(workspace, Map.of()));
  }

  private List<DefinitionError> errors() {
    return catchThrowableOfType(InvalidDefinitionException.class, this::read).errors();
  }

  private void write(String file, String text) throws Exception {
    Path path = workspace.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
