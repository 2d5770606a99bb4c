package dev.rapporteur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.report.ReportRun;
import dev.rapporteur.report.RunIds;
import dev.rapporteur.report.RunState;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.jdbc.JdbcReportRuns;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.SampleWorkspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a copy of the sample workspace. */
class BackfillCommandIT {
  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void copy() {
    workspace = SampleWorkspace.in(folder);
  }

  @Test
  void makesEachPeriodUpOnce() {
    assertThat(backfill("2024-11", "2024-12")).isZero();
    List<ReportRun> first = runs();
    assertThat(first).hasSize(2).extracting(ReportRun::state).containsOnly(RunState.IN_REVIEW);
    assertThat(backfill("2024-11", "2024-12")).isZero();
    assertThat(runs()).isEqualTo(first);
  }

  @Test
  void goesOnAfterAPeriodWithoutData() {
    assertThat(backfill("1999-12", "2000-01")).isEqualTo(ExitCode.FAILED.code());
    assertThat(runs()).hasSize(2).extracting(ReportRun::state).containsOnly(RunState.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"2024-12, 2024-11", "2024-Q1, 2024-Q2", "2024-11, 2999-01", "2024-11, soon"})
  void refusesAStretchThatMakesNoSense(String from, String to) {
    assertThat(backfill(from, to)).isEqualTo(ExitCode.WRONG_USE.code());
    assertThat(runs()).isEmpty();
  }

  private int backfill(String from, String to) {
    return RapporteurCommand.execute(
        "backfill",
        "sales-monthly",
        "--workspace",
        folder.toString(),
        "--from",
        from,
        "--to",
        to,
        "--writer",
        "rules");
  }

  private List<ReportRun> runs() {
    try (StateDatabase state = StateDatabase.inFolder(workspace.state())) {
      return new JdbcReportRuns(state.dataSource(), RunIds.random()::next).latest(10);
    }
  }
}
