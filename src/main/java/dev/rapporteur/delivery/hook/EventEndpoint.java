package dev.rapporteur.delivery.hook;

import java.util.Set;

/**
 * Who is told of events.
 *
 * @param name in the settings
 * @param target where they are posted to, and with which secret they are signed
 * @param types which ones; all if empty
 */
public record EventEndpoint(String name, HookTarget target, Set<String> types) {
  public EventEndpoint {
    types = Set.copyOf(types);
  }

  /** Whether it wants events of a type. */
  public boolean wants(String type) {
    return types.isEmpty() || types.contains(type);
  }
}
