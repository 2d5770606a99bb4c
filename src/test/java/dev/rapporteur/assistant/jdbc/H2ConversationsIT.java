package dev.rapporteur.assistant.jdbc;

import dev.rapporteur.report.jdbc.StateDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2ConversationsIT extends ConversationsContract {
  @TempDir Path folder;

  @Override
  StateDatabase openState() {
    return StateDatabase.inFolder(folder);
  }
}
