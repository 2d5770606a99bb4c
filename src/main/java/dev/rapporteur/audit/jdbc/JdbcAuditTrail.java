package dev.rapporteur.audit.jdbc;

import dev.rapporteur.audit.AuditEntry;
import dev.rapporteur.audit.AuditEvent;
import dev.rapporteur.audit.AuditHead;
import dev.rapporteur.audit.AuditQuery;
import dev.rapporteur.audit.AuditTrail;
import dev.rapporteur.audit.AuditUnavailableException;
import dev.rapporteur.audit.SignedHeads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trail in the state database. Appenders of all nodes queue at the lock of one row, so that the
 * entries stand in one sequence without gaps; those of one process that wait at the same time share
 * one transaction, since each commit waits for the disk. A signed head is written with every
 * {@value #ENTRIES_PER_HEAD}th entry and whenever {@link #seal} is called.
 */
public final class JdbcAuditTrail implements AuditTrail {
  static final int ENTRIES_PER_HEAD = 1_000;
  private static final int PAGE = 5_000;
  private static final AuditHead NOTHING = new AuditHead(0, AuditEntry.GENESIS);
  private static final Logger LOG = LoggerFactory.getLogger(JdbcAuditTrail.class);

  private static final String COLUMNS =
      "entry_no, at_utc, kind, actor, roles, door, subject, reference, facts, body_hash, body,"
          + " previous_hash, hash";
  private static final String PAGE_AFTER =
      "SELECT "
          + COLUMNS
          + " FROM audit_entry WHERE entry_no > ? ORDER BY entry_no"
          + " FETCH FIRST "
          + PAGE
          + " ROWS ONLY";
  private static final String INSERT =
      "INSERT INTO audit_entry (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final DataSource database;
  private final SignedHeads heads;
  private final Clock clock;

  /** The last entry appended here and not yet under a signed head. */
  private final AtomicReference<AuditHead> unsealed = new AtomicReference<>(NOTHING);

  private volatile Consumer<AuditEntry> listener = entry -> {};

  private final Queue<Appending> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  /** An event on its way to the trail; the entry is there, or its fault, once it is committed. */
  private record Appending(AuditEvent event, CompletableFuture<AuditEntry> entry) {}

  /**
   * @param database the state database with the migrations {@code V002__audit.sql} applied
   * @param heads the second place
   * @param clock gives the time of each entry
   */
  public JdbcAuditTrail(DataSource database, SignedHeads heads, Clock clock) {
    this.database = database;
    this.heads = heads;
    this.clock = clock;
  }

  /** Tells of each entry that is appended here from now on, once it is committed. */
  public void tell(Consumer<AuditEntry> hearing) {
    this.listener = hearing;
  }

  @Override
  public AuditEntry append(AuditEvent event) {
    Appending mine = new Appending(event, new CompletableFuture<>());
    waiting.add(mine);
    writing.lock();
    try {
      if (!mine.entry().isDone()) {
        appendAllWaiting();
      }
    } finally {
      writing.unlock();
    }
    return entryOf(mine);
  }

  /** Who holds the lock writes for all who wait at it. */
  private void appendAllWaiting() {
    List<Appending> batch = new ArrayList<>();
    for (Appending one = waiting.poll(); one != null; one = waiting.poll()) {
      batch.add(one);
    }
    commit(batch);
  }

  private void commit(List<Appending> batch) {
    try {
      List<AuditEntry> entries =
          inTransaction(
              connection -> append(connection, batch.stream().map(Appending::event).toList()));
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).entry().complete(entries.get(i));
      }
      markHead(entries);
      entries.forEach(listener);
    } catch (RuntimeException | Error e) {
      if (batch.size() == 1) {
        batch.getFirst().entry().completeExceptionally(e);
      } else {
        // One event that cannot be written does not stop the others.
        batch.forEach(one -> commit(List.of(one)));
      }
    }
  }

  private static AuditEntry entryOf(Appending appended) {
    try {
      return appended.entry().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof AuditUnavailableException unavailable
          ? new AuditUnavailableException(unavailable.getMessage(), unavailable)
          : e;
    }
  }

  @Override
  public AuditEntry eraseBody(long sequence, AuditEvent reason) {
    if (!reason.kind().equals(BODY_ERASED)) {
      throw new IllegalArgumentException("erasing a body is recorded as " + BODY_ERASED);
    }
    AuditEvent erasure = reason.withFact("sequence", sequence);
    AuditEntry entry =
        inTransaction(
            connection -> {
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "UPDATE audit_entry SET body = NULL WHERE entry_no = ?")) {
                update.setLong(1, sequence);
                if (update.executeUpdate() == 0) {
                  throw new IllegalArgumentException("there is no audit entry " + sequence);
                }
              }
              return append(connection, List.of(erasure)).getFirst();
            });
    markHead(List.of(entry));
    return entry;
  }

  /** How many entries of before that time still have a body. */
  public long bodiesBefore(Instant before) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT COUNT(*) FROM audit_entry WHERE body IS NOT NULL AND at_utc < ?")) {
      select.setString(1, before.toString());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new AuditUnavailableException("the audit trail cannot be read", e);
    }
  }

  /**
   * Erases the bodies of all entries of before that time and records that, in one entry. The chain
   * stays whole: it covers the bodies' hashes.
   *
   * @param reason as for {@link #eraseBody}
   * @return how many were erased; nothing is recorded if none was
   */
  public int eraseBodies(Instant before, AuditEvent reason) {
    if (!reason.kind().equals(BODY_ERASED)) {
      throw new IllegalArgumentException("erasing a body is recorded as " + BODY_ERASED);
    }
    int[] erased = new int[1];
    List<AuditEntry> entries =
        inTransaction(
            connection -> {
              long through = lastBefore(connection, before);
              try (PreparedStatement update =
                  connection.prepareStatement(
                      "UPDATE audit_entry SET body = NULL WHERE entry_no <= ? AND body IS NOT NULL")) {
                update.setLong(1, through);
                erased[0] = update.executeUpdate();
              }
              return erased[0] == 0
                  ? List.of()
                  : append(
                      connection,
                      List.of(reason.withFact("through", through).withFact("bodies", erased[0])));
            });
    if (!entries.isEmpty()) {
      markHead(entries);
      entries.forEach(listener);
    }
    return erased[0];
  }

  private static long lastBefore(Connection connection, Instant before) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT COALESCE(MAX(entry_no), 0) FROM audit_entry WHERE at_utc < ?")) {
      select.setString(1, before.toString());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public void forEach(Consumer<AuditEntry> reader) {
    try (Connection connection = database.getConnection()) {
      long after = Long.MIN_VALUE;
      List<AuditEntry> page;
      do {
        page = page(connection, after);
        page.forEach(reader);
        after = page.isEmpty() ? after : page.getLast().sequence();
      } while (page.size() == PAGE);
    } catch (SQLException e) {
      throw new AuditUnavailableException("the audit trail cannot be read", e);
    }
  }

  @Override
  public void seal() {
    AuditHead head = unsealed.getAndSet(NOTHING);
    if (head.sequence() > 0) {
      heads.write(head, clock.instant());
    }
  }

  /**
   * How far the chain has come, as the database itself remembers it: a mark without a signature.
   */
  public AuditHead tail() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT entry_no, hash FROM audit_chain WHERE id = 1");
        ResultSet row = select.executeQuery()) {
      row.next();
      return new AuditHead(row.getLong(1), row.getString(2));
    } catch (SQLException e) {
      throw new AuditUnavailableException("the audit trail cannot be read", e);
    }
  }

  private List<AuditEntry> append(Connection connection, List<AuditEvent> events)
      throws SQLException {
    AuditHead tail = lockTail(connection);
    List<AuditEntry> entries = new ArrayList<>();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (AuditEvent event : events) {
        String at = clock.instant().truncatedTo(ChronoUnit.MICROS).toString();
        AuditEntry entry = AuditEntry.of(tail.sequence() + 1, at, event, tail.hash());
        bind(insert, entry);
        insert.addBatch();
        entries.add(entry);
        tail = new AuditHead(entry.sequence(), entry.hash());
      }
      insert.executeBatch();
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE audit_chain SET entry_no = ?, hash = ? WHERE id = 1")) {
      update.setLong(1, tail.sequence());
      update.setString(2, tail.hash());
      update.executeUpdate();
    }
    return entries;
  }

  private static AuditHead lockTail(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT entry_no, hash FROM audit_chain WHERE id = 1 FOR UPDATE");
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the row of audit_chain is missing");
      }
      return new AuditHead(row.getLong(1), row.getString(2));
    }
  }

  private static void bind(PreparedStatement insert, AuditEntry entry) throws SQLException {
    insert.setLong(1, entry.sequence());
    insert.setString(2, entry.at());
    insert.setString(3, entry.kind());
    insert.setString(4, entry.actor());
    insert.setString(5, String.join(",", entry.roles()));
    insert.setString(6, entry.door());
    insert.setString(7, entry.subject());
    insert.setString(8, entry.reference());
    insert.setString(9, entry.facts());
    insert.setString(10, entry.bodyHash());
    insert.setString(11, entry.body().orElse(null));
    insert.setString(12, entry.previousHash());
    insert.setString(13, entry.hash());
  }

  private static List<AuditEntry> page(Connection connection, long after) throws SQLException {
    List<AuditEntry> page = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(PAGE_AFTER)) {
      select.setLong(1, after);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          page.add(entry(rows));
        }
      }
    }
    return page;
  }

  /** The entries that a query wants, the latest first. */
  public List<AuditEntry> search(AuditQuery query) {
    StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM audit_entry WHERE 1 = 1");
    List<Object> values = new ArrayList<>();
    contains("kind", query.kind(), sql, values);
    contains("actor", query.actor(), sql, values);
    contains("subject", query.subject(), sql, values);
    contains("reference", query.reference(), sql, values);
    if (!query.fromDay().isEmpty()) {
      sql.append(" AND at_utc >= ?");
      values.add(query.fromDay());
    }
    if (!query.toDay().isEmpty()) {
      // A day's entries begin with it and a T, before which U is the next letter.
      sql.append(" AND at_utc < ?");
      values.add(query.toDay() + "U");
    }
    if (query.before() > 0) {
      sql.append(" AND entry_no < ?");
      values.add(query.before());
    }
    sql.append(" ORDER BY entry_no DESC FETCH FIRST ").append(query.limit()).append(" ROWS ONLY");
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql.toString())) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      List<AuditEntry> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(entry(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new AuditUnavailableException("the audit trail cannot be read", e);
    }
  }

  private static void contains(String column, String text, StringBuilder sql, List<Object> values) {
    if (!text.isBlank()) {
      sql.append(" AND lower(").append(column).append(") LIKE ? ESCAPE '!'");
      String literal = text.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
      values.add("%" + literal + "%");
    }
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    String roles = row.getString(5);
    return new AuditEntry(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        roles.isEmpty() ? List.of() : List.of(roles.split(",", -1)),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        Optional.ofNullable(row.getString(11)),
        row.getString(12),
        row.getString(13));
  }

  /** A head that cannot be written is no reason to undo an entry; the next one makes up for it. */
  private void markHead(List<AuditEntry> appended) {
    AuditEntry entry = appended.getLast();
    AuditHead head = new AuditHead(entry.sequence(), entry.hash());
    unsealed.accumulateAndGet(head, (a, b) -> a.sequence() > b.sequence() ? a : b);
    long before = appended.getFirst().sequence() - 1;
    if (before / ENTRIES_PER_HEAD < entry.sequence() / ENTRIES_PER_HEAD) {
      try {
        seal();
      } catch (AuditUnavailableException e) {
        LOG.error("{} (entry {})", e.getMessage(), entry.sequence(), e);
      }
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T inTransaction(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new AuditUnavailableException("the audit trail cannot be written", e);
    }
  }
}
