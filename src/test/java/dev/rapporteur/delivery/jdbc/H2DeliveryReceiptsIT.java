package dev.rapporteur.delivery.jdbc;

import dev.rapporteur.report.jdbc.StateDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2DeliveryReceiptsIT extends DeliveryReceiptsContract {
  @TempDir Path folder;

  @Override
  StateDatabase openState() {
    return StateDatabase.inFolder(folder);
  }
}
