package dev.rapporteur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.pipeline.DefinitionTest;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.Replay;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.testing.SampleWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One recorded month of the sample, made again and compared with changed definitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayAndTestCommandIT {
  @TempDir static Path folder;
  private Workspace workspace;
  private String run;

  @BeforeAll
  void makeADraft() {
    workspace = SampleWorkspace.in(folder);
    assertThat(command("run", "sales-monthly-zh", "--period", "2024-03", "--writer", "rules"))
        .isZero();
    try (OpenWorkspace open = open()) {
      run = open.runs().latest(1).get(0).id();
    }
  }

  @Test
  void makesTheSameFilesAgainToTheByteWhateverHasChangedSince() throws IOException {
    Path again = folder.resolve("again");
    changing(
        "top: 10",
        "top: 3",
        () -> {
          assertThat(command("replay", run, "--to", again.toString())).isZero();
        });
    try (OpenWorkspace open = open()) {
      Replay replay = Replay.of(open, run, Optional.empty());
      assertThat(replay.files())
          .extracting(Replay.ReplayedFile::name)
          .contains("draft.docx", "draft.pdf", "evidence.json");
      Path first = workspace.outputOf(open.runs().find(run).orElseThrow());
      for (Replay.ReplayedFile file : replay.files()) {
        assertThat(file.equal()).as(file.name()).isTrue();
        assertThat(again.resolve(file.name())).hasSameBinaryContentAs(first.resolve(file.name()));
      }
    }
  }

  @Test
  void refusesToReplayWhatIsNotThere() {
    assertThat(command("replay", "no-such-run")).isEqualTo(ExitCode.WRONG_USE.code());
  }

  @Test
  void findsAnUnchangedDefinitionTheSame() {
    assertThat(command("test", "sales-monthly-zh")).isZero();
  }

  @Test
  void saysWhatAChangedDefinitionMakesOfARecordedMonth() throws IOException {
    changing(
        "customer, top: 3",
        "customer, top: 1",
        () -> {
          assertThat(command("test", "sales-monthly-zh")).isEqualTo(ExitCode.FAILED.code());
          try (OpenWorkspace open = open()) {
            DefinitionTest test = DefinitionTest.of(open, "sales-monthly-zh", 12);
            assertThat(test.months()).hasSize(1);
            assertThat(test.months().get(0).figures())
                .isNotEmpty()
                .allMatch(figure -> figure.id().startsWith("customer-rank."));
          }
        });
  }

  @Test
  void saysThatAMonthDidNotRecordWhatIsCalledNow() throws IOException {
    changing(
        "  close: { call: sales_closed }",
        "  close: { call: sales_closed }\n  people: { call: sales_by_salesperson }",
        () -> {
          try (OpenWorkspace open = open()) {
            DefinitionTest test = DefinitionTest.of(open, "sales-monthly-zh", 12);
            assertThat(test.same()).isFalse();
            assertThat(test.months().get(0).unrecorded()).containsExactly("people");
          }
        });
  }

  @Test
  void refusesAReportWithoutRecordedMonths() {
    assertThat(command("test", "sales-monthly")).isEqualTo(ExitCode.WRONG_USE.code());
  }

  private void changing(String from, String to, Runnable meanwhile) throws IOException {
    Path file = folder.resolve("tasks/sales-monthly-zh/report.yaml");
    String before = Files.readString(file);
    assertThat(before).contains(from);
    Files.writeString(file, before.replace(from, to));
    try {
      meanwhile.run();
    } finally {
      Files.writeString(file, before);
    }
  }

  private OpenWorkspace open() {
    return OpenWorkspace.embedded(workspace, Clock.systemUTC());
  }

  private int command(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--workspace";
    all[arguments.length + 1] = folder.toString();
    return RapporteurCommand.execute(all);
  }
}
