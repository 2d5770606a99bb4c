package dev.rapporteur.report.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.report.InvalidDefinitionException;
import dev.rapporteur.report.ReportDefinition;
import dev.rapporteur.report.ReportDefinition.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportOutputsTest {
  private static final String LINE = "outputs: [workbook, html, markdown]";

  @TempDir Path workspace;

  @Test
  void areTheWorkbookWhereNothingIsSaid() throws IOException {
    assertThat(read("").outputs()).containsExactly(Output.WORKBOOK);
  }

  @Test
  void areThoseThatAreNamed() throws IOException {
    assertThat(read("outputs: [markdown]").outputs()).containsExactly(Output.MARKDOWN);
    assertThat(read("outputs: []").outputs()).isEmpty();
  }

  @Test
  void thatAreUnknownAreNamedWithTheirPlace() {
    assertThatThrownBy(() -> read("outputs: [workbok]"))
        .isInstanceOfSatisfying(
            InvalidDefinitionException.class,
            wrong ->
                assertThat(wrong.errors())
                    .singleElement()
                    .satisfies(
                        error -> {
                          assertThat(error.line()).isPositive();
                          assertThat(error.message() + error.hint()).contains("workbook");
                        }));
  }

  @Test
  void formAndTableTitleAreRead() throws IOException {
    ReportDefinition definition = read(LINE);
    assertThat(definition.templates().form()).contains("sales-monthly/form.pdf");
    assertThat(definition.sections().get(3).table().orElseThrow().title())
        .isEqualTo("Top ten products");
  }

  /** The sample's definition with another line for its outputs. */
  private ReportDefinition read(String outputs) throws IOException {
    Path from = Path.of("tasks", "sales-monthly");
    Path to = Files.createDirectories(workspace.resolve("tasks/sales-monthly/prompts"));
    try (var prompts = Files.list(from.resolve("prompts"))) {
      for (Path prompt : prompts.toList()) {
        Files.write(to.resolve(prompt.getFileName()), Files.readAllBytes(prompt));
      }
    }
    String text = Files.readString(from.resolve("report.yaml"));
    assertThat(text).contains(LINE);
    Files.writeString(to.resolveSibling("report.yaml"), text.replace(LINE, outputs));
    return new YamlReportCatalog(workspace).report("sales-monthly");
  }
}
