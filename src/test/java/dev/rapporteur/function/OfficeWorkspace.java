package dev.rapporteur.function;

import dev.rapporteur.access.Actor;
import dev.rapporteur.audit.AuditEntry;
import dev.rapporteur.audit.AuditTrail;
import dev.rapporteur.audit.SignedHeads;
import dev.rapporteur.audit.jdbc.JdbcAuditTrail;
import dev.rapporteur.function.jdbc.JdbcConfirmations;
import dev.rapporteur.function.jdbc.JdbcFunctionExecutor;
import dev.rapporteur.function.jdbc.SourceDatabases;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small office with real databases: an employee reads orders, a service manager edits notes,
 * finance refunds and a lead confirms. Counts how often anything was carried out.
 */
public final class OfficeWorkspace implements AutoCloseable {
  public static final Path DEFINITIONS =
      Path.of("src/test/resources/dev/rapporteur/function/office");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  public final SettableClock clock = new SettableClock("2026-11-24T08:00:00Z");
  public final Map<String, Actor> people = new HashMap<>();
  public final AtomicInteger executions = new AtomicInteger();
  public final FunctionRegistry registry;
  public final JdbcAuditTrail trail;
  public final JdbcConfirmations confirmations;
  public final FunctionExecutor executor;
  private final SourceDatabases databases;
  private final StateDatabase state;
  private final JdbcTemplate office;
  private final AtomicInteger ids = new AtomicInteger();

  public OfficeWorkspace(Path folder) throws IOException {
    copyDefinitions(folder);
    Map<String, DataSourceDefinition> sources = DataSourceDefinition.readAll(folder, Map.of());
    registry = new FunctionRegistry(FunctionDefinitions.read(folder, sources));
    state =
        StateDatabase.open(
            "jdbc:h2:mem:office" + NUMBER.incrementAndGet() + ";WRITE_DELAY=0", "sa", "", 4);
    SignedHeads heads = new SignedHeads(folder.resolve("heads"), folder.resolve("key.pem"));
    trail = new JdbcAuditTrail(state.dataSource(), heads, clock);
    confirmations = new JdbcConfirmations(state.dataSource());
    office =
        new JdbcTemplate(
            new SingleConnectionDataSource(sources.get("office").url(), "sa", "", true));
    databases = new SourceDatabases(sources);
    JdbcFunctionExecutor jdbc = new JdbcFunctionExecutor(databases);
    executor =
        (function, arguments) -> {
          executions.incrementAndGet();
          return jdbc.execute(function, arguments);
        };
    reset();
  }

  /** Everything as at the start: people, orders, an empty trail, nothing parked. */
  public void reset() {
    people.clear();
    for (String person :
        List.of("anna:employee", "sam:service-manager", "fiona:finance", "leo:finance-lead")) {
      hire(person);
    }
    executions.set(0);
    stateSql().update("DELETE FROM audit_entry");
    stateSql().update("UPDATE audit_chain SET entry_no = 0, hash = ?", AuditEntry.GENESIS);
    stateSql().update("DELETE FROM confirmation");
    fillOffice();
  }

  /** {@code name:role,role}. */
  public Actor hire(String person) {
    String[] parts = person.split(":");
    Actor actor = Actor.of(parts[0], Actor.Kind.PERSON, List.of(parts[1].split(",")));
    people.put(actor.name(), actor);
    return actor;
  }

  public FunctionGate gate() {
    return gate(trail, executor);
  }

  public FunctionGate gate(AuditTrail audit, FunctionExecutor carriedOutBy) {
    return new FunctionGate(
        registry,
        carriedOutBy,
        audit,
        confirmations,
        asked -> Optional.ofNullable(people.get(asked.name())),
        clock,
        () -> "call-" + ids.incrementAndGet());
  }

  /** A request at the command line with every function allowed. */
  public CallRequest request(String person, String function, String arguments) {
    return CallRequest.of(
        function, json(arguments), Set.copyOf(registry.names()), people.get(person), "command", "");
  }

  public static JsonNode json(String text) {
    return ExactJson.parse(text);
  }

  public static ObjectNode object(String text) {
    return (ObjectNode) json(text);
  }

  public List<AuditEntry> entries() {
    List<AuditEntry> entries = new ArrayList<>();
    trail.forEach(entries::add);
    return entries;
  }

  public List<String> entryKinds() {
    return entries().stream().map(AuditEntry::kind).toList();
  }

  public JdbcTemplate office() {
    return office;
  }

  public int refunds() {
    return office.queryForObject("SELECT COUNT(*) FROM refunds", Integer.class);
  }

  public JdbcTemplate stateSql() {
    return new JdbcTemplate(state.dataSource());
  }

  @Override
  public void close() {
    databases.close();
    ((SingleConnectionDataSource) office.getDataSource()).close();
    state.close();
  }

  private void fillOffice() {
    office.execute("DROP TABLE IF EXISTS orders");
    office.execute("DROP TABLE IF EXISTS refunds");
    office.execute(
        "CREATE TABLE orders (order_id VARCHAR(10) PRIMARY KEY, customer VARCHAR(80),"
            + " amount DECIMAL(12, 2), ordered_on DATE, note VARCHAR(500))");
    office.execute(
        "CREATE TABLE refunds (order_id VARCHAR(10), amount DECIMAL(12, 2), reason VARCHAR(20))");
    for (int i = 1; i <= 8; i++) {
      office.update(
          "INSERT INTO orders VALUES (?, ?, ?, ?, NULL)",
          "o-" + i,
          i <= 6 ? "Big & Co" : "O'Neil; 50%_off",
          i * 100 + ".10",
          "2024-03-0" + i);
    }
  }

  private static void copyDefinitions(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(DEFINITIONS)) {
      for (Path file : files.toList()) {
        Path target = folder.resolve(DEFINITIONS.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
