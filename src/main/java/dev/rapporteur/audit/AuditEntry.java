package dev.rapporteur.audit;

import java.util.List;
import java.util.Optional;

/**
 * One entry of the trail, as it was committed.
 *
 * @param sequence 1 for the first, then without gaps
 * @param at when, UTC, ISO 8601
 * @param kind what happened
 * @param actor who acted
 * @param roles with which roles
 * @param door where the actor came in
 * @param subject what it is about
 * @param reference what ties entries together
 * @param facts canonical JSON
 * @param bodyHash SHA-256 of the body; empty where there never was one
 * @param body canonical JSON; empty if there was none or it has been erased
 * @param previousHash hash of the entry before; 64 zeros for the first
 * @param hash SHA-256 of {@link #content()}
 */
public record AuditEntry(
    long sequence,
    String at,
    String kind,
    String actor,
    List<String> roles,
    String door,
    String subject,
    String reference,
    String facts,
    String bodyHash,
    Optional<String> body,
    String previousHash,
    String hash) {
  /** What the first entry names as the hash of the one before it. */
  public static final String GENESIS = "0".repeat(64);

  public AuditEntry {
    roles = List.copyOf(roles);
  }

  /** The entry of an event, hashed and chained. */
  public static AuditEntry of(long sequence, String at, AuditEvent event, String previousHash) {
    Optional<String> body = event.body().map(CanonicalJson::of);
    AuditEntry open =
        new AuditEntry(
            sequence,
            at,
            event.kind(),
            event.actor(),
            event.roles(),
            event.door(),
            event.subject(),
            event.reference(),
            CanonicalJson.of(event.facts()),
            body.map(CanonicalJson::sha256).orElse(""),
            body,
            previousHash,
            "");
    return open.with(sequence, CanonicalJson.sha256(open.content()));
  }

  /** What the hash is taken of: all but body and hash, as canonical JSON. */
  public String content() {
    StringBuilder out = new StringBuilder(512);
    writeContent(out);
    return out.append('}').toString();
  }

  /**
   * One line of an export: the content with {@code body} (where kept) and {@code hash} after it.
   */
  public String exportLine() {
    StringBuilder out = new StringBuilder(512);
    writeContent(out);
    body.ifPresent(text -> out.append(",\"body\":").append(text));
    field(out, ",\"hash\":", hash);
    return out.append('}').toString();
  }

  private void writeContent(StringBuilder out) {
    field(out, "{\"actor\":", actor);
    field(out, ",\"at\":", at);
    field(out, ",\"bodyHash\":", bodyHash);
    field(out, ",\"door\":", door);
    out.append(",\"facts\":").append(facts);
    field(out, ",\"kind\":", kind);
    field(out, ",\"previousHash\":", previousHash);
    field(out, ",\"reference\":", reference);
    out.append(",\"roles\":[");
    for (int i = 0; i < roles.size(); i++) {
      field(out, i == 0 ? "" : ",", roles.get(i));
    }
    out.append("],\"sequence\":").append(sequence);
    field(out, ",\"subject\":", subject);
  }

  private static void field(StringBuilder out, String name, String value) {
    out.append(name);
    CanonicalJson.writeText(value, out);
  }

  boolean hasItsHash() {
    return CanonicalJson.sha256(content()).equals(hash);
  }

  /** The same content at another place of the sequence. */
  AuditEntry movedTo(long place) {
    return with(place, hash);
  }

  private AuditEntry with(long newSequence, String newHash) {
    return new AuditEntry(
        newSequence,
        at,
        kind,
        actor,
        roles,
        door,
        subject,
        reference,
        facts,
        bodyHash,
        body,
        previousHash,
        newHash);
  }
}
