package dev.rapporteur.desk;

import dev.rapporteur.access.Account;
import dev.rapporteur.access.Actor;
import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;
import java.util.List;

/**
 * Who a session belongs to.
 *
 * @param name the account's
 * @param displayName as shown
 * @param roles names of the roles the account had at sign-in; a change of them ends the session
 * @param generation of the account at sign-in
 * @param since when the person came in
 * @param mustChangePassword whether nothing else may be done first
 */
record SignedInPerson(
    String name,
    String displayName,
    List<String> roles,
    int generation,
    Instant since,
    boolean mustChangePassword)
    implements Principal, Serializable {

  static SignedInPerson of(Account account, Instant now, boolean mustChangePassword) {
    return new SignedInPerson(
        account.name(),
        account.displayName(),
        account.roles().stream().map(Object::toString).toList(),
        account.generation(),
        now,
        mustChangePassword);
  }

  @Override
  public String getName() {
    return name;
  }

  Actor actor() {
    return Actor.of(name, Actor.Kind.PERSON, roles);
  }
}
