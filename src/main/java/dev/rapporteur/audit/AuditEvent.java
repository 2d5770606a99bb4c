package dev.rapporteur.audit;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something to be put on the trail.
 *
 * @param kind what happened, by name: {@code call.intent}, {@code call.result}, {@code
 *     review.approved}
 * @param actor who acts, as {@code person:anna}, {@code schedule:sales-monthly}
 * @param roles the roles that the actor has at this moment; copied, sorted
 * @param door where the actor came in: {@code command}, {@code assistant}, {@code run}
 * @param subject what it is about: a function, a report, a draft
 * @param reference what ties entries together: the id of a call, a run, a conversation
 * @param facts what must never be erased: hashes, counts, limits. Numbers must be exact as doubles;
 *     amounts go in as text
 * @param body what may hold personal data and can be erased later without breaking the chain
 */
public record AuditEvent(
    String kind,
    String actor,
    List<String> roles,
    String door,
    String subject,
    String reference,
    ObjectNode facts,
    Optional<ObjectNode> body) {
  private static final Pattern KIND = Pattern.compile("[a-z][a-z-]*(\\.[a-z][a-z-]*)?");

  public AuditEvent {
    if (!KIND.matcher(kind).matches() || kind.length() > 60) {
      throw new IllegalArgumentException("the kind of an audit event is a word, not " + kind);
    }
    roles = List.copyOf(new TreeSet<>(roles));
    facts = facts.deepCopy();
    body = body.map(ObjectNode::deepCopy);
  }

  /** An event without facts or body. */
  public static AuditEvent of(
      String kind,
      String actor,
      List<String> roles,
      String door,
      String subject,
      String reference) {
    return new AuditEvent(
        kind,
        actor,
        roles,
        door,
        subject,
        reference,
        JsonNodeFactory.instance.objectNode(),
        Optional.empty());
  }

  /** The same with one more fact. */
  public AuditEvent withFact(String name, long value) {
    ObjectNode more = facts.deepCopy();
    more.put(name, value);
    return new AuditEvent(kind, actor, roles, door, subject, reference, more, body);
  }
}
