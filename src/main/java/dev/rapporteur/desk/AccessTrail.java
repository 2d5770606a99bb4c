package dev.rapporteur.desk;

import dev.rapporteur.access.Account;
import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.audit.AuditEvent;
import dev.rapporteur.audit.AuditTrail;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts on the audit trail who came in, who was not let in, and who changed what others may. */
final class AccessTrail {
  private final AuditTrail trail;

  AccessTrail(AuditTrail trail) {
    this.trail = trail;
  }

  /** Something that a known actor did to the account or key of the given name. */
  void did(String what, Actor actor, String subject) {
    trail.append(
        AuditEvent.of(
            "access." + what,
            "person:" + actor.name(),
            actor.roles().stream().map(Role::name).toList(),
            "desk",
            subject,
            ""));
  }

  /** That an administrator made or changed an account, and what it may now. */
  void changed(String what, Actor actor, Account account) {
    ObjectNode facts = JsonNodeFactory.instance.objectNode();
    facts.put("enabled", account.enabled());
    ArrayNode roles = facts.putArray("roles");
    account.roles().forEach(role -> roles.add(role.name()));
    trail.append(
        new AuditEvent(
            "access." + what,
            "person:" + actor.name(),
            actor.roles().stream().map(Role::name).toList(),
            "desk",
            account.name(),
            "",
            facts,
            Optional.empty()));
  }

  /** Somebody who was not let in, under the name that was typed. */
  void refused(String typedName, String why) {
    String shown =
        typedName
            .codePoints()
            .limit(100)
            .filter(c -> c >= ' ')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    AuditEvent event =
        AuditEvent.of("access.refused", "person:" + shown, List.of(), "desk", why, "");
    trail.append(event);
  }
}
