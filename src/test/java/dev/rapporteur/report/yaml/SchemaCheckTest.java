package dev.rapporteur.report.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.DefinitionError;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a report owner reads about a mistake, on the schemas of functions and data sources. */
class SchemaCheckTest {
  private static final String FUNCTION =
      """
      function: sales_by_region
      description: Sales by region.
      parameters:
        month: { type: string, format: year-month }
      columns:
        region: { key: true, name: { en: Region } }
        amount: { unit: CNY }
      datasource: sales
      roles: [employee]
      effect: read
      limits: { rows: 100, seconds: 30 }
      """;

  private final SchemaCheck functions = new SchemaCheck("function", Set.of());
  private final SchemaCheck sources =
      new SchemaCheck("data-source", Set.of("/url", "/user", "/password"));

  @Test
  void acceptsAGoodDefinition() {
    assertThat(errors(FUNCTION)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "columns: | colums: | 5:1: unknown key 'colums' (did you mean 'columns'?)",
        "datasource: | dataSource: | 8:1: unknown key 'dataSource' (did you mean 'datasource'?)",
        "effect: read | effect: raed | 10:9: 'effect' must be one of read, write, sensitive, not 'raed' (did you mean 'read'?)",
        "effect: read | effect: 3 | 10:9: 'effect' must be one of read, write, sensitive, not '3'",
        "effect: read | wibble: x | 10:1: unknown key 'wibble' (allowed here: function, description, parameters, columns, datasource, operation, rows, roles, approvers, effect, limits)",
        "rows: 100 | rows: many | 11:17: 'rows' must be a whole number, not the text 'many'",
        "rows: 100 | rows: 1.5 | 11:17: 'rows' must be a whole number, not the number 1.5",
        "rows: 100 | rows: 0 | 11:17: 'rows' must be at least 1",
        "rows: 100 | row: 100 | 11:11: unknown key 'row' in 'limits' (did you mean 'rows'?)",
        "roles: [employee] | roles: employee | 9:8: 'roles' must be a list, not the text 'employee'",
        "roles: [employee] | roles: [] | 9:8: 'roles' must not be empty",
        "roles: [employee] | roles: [employee, employee] | 9:8: 'roles' has the same entry twice",
        "roles: [employee] | roles: [Employee] | 9:9: entry 1 of 'roles' is not written as it must be: 'Employee' (lower-case letters, digits and dashes, starting with a letter)",
        "key: true | key: yes | 6:18: 'key' must be true or false, not the text 'yes' (write true or false)",
        "unit: CNY | unit: 3 | 7:19: 'unit' must be a text, not the number 3 (put it in quotes",
        "type: string | typ: string | 4:12: unknown key 'typ' in 'month' (did you mean 'type'?)",
        "format: year-month | format: yearmonth | 4:34: 'format' must be one of year-month, date, not 'yearmonth' (did you mean 'year-month'?)",
        "name: { en: Region } | name: 7 | 6:30: 'name' must be a text or a mapping of keys to values, not the number 7 (put it in quotes",
        "name: { en: Region } | name: { en: 7 } | 6:36: 'en' must be a text, not the number 7 (put it in quotes",
        "description: Sales by region. | description: '' | 2:14: 'description' must not be empty",
        "datasource: sales | datasource: ${SALES} | 8:13: a variable of the environment cannot stand here",
        "month: | Month: | 4:3: 'Month' cannot be used as a name here (lower-case letters, digits and underscores, starting with a letter)"
      })
  void saysWhatIsWrongAndWhere(String part, String replacement, String error) {
    String text = FUNCTION.replace(part, replacement);
    assertThat(errors(text))
        .extracting(DefinitionError::toString)
        .anyMatch(found -> found.startsWith("f.yaml:" + error));
  }

  @Test
  void namesAMissingKeyOnceAndWithItsMeaning() {
    assertThat(errors(FUNCTION.replace("roles: [employee]\n", "")))
        .extracting(DefinitionError::toString)
        .containsExactly(
            "f.yaml:1:1: the key 'roles' is missing (the roles that may call it, e.g. [employee])");
    assertThat(errors(FUNCTION.replace("roles:", "role:"))).hasSize(1);
  }

  @Test
  void namesEveryMistakeInTheOrderOfTheFile() {
    String text = FUNCTION.replace("rows:", "row:").replace("key: true", "key: 1");
    assertThat(errors(text)).extracting(DefinitionError::line).containsExactly(6, 11);
  }

  @Test
  void allowsVariablesOfTheEnvironmentWhereTheKindSaysSo() {
    String text = "datasource: sales\nurl: jdbc:postgresql://h/d\nuser: ${U}\npassword: ${P}\n";
    assertThat(sources.check(YamlDocument.parse("f.yaml", text))).isEmpty();
    assertThat(sources.check(YamlDocument.parse("f.yaml", text + "description: ${P}\n")))
        .extracting(DefinitionError::line)
        .containsExactly(5);
  }

  @Test
  void refusesAFileThatIsNoMapping() {
    assertThat(errors("- a\n- b\n"))
        .extracting(DefinitionError::message)
        .containsExactly("the whole must be a mapping of keys to values, not a list");
    assertThat(errors(""))
        .extracting(DefinitionError::message)
        .containsExactly("the whole must be a mapping of keys to values, not empty");
  }

  private List<DefinitionError> errors(String text) {
    return functions.check(YamlDocument.parse("f.yaml", text));
  }
}
