package dev.rapporteur.delivery.jdbc;

import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.PostgresServer;

class PostgresDeliveryReceiptsIT extends DeliveryReceiptsContract {
  @Override
  StateDatabase openState() {
    return PostgresServer.freshState(2);
  }
}
