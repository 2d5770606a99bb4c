package dev.rapporteur.access;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody or something on whose behalf the system acts.
 *
 * @param name unique among actors of its kind, never blank
 * @param kind how the actor came in
 * @param roles what it may do; copied, sorted
 */
public record Actor(String name, Kind kind, SortedSet<Role> roles) {

  /** The door through which an actor comes in. */
  public enum Kind {
    /** A person at the desk or at a terminal. */
    PERSON,
    /** A schedule of a report, with the identity its definition declares. */
    SCHEDULE,
    /** A system that sends signed web hooks. */
    WEBHOOK,
    /** A program with an API key. */
    API_KEY
  }

  public Actor {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an actor has a name");
    }
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
  }

  /** An actor with the roles of the given names. */
  public static Actor of(String name, Kind kind, Collection<String> roles) {
    return new Actor(name, kind, new TreeSet<>(roles.stream().map(Role::new).toList()));
  }

  /** Whether the actor has at least one of the given roles. */
  public boolean hasAnyOf(Set<Role> wanted) {
    return wanted.stream().anyMatch(roles::contains);
  }
}
