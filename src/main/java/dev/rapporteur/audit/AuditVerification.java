package dev.rapporteur.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a reading of the whole chain found.
 *
 * @param entries how many entries were read
 * @param heads how many heads they were compared with
 * @param firstBad the first entry that is not what was written, or is missing; empty if all is well
 * @param problem what is wrong with it, in words; empty if all is well
 */
public record AuditVerification(long entries, long heads, Optional<Long> firstBad, String problem) {

  public boolean ok() {
    return firstBad.isEmpty();
  }

  /**
   * Reads a chain from its first entry to its last.
   *
   * @param entries gives every entry in order of sequence, as {@link AuditTrail#forEach} does
   * @param heads marks from the second place, oldest first
   */
  public static AuditVerification of(
      Consumer<Consumer<AuditEntry>> entries, List<AuditHead> heads) {
    Reading reading = new Reading(heads);
    entries.accept(reading);
    return reading.result();
  }

  private static final class Reading implements Consumer<AuditEntry> {
    private final Map<Long, String> headHashes = new HashMap<>();
    private final int headCount;
    private final long lastHead;
    private final Set<Long> withoutBody = new HashSet<>();
    private final Set<Long> erased = new HashSet<>();
    private long erasedThrough;
    private long count;
    private long expected = 1;
    private long lastGoodHead;
    private String hashBeforePrevious = "";
    private String previousHash = AuditEntry.GENESIS;

    /**
     * An entry that is whole in itself but does not follow the one before: one of the two is bad.
     */
    private Optional<AuditEntry> suspect = Optional.empty();

    private Optional<Long> firstBad = Optional.empty();
    private String problem = "";

    Reading(List<AuditHead> heads) {
      heads.forEach(head -> headHashes.merge(head.sequence(), head.hash(), Reading::same));
      this.headCount = heads.size();
      this.lastHead = heads.stream().mapToLong(AuditHead::sequence).max().orElse(0);
    }

    private static String same(String a, String b) {
      return a.equals(b) ? a : "two heads that contradict each other";
    }

    @Override
    public void accept(AuditEntry entry) {
      count++;
      if (entry.kind().equals(AuditTrail.BODY_ERASED)) {
        erased.add(erasedBy(entry, "sequence"));
        erasedThrough = Math.max(erasedThrough, erasedBy(entry, "through"));
      }
      if (firstBad.isEmpty()) {
        check(entry);
      }
    }

    private static long erasedBy(AuditEntry entry, String fact) {
      try {
        return JsonMapper.shared().readTree(entry.facts()).path(fact).asLong(-1);
      } catch (JacksonException e) {
        return -1;
      }
    }

    private void check(AuditEntry entry) {
      if (suspect.isPresent()) {
        decideSuspect(entry.previousHash());
        return;
      }
      if (entry.sequence() != expected) {
        bad(
            Math.min(entry.sequence(), expected),
            entry.sequence() > expected ? "it is missing" : "it stands before the first");
      } else if (!entry.hasItsHash()) {
        changed(entry);
      } else if (!hasItsBody(entry)) {
        bad(expected, "its body was changed");
      } else if (!entry.previousHash().equals(previousHash)) {
        suspect = Optional.of(entry);
      } else {
        advance(entry);
      }
    }

    /** A true entry that was moved up by one shows that the one before it was put in. */
    private void changed(AuditEntry entry) {
      if (entry.movedTo(expected - 1).hasItsHash()
          && entry.previousHash().equals(hashBeforePrevious)) {
        bad(expected - 1, "it was put in: the next entry stood in its place");
      } else {
        bad(expected, "it was changed: its content does not have its hash");
      }
    }

    private void advance(AuditEntry entry) {
      String marked = headHashes.get(entry.sequence());
      if (marked != null && !marked.equals(entry.hash())) {
        rewritten(entry.sequence());
        return;
      }
      if (marked != null) {
        lastGoodHead = entry.sequence();
      }
      if (entry.body().isEmpty() && !entry.bodyHash().isEmpty()) {
        withoutBody.add(entry.sequence());
      }
      hashBeforePrevious = previousHash;
      previousHash = entry.hash();
      expected++;
    }

    private void rewritten(long head) {
      bad(
          lastGoodHead + 1,
          head == lastGoodHead + 1
              ? "it is not the one that the signed head names"
              : "the chain was rewritten between here and "
                  + head
                  + ", where a signed head stands");
    }

    /**
     * The entry after the suspect says which hash the suspect had: if it still has it, then the
     * entry before the suspect was replaced.
     */
    private void decideSuspect(String hashNamedByNext) {
      AuditEntry entry = suspect.orElseThrow();
      if (hashNamedByNext.equals(entry.hash())) {
        bad(entry.sequence() - 1, "it was replaced: the next entry names another hash");
      } else {
        bad(entry.sequence(), "it was replaced: it does not follow the entry before it");
      }
    }

    private static boolean hasItsBody(AuditEntry entry) {
      return entry
          .body()
          .map(body -> CanonicalJson.sha256(body).equals(entry.bodyHash()))
          .orElse(true);
    }

    private void bad(long sequence, String why) {
      firstBad = Optional.of(sequence);
      problem = "entry " + sequence + ": " + why;
    }

    AuditVerification result() {
      if (firstBad.isEmpty() && suspect.isPresent()) {
        decideSuspect(headHashes.getOrDefault(suspect.orElseThrow().sequence(), ""));
      }
      if (firstBad.isEmpty() && lastHead >= expected) {
        bad(expected, "it is missing, with all after it: a head stands at entry " + lastHead);
      }
      withoutBody.removeAll(erased);
      withoutBody.removeIf(sequence -> sequence <= erasedThrough);
      withoutBody.stream()
          .min(Long::compare)
          .filter(sequence -> firstBad.isEmpty() || sequence < firstBad.orElseThrow())
          .ifPresent(sequence -> bad(sequence, "its body was removed without a record of that"));
      return new AuditVerification(count, headCount, firstBad, problem);
    }
  }
}
