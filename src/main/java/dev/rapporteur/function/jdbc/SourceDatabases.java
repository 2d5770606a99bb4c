package dev.rapporteur.function.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.QueryFailedException;
import dev.rapporteur.report.FailureKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections to the data sources. A source is opened, and its CSV files are loaded, when it is
 * first asked for.
 */
public final class SourceDatabases implements AutoCloseable {
  private final Map<String, DataSourceDefinition> definitions;
  private final Map<String, HikariDataSource> pools = new ConcurrentHashMap<>();

  /**
   * @param definitions by name
   */
  public SourceDatabases(Map<String, DataSourceDefinition> definitions) {
    this.definitions = Map.copyOf(definitions);
  }

  /**
   * A connection to a source, read-only where the source is; to be closed by the caller.
   *
   * @throws QueryFailedException if it does not answer in time
   */
  Connection connect(String source) {
    try {
      return pools.computeIfAbsent(source, this::open).getConnection();
    } catch (SQLException e) {
      throw unreachable(source, e);
    }
  }

  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
    pools.clear();
  }

  private HikariDataSource open(String name) {
    DataSourceDefinition definition = definitions.get(name);
    if (definition == null) {
      throw new IllegalArgumentException("there is no data source " + name);
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName("source-" + name);
    config.setMaximumPoolSize(definition.poolSize());
    config.setMinimumIdle(0);
    config.setConnectionTimeout(definition.connectTime().toMillis());
    config.setReadOnly(definition.readOnly());
    config.setAutoCommit(false);
    if (definition.load().isEmpty()) {
      config.setJdbcUrl(definition.url());
      config.setUsername(definition.user());
    } else {
      CsvLoad load = new CsvLoad(definition);
      load.run();
      config.setJdbcUrl(load.readerUrl());
      config.setUsername(load.readerName());
    }
    config.setPassword(definition.password());
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw unreachable(name, e);
    }
  }

  private QueryFailedException unreachable(String name, Exception cause) {
    return new QueryFailedException(
        FailureKind.EXTERNAL,
        "the data source '" + name + "' does not answer: " + rootMessage(cause),
        "check that it runs, and its address in " + definitions.get(name).file(),
        cause);
  }

  private static String rootMessage(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
  }
}
