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
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the data sources. A source is opened, and its CSV files are loaded, when it is
 * first asked for; after a change of its files they are loaded again.
 */
public final class SourceDatabases implements AutoCloseable {
  private final Map<String, DataSourceDefinition> definitions;
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();

  /** Pools over older content: their connections end by themselves when nobody uses them. */
  private final Queue<HikariDataSource> outdated = new ConcurrentLinkedQueue<>();

  /**
   * @param stamp of the files at the time they were loaded
   */
  private record Opened(HikariDataSource pool, String stamp) {}

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
      return opened.compute(source, this::upToDate).pool().getConnection();
    } catch (SQLException e) {
      throw unreachable(source, e);
    }
  }

  @Override
  public void close() {
    opened.values().forEach(source -> source.pool().close());
    outdated.forEach(HikariDataSource::close);
  }

  private Opened upToDate(String name, @Nullable Opened current) {
    DataSourceDefinition definition = definitions.get(name);
    if (definition == null) {
      throw new IllegalArgumentException("there is no data source " + name);
    }
    String stamp = CsvLoad.stamp(definition);
    if (current != null && current.stamp().equals(stamp)) {
      return current;
    }
    Opened now = new Opened(open(name, definition), stamp);
    if (current != null) {
      outdated.add(current.pool());
    }
    return now;
  }

  private HikariDataSource open(String name, DataSourceDefinition definition) {
    if (definition.url().startsWith("jdbc:h2:")) {
      LoopbackH2.require();
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
