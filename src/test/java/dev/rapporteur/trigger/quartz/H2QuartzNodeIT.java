package dev.rapporteur.trigger.quartz;

import dev.rapporteur.report.jdbc.StateDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2QuartzNodeIT extends QuartzNodeContract {
  @TempDir Path folder;

  @Override
  StateDatabase openState() {
    return StateDatabase.inFolder(folder);
  }
}
