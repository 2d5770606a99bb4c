package dev.rapporteur.access;

import dev.rapporteur.access.Accounts.Password;
import dev.rapporteur.access.PasswordRules.Weakness;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets people in by name and password. What was wrong is told to the audit trail, never to who
 * tries: a name that does not exist takes as long and is answered as a wrong password is.
 */
public final class SignIn {
  /** So many failures in a row are overlooked; each further one locks for twice as long. */
  static final int FORGIVEN = 5;

  private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
  private static final Duration LONGEST_LOCK = Duration.ofMinutes(15);
  private static final Duration ONE_TIME = Duration.ofDays(3);

  private final Accounts accounts;
  private final PasswordHash hashing;
  private final PasswordRules rules = new PasswordRules();
  private final Clock clock;
  private final SecureRandom random;
  private final String nobodysHash;

  public SignIn(Accounts accounts, PasswordHash hashing, Clock clock, SecureRandom random) {
    this.accounts = accounts;
    this.hashing = hashing;
    this.clock = clock;
    this.random = random;
    this.nobodysHash = hashing.hash(PasswordRules.oneTime(random));
  }

  /** What came of an attempt. */
  public sealed interface Result {}

  /**
   * @param mustChange whether the password was for one sign-in only
   */
  public record Welcome(Account account, boolean mustChange) implements Result {}

  /**
   * @param why for the audit trail
   */
  public record Refused(Why why) implements Result {}

  /** Why somebody was not let in. */
  public enum Why {
    UNKNOWN,
    WRONG_PASSWORD,
    LOCKED,
    DISABLED,
    ONE_TIME_EXPIRED
  }

  /** Looks at an attempt. */
  public Result attempt(String typedName, String password) {
    Instant now = clock.instant();
    String name = Account.canonical(typedName);
    Optional<Account> account =
        Account.NAME.matcher(name).matches() ? accounts.find(name) : Optional.empty();
    Optional<Password> kept = account.flatMap(known -> accounts.password(known.name()));
    boolean matches = hashing.matches(password, kept.map(Password::hash).orElse(nobodysHash));
    if (account.isEmpty() || kept.isEmpty()) {
      return new Refused(Why.UNKNOWN);
    }
    if (kept.get().lockedUntil().filter(now::isBefore).isPresent()) {
      return new Refused(Why.LOCKED);
    }
    if (!matches) {
      lock(accounts.failed(name)).ifPresent(time -> accounts.lock(name, now.plus(time)));
      return new Refused(Why.WRONG_PASSWORD);
    }
    if (!account.get().enabled()) {
      return new Refused(Why.DISABLED);
    }
    if (kept.get().oneTimeUntil().filter(now::isAfter).isPresent()) {
      return new Refused(Why.ONE_TIME_EXPIRED);
    }
    accounts.signedIn(name, now);
    return new Welcome(account.get(), kept.get().oneTimeUntil().isPresent());
  }

  private static Optional<Duration> lock(int failures) {
    if (failures < FORGIVEN) {
      return Optional.empty();
    }
    Duration lock = FIRST_LOCK.multipliedBy(1L << Math.min(failures - FORGIVEN, 10));
    return Optional.of(lock.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : lock);
  }

  /** Whether the person must choose a password before anything else. */
  public boolean mustChange(String name) {
    return accounts.password(name).flatMap(Password::oneTimeUntil).isPresent();
  }

  /** Why a password was not changed. */
  public enum NotChanged {
    WRONG_CURRENT,
    TOO_SHORT,
    TOO_LONG,
    EASILY_GUESSED,
    SAME
  }

  /**
   * Replaces a person's password by one of their choice; all sessions of theirs are over then.
   *
   * @return why it was not; empty if it was
   */
  public Optional<NotChanged> change(String name, String current, String wanted) {
    Account account = accounts.find(name).orElseThrow();
    if (attempt(name, current) instanceof Refused) {
      return Optional.of(NotChanged.WRONG_CURRENT);
    }
    if (wanted.equals(current)) {
      return Optional.of(NotChanged.SAME);
    }
    Optional<Weakness> weakness = rules.weakness(wanted, account);
    if (weakness.isPresent()) {
      return weakness.map(what -> NotChanged.valueOf(what.name()));
    }
    accounts.setPassword(name, Password.own(hashing.hash(wanted)));
    return Optional.empty();
  }

  /**
   * Gives the person a new password for one sign-in within three days.
   *
   * @return the password, which is kept nowhere
   */
  public String giveOneTimePassword(String name) {
    String password = PasswordRules.oneTime(random);
    accounts.setPassword(
        name, Password.oneTime(hashing.hash(password), clock.instant().plus(ONE_TIME)));
    return password;
  }

  /**
   * Makes the first account if there is none.
   *
   * @return its one-time password; empty if somebody can sign in already
   */
  public Optional<String> giveFirstAdministrator() {
    boolean first =
        accounts.all().stream()
            .noneMatch(account -> account.roles().contains(StandardRoles.ADMINISTRATOR));
    if (!first) {
      return Optional.empty();
    }
    Account administrator =
        Account.of(
            "admin", "Administrator", "", StandardRoles.ALL, Account.Origin.DESK, clock.instant());
    return accounts.add(administrator)
        ? Optional.of(giveOneTimePassword(administrator.name()))
        : Optional.empty();
  }
}
