package dev.rapporteur.function.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rapporteur.function.Cell;
import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.FunctionDefinitions;
import dev.rapporteur.function.QueryFailedException;
import dev.rapporteur.function.QueryResult;
import dev.rapporteur.report.FailureKind;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How statements are carried out, whichever database it is. */
abstract class JdbcFunctionExecutorContract {
  @TempDir Path workspace;

  /** JDBC address of a database that this test may fill. */
  abstract String url();

  abstract String user();

  /** A statement that takes long. */
  abstract String slowQuery();

  /** A statement that starts like one that reads, and writes. */
  abstract String writingQuery();

  @BeforeEach
  void fill() throws Exception {
    write(
        "datasources/shop.yaml",
        "datasource: shop\nurl: "
            + url()
            + "\nuser: "
            + user()
            + "\npool: { size: 2, connectSeconds: 1 }\n");
    sql("DROP TABLE IF EXISTS sales");
    sql(
        "CREATE TABLE sales (id INTEGER, region VARCHAR(40), amount DECIMAL(20, 4), ratio DOUBLE PRECISION,"
            + " sold_on DATE, sold_at TIMESTAMP, open BOOLEAN, small SMALLINT)");
    sql(
        "INSERT INTO sales VALUES (1, 'East', 12345678901234.5678, 0.1, '2024-02-29',"
            + " '2024-02-29 23:59:59.5', TRUE, -3)");
    sql("INSERT INTO sales VALUES (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
    sql("INSERT INTO sales VALUES (3, '', 0, 1e20, '1999-12-31', '1999-12-31 00:00:00', FALSE, 0)");
  }

  @Test
  void givesEachTypeExactly() throws Exception {
    QueryResult result =
        call(
            "SELECT region, amount, ratio, sold_on, sold_at, open, small FROM sales ORDER BY id",
            "region: { key: true }\n  amount: { unit: CNY }\n  ratio: { unit: percent }\n"
                + "  sold_on: { type: date }\n  sold_at: { type: timestamp }\n"
                + "  open: { type: boolean }\n  small: { unit: pieces }");
    assertThat(result.rows().get(0))
        .containsExactly(
            new Cell.Text("East"),
            new Cell.Number(new BigDecimal("12345678901234.5678")),
            new Cell.Number(new BigDecimal("0.1")),
            new Cell.Day(LocalDate.of(2024, 2, 29)),
            new Cell.Timestamp(LocalDateTime.of(2024, 2, 29, 23, 59, 59, 500_000_000)),
            new Cell.Flag(true),
            new Cell.Number(new BigDecimal(-3)));
    assertThat(result.rows().get(1)).containsOnly(Cell.EMPTY).hasSize(7);
    assertThat(result.cell(2, "region")).isEqualTo(new Cell.Text(""));
    assertThat(result.number(2, "ratio"))
        .hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo("100000000000000000000"));
    assertThat(result.rowsAsJson().get(1).toString())
        .isEqualTo("[null,null,null,null,null,null,null]");
  }

  @Test
  void bindsEachType() throws Exception {
    String parameters =
        "region: { type: string }\n  day: { type: string, format: date }\n"
            + "  least: { type: number }\n  id: { type: integer }\n  open: { type: boolean }";
    QueryResult result =
        call(
            "SELECT id FROM sales WHERE region = :region AND sold_on = :day AND amount > :least"
                + " AND id = :id AND open = :open AND :id > 0",
            "id: { unit: rows }",
            parameters,
            "{\"region\":\"East\",\"day\":\"2024-02-29\",\"least\":12345678901234.5,\"id\":1,\"open\":true}");
    assertThat(result.rows()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' OR 1=1 --",
        "%",
        "_",
        "E\\",
        "\\' OR 1=1",
        "East'",
        "'; DROP TABLE sales; --",
        "Ｅast"
      })
  void findsALiteralTextAndNothingElse(String text) throws Exception {
    String column = "n: { unit: rows }";
    String parameters = "region: { type: string }";
    ObjectNode arguments = JsonMapper.shared().createObjectNode().put("region", text);
    String query = "SELECT COUNT(*) AS n FROM sales WHERE region = :region";
    assertThat(call(query, column, parameters, arguments.toString()).number(0, "n"))
        .contains(BigDecimal.ZERO);
    new JdbcTemplate(new DriverManagerDataSource(url(), user(), ""))
        .update("INSERT INTO sales (id, region) VALUES (9, ?)", text);
    assertThat(call(query, column, parameters, arguments.toString()).number(0, "n"))
        .contains(BigDecimal.ONE);
  }

  @Test
  void leavesNothingBehindOfAFunctionThatMayOnlyRead() throws Exception {
    try {
      call(writingQuery(), "id: { unit: rows }");
    } catch (QueryFailedException refused) {
      assertThat(refused.kind()).isEqualTo(FailureKind.DEFINITION);
    }
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void stopsAtTheTimeLimit() throws Exception {
    Instant before = Instant.now();
    QueryFailedException fault = failure(slowQuery(), "n: { unit: rows }");
    assertThat(fault.kind()).isEqualTo(FailureKind.CAPACITY);
    assertThat(fault).hasMessageContaining("took longer than its limit of 1 s");
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void failsAtOneRowMoreThanTheLimit() throws Exception {
    assertThat(failure("SELECT id FROM sales UNION ALL SELECT id FROM sales", "id: { unit: rows }"))
        .hasMessageContaining("more than its limit of 5 rows");
    assertThat(
            call("SELECT id FROM sales UNION ALL SELECT 4 UNION ALL SELECT 5", "id: { unit: rows }")
                .rows())
        .hasSize(5);
  }

  @Test
  void namesAColumnThatIsNotWhatWasDeclared() throws Exception {
    assertThat(failure("SELECT region AS amount FROM sales", "amount: { unit: CNY }"))
        .hasMessageContaining(
            "the column 'amount' is a text in the database and declared as a number");
  }

  @Test
  void namesANumberThatIsNone() throws Exception {
    assertThat(failure("SELECT CAST('NaN' AS DOUBLE PRECISION) AS n", "n: { unit: rows }"))
        .hasMessageContaining("the column 'n' of 'f' holds NaN");
  }

  @Test
  void saysWhatIsWrongWithoutTheStatement() throws Exception {
    QueryFailedException fault = failure("SELECT nothing AS n FROM sales", "n: { unit: rows }");
    assertThat(fault).hasMessageContaining("'f'").hasMessageContaining("'shop'");
    assertThat(fault.getMessage()).doesNotContain("SELECT");
  }

  @Test
  void saysThatItIsTheDataWhereTheDataAreWrong() throws Exception {
    QueryFailedException fault =
        failure("SELECT CAST(region AS INTEGER) AS n FROM sales", "n: { unit: rows }");
    assertThat(fault.kind()).isEqualTo(FailureKind.DATA);
  }

  @Test
  void readsTheSameAgainAfterAFault() throws Exception {
    failure("SELECT nothing AS n FROM sales", "n: { unit: rows }");
    assertThat(call("SELECT id FROM sales", "id: { unit: rows }").rows()).hasSize(3);
  }

  private QueryFailedException failure(String query, String columns) {
    return catchThrowableOfType(QueryFailedException.class, () -> call(query, columns));
  }

  private QueryResult call(String query, String columns) throws Exception {
    return call(query, columns, "", "{}");
  }

  private QueryResult call(String query, String columns, String parameters, String arguments)
      throws Exception {
    write("tasks/functions/f.sql", query);
    write(
        "tasks/functions/f.yaml",
        "function: f\ndescription: x\ncolumns:\n  "
            + columns
            + (parameters.isEmpty() ? "" : "\nparameters:\n  " + parameters)
            + "\ndatasource: shop\nroles: [employee]\neffect: read\nlimits: { rows: 5, seconds: 1 }\n");
    Map<String, DataSourceDefinition> sources = DataSourceDefinition.readAll(workspace, Map.of());
    try (SourceDatabases databases = new SourceDatabases(sources)) {
      return new JdbcFunctionExecutor(databases)
          .execute(
              FunctionDefinitions.read(workspace, sources).getFirst(),
              (ObjectNode) JsonMapper.shared().readTree(arguments));
    }
  }

  private int count() {
    return new JdbcTemplate(new DriverManagerDataSource(url(), user(), ""))
        .queryForObject("SELECT COUNT(*) FROM sales", Integer.class);
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
