package dev.rapporteur.trigger.jdbc;

import dev.rapporteur.report.jdbc.StateDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2WebhookInboxIT extends WebhookInboxContract {
  @TempDir Path folder;

  @Override
  StateDatabase openState() {
    return StateDatabase.inFolder(folder);
  }
}
