package dev.rapporteur.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceDefinitionTest {
  @TempDir Path workspace;

  @Test
  void fillsInVariablesAndShowsNoPassword() throws Exception {
    write("url: jdbc:postgresql://${HOST}/sales\nuser: ${USER_NAME}\npassword: ${SECRET}\n");
    DataSourceDefinition source =
        read(Map.of("HOST", "db.example", "USER_NAME", "reader", "SECRET", "canary-$1\\x"))
            .get("sales");
    assertThat(source.url()).isEqualTo("jdbc:postgresql://db.example/sales");
    assertThat(source.user()).isEqualTo("reader");
    assertThat(source.password()).isEqualTo("canary-$1\\x");
    assertThat(source.toString()).doesNotContain("canary");
    assertThat(source.readOnly()).isTrue();
  }

  @Test
  void refusesAVariableThatIsNotSet() throws Exception {
    write("url: jdbc:postgresql://h/sales\npassword: ${SECRET}\n");
    assertThat(errors().getFirst().toString())
        .isEqualTo(
            "datasources/sales.yaml:3:11: the variable SECRET is not set"
                + " (set it in the environment of the program)");
  }

  @Test
  void refusesFilesThatAreMissingOrOutside() throws Exception {
    write(
        """
        url: jdbc:h2:file:${workspace}/output/x
        load:
          - { table: a, file: a.csv, columns: { x: INTEGER } }
          - { table: b, file: ../../b.csv, columns: { x: "INTEGER); DROP" } }
        """);
    assertThat(errors())
        .extracting(DefinitionError::toString)
        .anyMatch(error -> error.startsWith("datasources/sales.yaml:5:"));
    write(
        """
        url: jdbc:postgresql://h/d
        load:
          - { table: a, file: a.csv, columns: { x: INTEGER } }
          - { table: b, file: ../../b.csv, columns: { x: INTEGER } }
        """);
    assertThat(errors())
        .extracting(DefinitionError::message)
        .anyMatch(message -> message.equals("there is no file 'a.csv'"))
        .anyMatch(message -> message.contains("lies outside"))
        .anyMatch(message -> message.contains("embedded H2 file only"));
  }

  @Test
  void refusesAnotherNameThanTheFiles() throws Exception {
    Files.createDirectories(workspace.resolve("datasources"));
    Files.writeString(
        workspace.resolve("datasources/x.yaml"), "datasource: y\nurl: jdbc:h2:mem:x\n");
    assertThat(errors().getFirst().message()).contains("'y'", "'x.yaml'");
  }

  private void write(String text) throws Exception {
    Files.createDirectories(workspace.resolve("datasources"));
    Files.writeString(workspace.resolve("datasources/sales.yaml"), "datasource: sales\n" + text);
  }

  private Map<String, DataSourceDefinition> read(Map<String, String> environment) {
    return DataSourceDefinition.readAll(workspace, environment);
  }

  private List<DefinitionError> errors() {
    return catchThrowableOfType(InvalidDefinitionException.class, () -> read(Map.of())).errors();
  }
}
