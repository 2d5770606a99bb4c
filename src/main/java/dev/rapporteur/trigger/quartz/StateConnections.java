package dev.rapporteur.trigger.quartz;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.quartz.utils.ConnectionProvider;

/** Gives Quartz the state database's own pool, which it neither opens nor closes. */
final class StateConnections implements ConnectionProvider {
  private final DataSource dataSource;

  StateConnections(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return dataSource.getConnection();
  }

  @Override
  public void initialize() {
    // The pool is open already.
  }

  @Override
  public void shutdown() {
    // Whoever opened the pool closes it.
  }
}
