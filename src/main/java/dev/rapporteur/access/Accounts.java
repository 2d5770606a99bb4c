package dev.rapporteur.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The people who may sign in, and what proves that it is them. */
public interface Accounts {

  Optional<Account> find(String name);

  /** All of them, by name. */
  List<Account> all();

  /**
   * Adds an account.
   *
   * @return false if the name is taken, and nothing was changed
   */
  boolean add(Account account);

  /** Keeps the shown name, address, roles and standing, as the account's next generation. */
  void change(Account account);

  /** What is known about a person's password; empty if there is none. */
  Optional<Password> password(String name);

  /** Replaces the password, forgets failures, and begins the account's next generation. */
  void setPassword(String name, Password password);

  /**
   * Counts a failed attempt to sign in.
   *
   * @return how many failed in a row, this one included
   */
  int failed(String name);

  /** Lets no attempt be looked at until then. */
  void lock(String name, Instant until);

  /** Notes that the person came in, and forgets failures. */
  void signedIn(String name, Instant at);

  /**
   * @param hash as the {@link PasswordHash} made it
   * @param oneTimeUntil for a password that must be changed at the first sign-in: when it stops
   *     being good
   * @param failures attempts that failed in a row
   * @param lockedUntil until when no attempt is looked at
   */
  record Password(
      String hash, Optional<Instant> oneTimeUntil, int failures, Optional<Instant> lockedUntil) {

    /** A person's own password. */
    public static Password own(String hash) {
      return new Password(hash, Optional.empty(), 0, Optional.empty());
    }

    /** A password that lets its owner choose one. */
    public static Password oneTime(String hash, Instant until) {
      return new Password(hash, Optional.of(until), 0, Optional.empty());
    }

    @Override
    public String toString() {
      return "Password[hidden]";
    }
  }
}
