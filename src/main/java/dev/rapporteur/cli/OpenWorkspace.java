package dev.rapporteur.cli;

import dev.rapporteur.audit.SignedHeads;
import dev.rapporteur.audit.jdbc.JdbcAuditTrail;
import dev.rapporteur.function.ActorDirectory;
import dev.rapporteur.function.DataSourceDefinition;
import dev.rapporteur.function.FunctionDefinitions;
import dev.rapporteur.function.FunctionGate;
import dev.rapporteur.function.FunctionRegistry;
import dev.rapporteur.function.jdbc.JdbcConfirmations;
import dev.rapporteur.function.jdbc.JdbcFunctionExecutor;
import dev.rapporteur.function.jdbc.SourceDatabases;
import dev.rapporteur.report.jdbc.StateDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What commands about functions and the audit trail need of a workspace, opened by hand. */
final class OpenWorkspace implements AutoCloseable {
  private final StateDatabase state;
  private final JdbcAuditTrail trail;
  private final SignedHeads heads;
  private final Clock clock = Clock.systemUTC();
  private final Path folder;

  OpenWorkspace(Path folder) {
    this.folder = folder;
    this.state = StateDatabase.inFolder(folder.resolve("output/.data"));
    this.heads =
        new SignedHeads(
            folder.resolve("output/.audit"), folder.resolve("output/.data/audit-key.pem"));
    this.trail = new JdbcAuditTrail(state.dataSource(), heads, clock);
  }

  JdbcAuditTrail trail() {
    return trail;
  }

  SignedHeads heads() {
    return heads;
  }

  /** The functions of the workspace behind their gate. */
  Functions functions() {
    Map<String, DataSourceDefinition> sources =
        DataSourceDefinition.readAll(folder, System.getenv());
    FunctionRegistry registry = new FunctionRegistry(FunctionDefinitions.read(folder, sources));
    SourceDatabases databases = new SourceDatabases(sources);
    FunctionGate gate =
        new FunctionGate(
            registry,
            new JdbcFunctionExecutor(databases),
            trail,
            new JdbcConfirmations(state.dataSource()),
            nobody(),
            clock,
            this::newId);
    return new Functions(registry, gate, databases);
  }

  /** At a terminal nothing is confirmed, so nobody is looked up. */
  private static ActorDirectory nobody() {
    return (kind, name) -> Optional.empty();
  }

  private String newId() {
    return HexFormat.of().toHexDigits(clock.millis(), 12)
        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  @Override
  public void close() {
    state.close();
  }

  /**
   * @param registry all functions there are
   * @param gate the door to them
   * @param databases open connections behind it
   */
  record Functions(FunctionRegistry registry, FunctionGate gate, SourceDatabases databases)
      implements AutoCloseable {
    @Override
    public void close() {
      databases.close();
    }
  }
}
