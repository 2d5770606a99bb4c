package dev.rapporteur.function.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.FunctionDefinitions;
import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the guide shows holds. */
class FunctionGuideIT {
  @TempDir Path workspace;
  private String guide;

  @BeforeEach
  void writeWorkspace() throws Exception {
    guide = Files.readString(Path.of("docs", "guides", "functions.md"));
    write("tasks/functions/sales_by_region.yaml", block("yaml", 1));
    write("tasks/functions/sales_by_region.sql", block("sql", 1));
    write("datasources/sales.yaml", "datasource: sales\nurl: " + url() + "\nuser: sa\n");
    sql(
        "CREATE TABLE sales (region VARCHAR(9), region_zh VARCHAR(9), amount DECIMAL(9, 2), ordered_on DATE)");
  }

  @Test
  void showsAFunctionThatFits() {
    assertThat(check()).isEmpty();
  }

  @Test
  void showsTheMistakesAsTheyAreReported() throws Exception {
    sql("ALTER TABLE sales DROP COLUMN amount");
    assertThat(guide).contains(check().getFirst().toString());
    write("tasks/functions/sales_by_region.yaml", block("yaml", 1).replace("columns:", "colums:"));
    var fault = catchThrowableOfType(InvalidDefinitionException.class, this::check);
    assertThat(guide).contains(fault.errors().getFirst().toString());
  }

  @Test
  void showsADataSourceThatCanBeRead() throws Exception {
    write("datasources/sales.yaml", block("yaml", 2));
    assertThat(
            DataSourceDefinition.readAll(workspace, Map.of("SALES_DB_PASSWORD", "x")).get("sales"))
        .extracting(DataSourceDefinition::user, DataSourceDefinition::password)
        .containsExactly("reports", "x");
  }

  private List<DefinitionError> check() {
    Map<String, DataSourceDefinition> sources = DataSourceDefinition.readAll(workspace, Map.of());
    try (SourceDatabases databases = new SourceDatabases(sources)) {
      return new FunctionCheck(workspace, sources, databases)
          .check(FunctionDefinitions.read(workspace, sources));
    }
  }

  private String block(String language, int number) {
    Matcher blocks = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(guide);
    for (int i = 0; i < number; i++) {
      assertThat(blocks.find()).isTrue();
    }
    return blocks.group(1);
  }

  private void sql(String statement) {
    new JdbcTemplate(new DriverManagerDataSource(url(), "sa", "")).execute(statement);
  }

  private String url() {
    return "jdbc:h2:file:" + workspace.toAbsolutePath().resolve("sales");
  }

  private void write(String file, String text) throws Exception {
    Path path = workspace.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
