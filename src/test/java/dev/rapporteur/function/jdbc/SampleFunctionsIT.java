package dev.rapporteur.function.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.function.Cell;
import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.FunctionDefinitions;
import dev.rapporteur.function.FunctionRegistry;
import dev.rapporteur.function.QueryResult;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The functions of the sample workspace over its real CSV files in an embedded database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleFunctionsIT {
  private Path workspace;
  private Map<String, DataSourceDefinition> sources;
  private FunctionRegistry registry;
  private SourceDatabases databases;
  private JdbcFunctionExecutor executor;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    workspace = folder;
    for (String part : List.of("datasources", "tasks")) {
      Files.createSymbolicLink(workspace.resolve(part), Path.of(part).toAbsolutePath());
    }
    sources = DataSourceDefinition.readAll(workspace, Map.of());
    registry = new FunctionRegistry(FunctionDefinitions.read(workspace, sources));
    databases = new SourceDatabases(sources);
    executor = new JdbcFunctionExecutor(databases);
  }

  @AfterAll
  void close() {
    databases.close();
  }

  @Test
  void answersEachFunctionForAMonth() {
    assertThat(registry.names()).contains("query_sales_data", "top_products", "sales_closed");
    for (var function : registry.functions()) {
      ObjectNode arguments = arguments("{\"month\":\"2024-01\"}");
      if (function.parameters().path("properties").has("limit")) {
        arguments.put("limit", 10);
      }
      QueryResult result = executor.execute(function, arguments);
      assertThat(result.rows()).as(function.name()).isNotEmpty();
    }
  }

  @Test
  void givesExactDecimals() {
    QueryResult result = call("query_sales_data", "{\"month\":\"2024-01\"}");
    BigDecimal amount = result.number(0, "amount").orElseThrow();
    BigDecimal discounts = result.number(0, "discounts").orElseThrow();
    assertThat(amount.add(discounts)).isEqualByComparingTo(result.number(0, "list_value").get());
  }

  @Test
  void givesNoRowForAMonthWithoutSales() {
    assertThat(call("query_sales_data", "{\"month\":\"1999-01\"}").isEmpty()).isTrue();
  }

  @Test
  void tellsNothingFromZero() {
    QueryResult result = call("sales_closed", "{\"month\":\"2024-12\"}");
    assertThat(result.rows()).hasSize(1);
    assertThat(result.cell(0, "late_amount")).isInstanceOf(Cell.Number.class);
  }

  @Test
  void doesNotLoadTheSameContentTwice() {
    long before = System.nanoTime();
    new CsvLoad(sources.get("sales")).run();
    long milliseconds = (System.nanoTime() - before) / 1_000_000;
    System.out.println("unchanged content checked in " + milliseconds + " ms");
    assertThat(milliseconds).isLessThan(1_500);
  }

  private QueryResult call(String function, String arguments) {
    return executor.execute(registry.find(function).orElseThrow(), arguments(arguments));
  }

  private static ObjectNode arguments(String json) {
    ObjectNode arguments = (ObjectNode) JsonMapper.shared().readTree(json);
    return arguments.put("region", "");
  }
}
