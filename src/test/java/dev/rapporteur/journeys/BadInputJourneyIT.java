package dev.rapporteur.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.Workspace;
import dev.rapporteur.testing.CommandLineRun;
import dev.rapporteur.testing.SampleWorkspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong is said in a line that names the place and the next step, and nothing is left
 * behind.
 */
class BadInputJourneyIT {
  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void copySample() {
    workspace = SampleWorkspace.in(folder);
  }

  private CommandLineRun run(String... arguments) {
    CommandLineRun run = CommandLineRun.in(folder, arguments);
    assertThat(run.out() + run.err())
        .doesNotContain("Exception")
        .doesNotContainPattern("\\bat [a-z.]+\\(");
    return run;
  }

  private CommandLineRun run2024(String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of("run", "sales-monthly", "--period", "2024-03", "--writer", "rules"),
                Stream.of(more))
            .toList();
    return run(arguments.toArray(String[]::new));
  }

  private void leavesNoDraft() throws IOException {
    Path drafts = folder.resolve("output/sales-monthly");
    if (Files.exists(drafts)) {
      try (Stream<Path> files = Files.walk(drafts)) {
        assertThat(files.filter(Files::isRegularFile)).isEmpty();
      }
    }
  }

  @Test
  void unknownReport() {
    CommandLineRun run = run("run", "sales-montly", "--period", "2024-03");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("there is no report 'sales-montly'")
        .contains("sales-monthly, sales-monthly-zh");
  }

  @Test
  void badPeriod() {
    CommandLineRun run = run("run", "sales-monthly", "--period", "2024-13");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("'2024-13' is no period").contains("write it as 2024-03");
  }

  @Test
  void futurePeriod() {
    CommandLineRun run = run("run", "sales-monthly", "--period", "2999-01");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("2999-01 lies in the future");
  }

  @Test
  void monthWithoutData() throws IOException {
    CommandLineRun run = run("run", "sales-monthly", "--period", "2019-01");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("there are no data for 2019-01").contains("next:");
    leavesNoDraft();
  }

  @Test
  void unknownTagOfAPrintTemplate() throws IOException {
    SampleWorkspace.edit(
        workspace, "templates/sales-monthly/report.html", "{{title}}", "{{titel}}");
    CommandLineRun run = run2024();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("templates/sales-monthly/report.html:")
        .contains("titel")
        .contains("title");
    leavesNoDraft();
  }

  @Test
  void missingTemplate() throws IOException {
    Files.delete(folder.resolve("templates/sales-monthly/report.docx"));
    CommandLineRun run = run2024();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("templates/sales-monthly/report.docx: there is no such file");
    leavesNoDraft();
  }

  @Test
  void brokenYamlIsNamedWithLineAndColumn() {
    SampleWorkspace.edit(
        workspace, "tasks/sales-monthly/report.yaml", "period: month\n", "perod: month\n");
    CommandLineRun run = run2024();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .containsPattern("tasks/sales-monthly/report.yaml:\\d+:1: .*perod")
        .contains("did you mean 'period'?");
  }

  @Test
  void unknownColumnOfAFigureIsFoundByCheck() {
    SampleWorkspace.edit(
        workspace, "tasks/sales-monthly/report.yaml", "total: sales.orders", "total: sales.order");
    CommandLineRun run = run("check");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .containsPattern("tasks/sales-monthly/report.yaml:\\d+:\\d+: .*'order'")
        .contains("did you mean 'orders'?");
  }

  @Test
  void brokenSqlIsNamedWithItsPlace() throws IOException {
    SampleWorkspace.edit(
        workspace, "tasks/functions/query_sales_data.sql", "SUM(amount)", "SUM(amont)");
    CommandLineRun check = run("check");
    assertThat(check.code()).isEqualTo(2);
    assertThat(check.out())
        .containsPattern("tasks/functions/query_sales_data.sql:\\d+:\\d+: .*(?i)amont");
    CommandLineRun run = run2024();
    assertThat(run.code()).isNotZero();
    assertThat(run.err()).contains("query_sales_data").containsIgnoringCase("amont");
    leavesNoDraft();
  }

  @Test
  void roleThatMayNotCallAFunctionIsRefused() throws IOException {
    CommandLineRun run = run2024("--as", "visitor");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err()).contains("no role that may call it");
    leavesNoDraft();
  }

  @Test
  void brokenRouteIsNamed() throws IOException {
    Files.writeString(folder.resolve("routes/report-run.camel.yaml"), "- route:\n    from: [\n");
    CommandLineRun run = run2024();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("routes/report-run.camel.yaml");
  }

  @Test
  void modelThatIsNotThereFailsTheRunThatAsksForIt() throws IOException {
    CommandLineRun run =
        run(
            "run",
            "sales-monthly",
            "--period",
            "2024-03",
            "--writer",
            "model",
            "--model",
            "grpc://127.0.0.1:" + freePort() + "/report_writer");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).containsIgnoringCase("model").contains("next:");
    leavesNoDraft();
  }

  @Test
  void modelThatIsNotThereLeavesTheTextToTheBuiltInWriterWhichSaysSo() throws IOException {
    CommandLineRun run =
        run(
            "run",
            "sales-monthly",
            "--period",
            "2024-03",
            "--writer",
            "auto",
            "--model",
            "grpc://127.0.0.1:" + freePort() + "/report_writer");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("built-in rules");
  }

  @Test
  void modelThatSaysNothingLeavesTheTextToTheBuiltInWriterWithinAMinute() throws IOException {
    // It takes the connection and never answers.
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Instant start = Instant.now();
      CommandLineRun run =
          run(
              "run",
              "sales-monthly",
              "--period",
              "2024-03",
              "--writer",
              "auto",
              "--model",
              "grpc://127.0.0.1:" + silent.getLocalPort() + "/report_writer");
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out()).contains("built-in rules");
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
    }
  }

  @Test
  void outputThatCannotBeWritten() throws IOException {
    // Root may write anywhere, so a file stands where the folder should be.
    Files.createDirectories(folder.resolve("output"));
    Files.writeString(folder.resolve("output/sales-monthly"), "");
    CommandLineRun run = run2024();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("output/sales-monthly").contains("next:");
  }

  @Test
  void folderThatIsNoWorkspace(@TempDir Path empty) {
    CommandLineRun run = CommandLineRun.in(empty, "run", "sales-monthly", "--period", "2024-03");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("there is no folder tasks").contains("--workspace");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
