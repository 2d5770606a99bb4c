package dev.rapporteur.report.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.report.RapporteurException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2ReportRunsIT extends ReportRunsContract {
  @TempDir Path folder;

  @Override
  StateDatabase fresh() {
    return StateDatabase.inFolder(folder);
  }

  @Test
  void aDatabaseThatDelaysItsWritesIsNotOpened() {
    String url = "jdbc:h2:file:" + folder.resolve("late") + ";WRITE_DELAY=500";
    assertThatThrownBy(() -> StateDatabase.open(url, "sa", "", 2))
        .isInstanceOf(RapporteurException.class)
        .hasMessageContaining("delays its writes");
  }
}
