package dev.rapporteur.review.jdbc;

import dev.rapporteur.report.jdbc.StateDatabase;

class H2ReviewDeskIT extends ReviewDeskContract {
  @Override
  StateDatabase fresh() {
    return StateDatabase.inFolder(folder.resolve("state"));
  }
}
