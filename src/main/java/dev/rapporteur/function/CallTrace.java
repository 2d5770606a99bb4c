package dev.rapporteur.function;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.audit.AuditEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all audit entries of one call have in common.
 *
 * @param id of the call
 * @param actor who acts
 * @param door where the call came in
 * @param within id of the run or conversation; empty if there is none
 */
record CallTrace(String id, Actor actor, String door, String within) {
  private static final int NAME = 100;
  private static final int REASON = 1_000;
  private static final int REPLACEMENT = '\uFFFD';

  AuditEvent event(String kind, String function, ObjectNode facts) {
    return event(kind, function, facts, Optional.empty());
  }

  AuditEvent event(String kind, String function, ObjectNode facts, ObjectNode body) {
    return event(kind, function, facts, Optional.of(body));
  }

  private AuditEvent event(
      String kind, String function, ObjectNode facts, Optional<ObjectNode> body) {
    if (!within.isEmpty()) {
      facts.put("within", within);
    }
    List<String> roles = actor.roles().stream().map(Role::name).toList();
    return new AuditEvent(
        kind, actor(actor.kind(), actor.name()), roles, door, function, id, facts, body);
  }

  static String actor(Actor.Kind kind, String name) {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + shown(name);
  }

  /** A name that others gave, as it goes on the trail and into messages. */
  static String shown(String name) {
    return shown(name, NAME);
  }

  /** A reason in which others' words may stand. */
  static String reason(String why) {
    return shown(why, REASON);
  }

  /** Short, without half characters and without what moves a cursor. */
  private static String shown(String text, int limit) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(limit)
        .map(c -> isShowable(c) ? c : REPLACEMENT)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean isShowable(int codePoint) {
    return Character.getType(codePoint) != Character.SURROGATE
        && !Character.isISOControl(codePoint);
  }
}
