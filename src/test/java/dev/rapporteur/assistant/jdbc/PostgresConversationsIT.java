package dev.rapporteur.assistant.jdbc;

import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.PostgresServer;

class PostgresConversationsIT extends ConversationsContract {
  @Override
  StateDatabase openState() {
    return PostgresServer.freshState(4);
  }
}
