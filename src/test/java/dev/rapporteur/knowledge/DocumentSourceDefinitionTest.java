package dev.rapporteur.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rapporteur.report.DefinitionError;
import dev.rapporteur.report.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentSourceDefinitionTest {
  @TempDir private Path workspace;

  @Test
  void readsTheSourcesOfTheSample() {
    List<DocumentSourceDefinition> sources = DocumentSourceDefinition.readAll(Path.of(""));

    assertThat(sources).extracting(DocumentSourceDefinition::name).contains("strategy");
    DocumentRules targets = sources.getFirst().rulesOf("zh/annual-targets-2024.md");
    assertThat(targets.title()).contains("2024年度目标");
    assertThat(targets.language()).contains("zh-CN");
    assertThat(targets.roles()).containsExactlyInAnyOrder("employee", "sales-manager");
    assertThat(targets.validity().orElseThrow().to()).isEqualTo(LocalDate.of(2024, 12, 31));
  }

  @Test
  void letsNobodyReadWhatNothingIsSaidOf() throws IOException {
    write("documents: plans\nfolders:\n  board: { roles: [board] }\n");

    DocumentSourceDefinition source = DocumentSourceDefinition.readAll(workspace).getFirst();

    assertThat(source.rulesOf("board/deep/secret.md").roles()).containsExactly("board");
    assertThat(source.rulesOf("loose.md").roles()).isEmpty();
    assertThat(source.rulesOf("boardroom/other.md").roles()).isEmpty();
  }

  @Test
  void takesTheRulesOfAFileBeforeThoseOfItsFolder() throws IOException {
    write(
        """
        documents: plans
        folders:
          .: { roles: [employee], language: en }
          board: { roles: [board] }
        files:
          board/public.md: { roles: [employee], title: For all }
        """);
    Files.writeString(workspace.resolve("datasources/plans/board/public.md"), "text");

    DocumentRules rules =
        DocumentSourceDefinition.readAll(workspace).getFirst().rulesOf("board/public.md");

    assertThat(rules.roles()).containsExactly("employee");
    assertThat(rules.language()).isEqualTo(Optional.of("en"));
  }

  @Test
  void namesEachMistakeWithItsPlace() throws IOException {
    write(
        """
        documents: plan
        folders:
          board: { role: [board] }
        """);
    assertThat(errors())
        .anySatisfy(
            error -> {
              assertThat(error.file()).isEqualTo("datasources/plans/documents.yaml");
              assertThat(error.line()).isEqualTo(3);
              assertThat(error.message() + error.hint()).contains("role");
            });

    write(
        """
        documents: plan
        folders:
          board: { roles: [board], valid: { from: 2024-02-01, to: 2024-01-01 } }
        files:
          board/none.md: { title: Missing }
        """);
    assertThat(errors())
        .extracting(DefinitionError::message)
        .anyMatch(message -> message.contains("named 'plan'"))
        .anyMatch(message -> message.contains("lies before the first"))
        .anyMatch(message -> message.contains("no file 'board/none.md'"));
  }

  @Test
  void refusesPathsThatLeadOutOfTheFolder() throws IOException {
    Files.createDirectories(workspace.resolve("datasources/other"));
    write("documents: plans\nfolders:\n  ../other: { roles: [employee] }\n");

    assertThat(errors())
        .extracting(DefinitionError::message)
        .containsExactly("there is no folder '../other' here");
  }

  private List<DefinitionError> errors() {
    return catchThrowableOfType(
            InvalidDefinitionException.class, () -> DocumentSourceDefinition.readAll(workspace))
        .errors();
  }

  private void write(String yaml) throws IOException {
    Files.createDirectories(workspace.resolve("datasources/plans/board"));
    Files.writeString(workspace.resolve("datasources/plans/documents.yaml"), yaml);
  }
}
