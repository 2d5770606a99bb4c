package dev.rapporteur.function.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.FunctionDefinitions;
import dev.rapporteur.report.DefinitionError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What {@code check} says about functions and the live schema, whichever database it is. */
abstract class FunctionCheckContract {
  private static final String YAML =
      """
      function: sales
      description: Sales of one month.
      parameters:
        month: { type: string, format: year-month }
        region: { type: string }
      columns:
        region: { key: true }
        amount: { unit: CNY }
      datasource: shop
      roles: [employee]
      effect: read
      """;
  private static final String SQL =
      """
      -- of one month, 一个月
      SELECT region, SUM(amount) AS amount
      FROM sales
      WHERE sold_on >= CAST(:month || '-01' AS DATE) AND region = :region /* 区 */
      GROUP BY region
      """;

  @TempDir Path workspace;

  /** JDBC address of an empty database. */
  abstract String url();

  abstract String user();

  @BeforeEach
  void writeWorkspace() throws Exception {
    write("datasources/shop.yaml", "datasource: shop\nurl: " + url() + "\nuser: " + user() + "\n");
    sql("DROP TABLE IF EXISTS sales");
    sql("CREATE TABLE sales (region VARCHAR(20), amount DECIMAL(10, 2), sold_on DATE)");
    write("tasks/functions/sales.yaml", YAML);
    write("tasks/functions/sales.sql", SQL);
  }

  @Test
  void acceptsAFunctionThatFits() {
    assertThat(errors()).isEmpty();
  }

  @Test
  void findsAColumnThatWasDropped() {
    sql("ALTER TABLE sales DROP COLUMN amount");
    assertThat(errors()).hasSize(1);
    assertThat(errors().getFirst().toString())
        .startsWith("tasks/functions/sales.sql:2:20: the data source refuses the statement: ")
        .containsIgnoringCase("amount");
  }

  @Test
  void findsATableThatIsMissing() {
    sql("DROP TABLE sales");
    assertThat(errors().getFirst().toString())
        .startsWith("tasks/functions/sales.sql:3:6: ")
        .containsIgnoringCase("sales");
  }

  @Test
  void findsASlipInTheStatement() throws Exception {
    write("tasks/functions/sales.sql", SQL.replace("GROUP BY", "GROUPE BY"));
    assertThat(errors().getFirst().toString()).startsWith("tasks/functions/sales.sql:5:1: ");
    write("tasks/functions/sales.sql", SQL.replace("= :region", "= regin || :region"));
    assertThat(errors().getFirst().toString()).startsWith("tasks/functions/sales.sql:4:61: ");
  }

  @Test
  void findsAChangedType() {
    sql("DROP TABLE sales");
    sql("CREATE TABLE sales (region INTEGER, amount DECIMAL(10, 2), sold_on DATE)");
    assertThat(errors())
        .extracting(DefinitionError::toString)
        .contains(
            "tasks/functions/sales.yaml:7:3: the column 'region' is a number in the database and"
                + " declared as a text");
  }

  @Test
  void findsColumnsThatAreNotTheDeclaredOnes() throws Exception {
    write("tasks/functions/sales.sql", SQL.replace("AS amount", "AS amounts"));
    assertThat(errors())
        .extracting(DefinitionError::toString)
        .containsExactly(
            "tasks/functions/sales.yaml:8:3: the query gives no column 'amount' (did you mean 'amounts'?)",
            "tasks/functions/sales.sql:2:31: the query's column 'amounts' is not declared"
                + " (declare it under columns, or leave it out)");
  }

  @Test
  void findsAColumnThatStandsTwice() throws Exception {
    write("tasks/functions/sales.sql", SQL.replace("SELECT region,", "SELECT region, region,"));
    assertThat(errors())
        .extracting(DefinitionError::message)
        .containsExactly("the query gives the column 'region' twice");
  }

  @Test
  void namesASourceThatDoesNotAnswerOnce() throws Exception {
    write(
        "datasources/shop.yaml",
        "datasource: shop\nurl: jdbc:postgresql://127.0.0.1:1/x\npool: { connectSeconds: 1 }\n");
    write("tasks/functions/more.yaml", YAML.replace("function: sales", "function: more"));
    write("tasks/functions/more.sql", SQL);
    assertThat(errors()).hasSize(1);
    assertThat(errors().getFirst().toString())
        .startsWith(
            "datasources/shop.yaml: the data source 'shop' does not answer: Connection refused");
  }

  private List<DefinitionError> errors() {
    Map<String, DataSourceDefinition> sources = DataSourceDefinition.readAll(workspace, Map.of());
    try (SourceDatabases databases = new SourceDatabases(sources)) {
      return new FunctionCheck(workspace, sources, databases)
          .check(FunctionDefinitions.read(workspace, sources));
    }
  }

  private void sql(String statement) {
    new JdbcTemplate(new DriverManagerDataSource(url(), user(), "")).execute(statement);
  }

  private void write(String file, String text) throws Exception {
    Path path = workspace.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
