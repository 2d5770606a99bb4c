package dev.rapporteur.function;

import dev.rapporteur.audit.AuditEntry;
import dev.rapporteur.audit.AuditTrail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls that were begun and of which no end is known: the process died, or they go on at this very
 * moment. Such a call is never carried out again by itself; a person finds out what happened.
 */
public final class UnknownOutcomes {
  private static final Set<String> BEGUN = Set.of("call.intent", "call.confirmed");
  private static final Set<String> ENDED = Set.of("call.result", "call.failed", "call.parked");

  private UnknownOutcomes() {}

  /** The intents without an end, oldest first. */
  public static List<AuditEntry> in(AuditTrail trail) {
    Map<String, AuditEntry> open = new LinkedHashMap<>();
    trail.forEach(
        entry -> {
          if (BEGUN.contains(entry.kind())) {
            open.put(entry.reference(), entry);
          } else if (ENDED.contains(entry.kind())) {
            open.remove(entry.reference());
          }
        });
    return List.copyOf(open.values());
  }
}
