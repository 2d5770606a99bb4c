package dev.rapporteur.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapporteur.audit.jdbc.JdbcAuditTrail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an audit trail promises, whichever database it lies in. */
public abstract class AuditTrailContract {
  private static final int ENTRIES = 40;
  private static final int PER_HEAD = 8;
  private static final int MUTATIONS = 1_000;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T08:00:00.123456Z"), ZoneOffset.UTC);

  @TempDir protected Path folder;
  private JdbcTemplate sql;
  private SignedHeads heads;
  private JdbcAuditTrail trail;

  /** An empty state database. */
  protected abstract DataSource database();

  @BeforeEach
  void openTrail() {
    sql = new JdbcTemplate(database());
    heads = new SignedHeads(folder.resolve("heads"), folder.resolve("key.pem"));
    trail = new JdbcAuditTrail(database(), heads, CLOCK);
  }

  @Test
  void chainsEntriesWithoutGaps() {
    fill(5);
    List<AuditEntry> entries = entries();
    assertThat(entries).extracting(AuditEntry::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(entries.getFirst().previousHash()).isEqualTo(AuditEntry.GENESIS);
    for (int i = 1; i < entries.size(); i++) {
      assertThat(entries.get(i).previousHash()).isEqualTo(entries.get(i - 1).hash());
    }
    assertThat(verify().ok()).isTrue();
  }

  @Test
  void givesBackWhatWasAppended() {
    AuditEntry appended = trail.append(event(1));
    assertThat(entries()).containsExactly(appended);
    assertThat(appended.at()).isEqualTo("2026-11-24T08:00:00.123456Z");
    assertThat(appended.roles()).containsExactly("employee", "finance");
    assertThat(appended.body().orElseThrow()).isEqualTo("{\"customer\":\"Zhang 张 😀\",\"n\":1}");
  }

  @Test
  void keepsOneSequenceUnderConcurrentAppendersOfTwoNodes() throws Exception {
    JdbcAuditTrail otherNode = new JdbcAuditTrail(database(), heads, CLOCK);
    List<Callable<AuditEntry>> tasks = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      JdbcAuditTrail node = i % 2 == 0 ? trail : otherNode;
      int number = i;
      tasks.add(() -> node.append(event(number)));
    }
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (var done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    assertThat(entries())
        .extracting(AuditEntry::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 120).boxed().toList());
    assertThat(verify().ok()).isTrue();
  }

  @Test
  void writesTheOthersThatWaitWithAnEventThatCannotBeWritten() throws Exception {
    fill(1);
    AuditEvent tooLong = AuditEvent.of("test", "actor", List.of(), "door", "s".repeat(301), "");
    List<Thread> threads = new ArrayList<>();
    Queue<Throwable> refused = new ConcurrentLinkedQueue<>();
    try (Connection elsewhere = database().getConnection()) {
      elsewhere.setAutoCommit(false);
      elsewhere.createStatement().execute("UPDATE audit_chain SET hash = hash WHERE id = 1");
      for (AuditEvent event : List.of(event(2), event(3), tooLong, event(4))) {
        Thread thread = new Thread(() -> trail.append(event));
        thread.setUncaughtExceptionHandler((any, fault) -> refused.add(fault));
        thread.start();
        threads.add(thread);
      }
      Instant deadline = Instant.now().plusSeconds(20);
      while (parked(threads) < threads.size() - 1 && Instant.now().isBefore(deadline)) {
        Thread.onSpinWait();
      }
      assertThat(parked(threads)).as("appenders that wait together").isEqualTo(3);
      elsewhere.rollback();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(refused).hasSize(1).allMatch(AuditUnavailableException.class::isInstance);
    assertThat(entries()).hasSize(4);
    assertThat(verify().ok()).isTrue();
  }

  /** How many wait at the lock; the one who holds it waits for the database. */
  private static long parked(List<Thread> threads) {
    return threads.stream()
        .filter(thread -> LockSupport.getBlocker(thread) instanceof AbstractQueuedSynchronizer)
        .count();
  }

  @Test
  void refusesToGoOnWhereItCannotBeWritten() {
    fill(2);
    sql.execute("ALTER TABLE audit_entry RENAME TO audit_entry_away");
    assertThatThrownBy(() -> trail.append(event(3))).isInstanceOf(AuditUnavailableException.class);
    sql.execute("ALTER TABLE audit_entry_away RENAME TO audit_entry");
    trail.append(event(3));
    assertThat(verify().entries()).isEqualTo(3);
    assertThat(verify().ok()).isTrue();
  }

  @Test
  void erasesABodyWithoutBreakingTheChain() {
    fill(3);
    trail.eraseBody(
        2, AuditEvent.of(AuditTrail.BODY_ERASED, "person:dpo", List.of(), "desk", "", ""));
    assertThat(entries().get(1).body()).isEmpty();
    assertThat(entries().get(1).bodyHash()).isNotEmpty();
    assertThat(verify().ok()).isTrue();
  }

  @Test
  void findsABodyThatWasErasedWithoutARecord() {
    fill(5);
    sql.update("UPDATE audit_entry SET body = NULL WHERE entry_no = 4");
    assertThat(verify().firstBad()).contains(4L);
  }

  @Test
  void findsACutTailByTheSignedHead() {
    fill(30);
    trail.seal();
    sql.update("DELETE FROM audit_entry WHERE entry_no > 20");
    cutTailMark(20);
    assertThat(verify().firstBad()).contains(21L);
  }

  @Test
  void findsAWholeChainWrittenAnewByTheSignedHead() {
    fill(30);
    trail.seal();
    rewriteFrom(12, entries());
    assertThat(AuditVerification.of(trail::forEach, List.of(trail.tail())).ok()).isTrue();
    assertThat(verify().ok()).isFalse();
  }

  @Test
  void signsHeadsWithAKeyThatOnlyItsOwnerCanRead() throws Exception {
    fill(3);
    trail.seal();
    fill(3);
    trail.seal();
    assertThat(heads.read()).extracting(AuditHead::sequence).containsExactly(3L, 6L);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void signsOnlyWhatItAppendedItself() {
    fill(3);
    trail.seal();
    rewriteFrom(2, entries());
    trail.seal();
    new JdbcAuditTrail(database(), heads, CLOCK).seal();
    assertThat(heads.read()).extracting(AuditHead::sequence).containsExactly(3L);
  }

  @Test
  void signsAHeadWithEachThousandthEntry() {
    fill(1);
    sql.update("DELETE FROM audit_entry");
    sql.update("UPDATE audit_chain SET entry_no = 998");
    fill(3);
    assertThat(heads.read()).extracting(AuditHead::sequence).containsExactly(1_000L);
  }

  @Test
  void findsAHeadThatWasChanged() throws Exception {
    fill(3);
    trail.seal();
    fill(3);
    trail.seal();
    Path file = folder.resolve("heads/heads.jsonl");
    List<String> lines = Files.readAllLines(file);
    Files.write(
        file, List.of(lines.get(0).replace("\"sequence\":3", "\"sequence\":2"), lines.get(1)));
    assertThatThrownBy(heads::read)
        .hasMessageContaining("heads.jsonl:1")
        .hasMessageContaining("signature");
    Files.write(file, lines.subList(1, 2));
    assertThatThrownBy(heads::read)
        .hasMessageContaining("heads.jsonl:1")
        .hasMessageContaining("before it");
  }

  @Test
  void findsEachOfAThousandRandomMutations() {
    for (int i = 0; i < ENTRIES; i += PER_HEAD) {
      fill(PER_HEAD);
      trail.seal();
    }
    List<AuditEntry> original = entries();
    List<AuditHead> signed = heads.read();
    long seed = 20261124;
    Random random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      Mutation mutation = mutate(random, original);
      AuditVerification found = verify(signed);
      assertThat(found.ok()).as("seed %d, mutation %d: %s", seed, i, mutation).isFalse();
      assertThat(found.firstBad().orElseThrow())
          .as("seed %d, mutation %d: %s: %s", seed, i, mutation, found.problem())
          .isBetween(mutation.earliest(), mutation.latest());
      restore(original);
    }
    assertThat(verify().ok()).isTrue();
  }

  /** What was done, and between which entries the first bad one must be found. */
  private record Mutation(String what, long earliest, long latest) {
    static Mutation at(String what, long entry) {
      return new Mutation(what, entry, entry);
    }

    /**
     * Where a signed head stands at a forged entry that is whole in itself, what is known is that
     * the forgery lies between the last head and this one.
     */
    static Mutation withOwnHash(String what, long entry) {
      return entry % PER_HEAD == 0
          ? new Mutation(what, entry - PER_HEAD + 1, entry)
          : at(what, entry);
    }
  }

  private Mutation mutate(Random random, List<AuditEntry> original) {
    int k = 1 + random.nextInt(ENTRIES);
    AuditEntry entry = original.get(k - 1);
    return switch (random.nextInt(9)) {
      case 0 -> {
        sql.update("DELETE FROM audit_entry WHERE entry_no = ?", k);
        yield Mutation.at("delete " + k, k);
      }
      case 1 -> {
        sql.update("DELETE FROM audit_entry WHERE entry_no >= ?", k);
        cutTailMark(k - 1);
        yield Mutation.at("cut from " + k, k);
      }
      case 2 -> {
        int other = 1 + (k + random.nextInt(ENTRIES - 1)) % ENTRIES;
        swap(original, k, other);
        yield Mutation.at("swap " + k + " and " + other, Math.min(k, other));
      }
      case 3 -> {
        insertBefore(original, k);
        yield Mutation.withOwnHash("insert before " + k, k);
      }
      case 4 -> {
        sql.update("UPDATE audit_entry SET body = NULL WHERE entry_no = ?", k);
        yield Mutation.at("remove the body of " + k, k);
      }
      case 5 -> {
        replace(forged(entry, entry.previousHash()));
        yield Mutation.withOwnHash("replace " + k, k);
      }
      case 6 -> {
        rewriteFrom(k, original);
        yield new Mutation("rewrite from " + k, (k - 1) / PER_HEAD * PER_HEAD + 1, k);
      }
      default -> {
        String column = EDITABLE.get(random.nextInt(EDITABLE.size()));
        edit(random, column, k);
        yield Mutation.at("edit " + column + " of " + k, k);
      }
    };
  }

  private static final List<String> EDITABLE =
      List.of(
          "at_utc",
          "kind",
          "actor",
          "roles",
          "door",
          "subject",
          "reference",
          "facts",
          "body_hash",
          "body",
          "previous_hash",
          "hash");

  /** Changes one character. */
  private void edit(Random random, String column, int k) {
    String old =
        sql.queryForObject(
            "SELECT " + column + " FROM audit_entry WHERE entry_no = ?", String.class, k);
    int at = random.nextInt(old.length());
    char now = old.charAt(at) == 'x' ? 'y' : 'x';
    String changed = old.substring(0, at) + now + old.substring(at + 1);
    sql.update("UPDATE audit_entry SET " + column + " = ? WHERE entry_no = ?", changed, k);
  }

  private void swap(List<AuditEntry> original, int a, int b) {
    sql.update("DELETE FROM audit_entry WHERE entry_no IN (?, ?)", a, b);
    insert(original.get(a - 1).movedTo(b));
    insert(original.get(b - 1).movedTo(a));
  }

  private void insertBefore(List<AuditEntry> original, int k) {
    sql.update("DELETE FROM audit_entry WHERE entry_no >= ?", k);
    AuditEntry place = original.get(k - 1);
    insert(forged(place, place.previousHash()));
    original
        .subList(k - 1, original.size())
        .forEach(entry -> insert(entry.movedTo(entry.sequence() + 1)));
  }

  /** Makes a new, whole chain from an entry on, as somebody could who may write the database. */
  private void rewriteFrom(int k, List<AuditEntry> original) {
    String previous = original.get(k - 1).previousHash();
    for (AuditEntry entry : original.subList(k - 1, original.size())) {
      AuditEntry forged = forged(entry, previous);
      replace(forged);
      previous = forged.hash();
    }
    sql.update("UPDATE audit_chain SET hash = ?", previous);
  }

  private static AuditEntry forged(AuditEntry entry, String previousHash) {
    AuditEvent event =
        AuditEvent.of("call.result", "person:mallory", List.of("admin"), "desk", "refund", "c-9");
    return AuditEntry.of(entry.sequence(), entry.at(), event, previousHash);
  }

  private void replace(AuditEntry entry) {
    sql.update("DELETE FROM audit_entry WHERE entry_no = ?", entry.sequence());
    insert(entry);
  }

  private void restore(List<AuditEntry> original) {
    AuditEntry last = original.getLast();
    new TransactionTemplate(new DataSourceTransactionManager(database()))
        .executeWithoutResult(
            transaction -> {
              sql.update("DELETE FROM audit_entry");
              original.forEach(this::insert);
              sql.update(
                  "UPDATE audit_chain SET entry_no = ?, hash = ?", last.sequence(), last.hash());
            });
  }

  private void cutTailMark(long last) {
    String hash = last == 0 ? AuditEntry.GENESIS : entries().getLast().hash();
    sql.update("UPDATE audit_chain SET entry_no = ?, hash = ?", last, hash);
  }

  private void insert(AuditEntry entry) {
    sql.update(
        "INSERT INTO audit_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.sequence(),
        entry.at(),
        entry.kind(),
        entry.actor(),
        String.join(",", entry.roles()),
        entry.door(),
        entry.subject(),
        entry.reference(),
        entry.facts(),
        entry.bodyHash(),
        entry.body().orElse(null),
        entry.previousHash(),
        entry.hash());
  }

  private AuditVerification verify() {
    return verify(heads.read());
  }

  private AuditVerification verify(List<AuditHead> signed) {
    List<AuditHead> all = new ArrayList<>(signed);
    all.add(trail.tail());
    return AuditVerification.of(trail::forEach, all);
  }

  private void fill(int count) {
    IntStream.rangeClosed(1, count).forEach(i -> trail.append(event(i)));
  }

  private List<AuditEntry> entries() {
    List<AuditEntry> entries = new ArrayList<>();
    trail.forEach(entries::add);
    return entries;
  }

  private static AuditEvent event(int number) {
    ObjectNode facts = JsonNodeFactory.instance.objectNode().put("rows", number).put("ok", true);
    ObjectNode body =
        JsonNodeFactory.instance.objectNode().put("customer", "Zhang 张 😀").put("n", number);
    return new AuditEvent(
        "call.intent",
        "person:anna",
        List.of("finance", "employee"),
        "assistant",
        "refund",
        "c-" + number,
        facts,
        Optional.of(body));
  }
}
