package dev.rapporteur.access;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A person who may sign in at the desk.
 *
 * @param name unique, in lower case, as {@link #NAME} allows; anything else is refused
 * @param displayName as shown to others; the name if it is blank
 * @param mail where messages go; may be empty
 * @param roles copied, sorted
 * @param origin who looks after the account
 * @param enabled whether the person may come in
 * @param generation counted up with each change of password, roles or standing; a session of an
 *     older generation is over
 * @param createdAt when it was made
 * @param lastSignIn when the person last came in
 */
public record Account(
    String name,
    String displayName,
    String mail,
    SortedSet<Role> roles,
    Origin origin,
    boolean enabled,
    int generation,
    Instant createdAt,
    Optional<Instant> lastSignIn) {
  /** What an account's name looks like. */
  public static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,99}");

  /** Who looks after an account. */
  public enum Origin {
    /** An administrator, on the page of users. */
    DESK,
    /** The file {@code access.yaml}; roles are changed there. */
    FILE,
    /** The sign-in service; roles come with each sign-in. */
    OIDC
  }

  public Account {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a user is named with lower-case letters, digits and . _ @ -, not '" + name + "'");
    }
    displayName = displayName.isBlank() ? name : displayName.strip();
    mail = mail.strip();
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
  }

  /** A new account of the first generation. */
  public static Account of(
      String name,
      String displayName,
      String mail,
      SortedSet<Role> roles,
      Origin origin,
      Instant now) {
    return new Account(name, displayName, mail, roles, origin, true, 1, now, Optional.empty());
  }

  /** A name as accounts write it, whatever case it was typed in. */
  public static String canonical(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /** Who acts when the person acts. */
  public Actor actor() {
    return new Actor(name, Actor.Kind.PERSON, roles);
  }

  /** The same with another name to show, address, roles and standing. */
  public Account with(String shown, String address, SortedSet<Role> held, boolean mayComeIn) {
    return new Account(
        name, shown, address, held, origin, mayComeIn, generation, createdAt, lastSignIn);
  }
}
