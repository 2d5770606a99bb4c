package dev.rapporteur.review.jdbc;

import dev.rapporteur.report.jdbc.StateDatabase;

class H2DraftRecordsIT extends DraftRecordsContract {
  @Override
  StateDatabase fresh() {
    return StateDatabase.inFolder(folder.resolve("state"));
  }
}
