package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.knowledge.DocumentContent;
import dev.rapporteur.knowledge.DocumentContent.Block;
import dev.rapporteur.knowledge.DocumentContent.Paragraph;
import dev.rapporteur.knowledge.DocumentContent.Table;
import dev.rapporteur.knowledge.extraction.FileDocumentReader;
import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two documents that set two targets for one year: the draft shows both and says so. */
class ConflictingDocumentsJourneyIT {
  @TempDir private Path folder;

  @Test
  void aDraftShowsBothTargetsAndFlagsThem() throws IOException {
    SampleWorkspace.edit(
        SampleWorkspace.in(folder),
        "tasks/sales-monthly/report.yaml",
        "documents: annual sales target 2024 and pace of the year",
        "documents: the company plans sales in 2024, sales target");
    Files.writeString(
        folder.resolve("datasources/strategy/en/revised-targets.md"),
        """
        # Revised targets 2024

        ## 1 Sales target

        The company plans sales of 610 million yuan in 2024.
        """);

    CommandLineRun run =
        CommandLineRun.in(
            folder, "run", "sales-monthly", "--period", "2024-03", "--writer", "rules", "--json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode outputs = JsonMapper.shared().readTree(run.out()).get("outputs");
    String draft = words(folder.resolve(outputs.get("word").asString()));
    assertThat(draft)
        .containsSubsequence(
            "The documents disagree", "590 million yuan in 2024", "610 million yuan in 2024")
        .contains("Revised targets 2024");
  }

  private static String words(Path file) {
    DocumentContent content = new FileDocumentReader().read(file);
    return content.blocks().stream()
        .map(ConflictingDocumentsJourneyIT::words)
        .collect(Collectors.joining("\n"));
  }

  private static String words(Block block) {
    return switch (block) {
      case Paragraph paragraph -> paragraph.text();
      case Table table -> table.rows().toString();
      default -> "";
    };
  }
}
