package dev.rapporteur.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.Workspace;
import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleWorkspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code routes/report-run.camel.yaml}: the real file, in the real product. */
class ReportRunRouteIT {
  private static final String LAST = "        - bean: { ref: run, method: handOver }\n";

  @TempDir Path folder;

  @Test
  void aHandOverThatAnOwnerAddsHappensWithoutBuilding() {
    Workspace workspace = SampleWorkspace.in(folder);
    SampleWorkspace.edit(
        workspace,
        "routes/report-run.camel.yaml",
        LAST,
        LAST
            + """
                    - setProperty: { name: dossier, expression: { simple: { expression: "${body}" } } }
                    - setBody: { expression: { simple: { expression: "${body.run.request.report} is ready" } } }
                    - to: { uri: "file", parameters: { directoryName: "FOLDER", fileName: "note.txt" } }
                    - setBody: { expression: { exchangeProperty: { expression: dossier } } }
            """
                .indent(0)
                .replace("FOLDER", folder.resolve("notes").toString()));
    CommandLineRun run =
        CommandLineRun.in(
            folder, "run", "sales-monthly", "--period", "2024-03", "--writer", "rules");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("notes/note.txt")).hasContent("sales-monthly is ready");
    assertThat(Files.exists(folder.resolve("output/sales-monthly/2024-03"))).isTrue();
  }

  @Test
  void aRouteWithoutTheEntryIsFoundByCheck() {
    Workspace workspace = SampleWorkspace.in(folder);
    SampleWorkspace.edit(
        workspace, "routes/report-run.camel.yaml", "direct:report-run", "direct:report-walk");
    CommandLineRun check = CommandLineRun.in(folder, "check");
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.out()).contains("no route begins with direct:report-run");
  }
}
