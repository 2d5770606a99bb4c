package dev.rapporteur.trigger.jdbc;

import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.PostgresServer;

class PostgresWebhookInboxIT extends WebhookInboxContract {
  @Override
  StateDatabase openState() {
    return PostgresServer.freshState(16);
  }
}
