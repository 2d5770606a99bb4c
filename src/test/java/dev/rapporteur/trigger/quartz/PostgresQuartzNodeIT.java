package dev.rapporteur.trigger.quartz;

import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.PostgresServer;

class PostgresQuartzNodeIT extends QuartzNodeContract {
  @Override
  StateDatabase openState() {
    return PostgresServer.freshState(16);
  }
}
