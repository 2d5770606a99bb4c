package dev.rapporteur.access.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapporteur.access.Account;
import dev.rapporteur.access.Accounts;
import dev.rapporteur.access.PasswordHash;
import dev.rapporteur.access.Role;
import dev.rapporteur.access.SignIn;
import dev.rapporteur.access.SignIn.NotChanged;
import dev.rapporteur.access.SignIn.Refused;
import dev.rapporteur.access.SignIn.Welcome;
import dev.rapporteur.access.SignIn.Why;
import dev.rapporteur.access.StandardRoles;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.testing.SettableClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in, against the real database. */
class SignInIT {
  private static final PasswordHash READABLE =
      new PasswordHash() {
        @Override
        public String hash(String password) {
          return "hash of " + password;
        }

        @Override
        public boolean matches(String password, String hash) {
          return hash.equals(hash(password));
        }
      };
  private static final String OWN = "four green herons dance";

  @TempDir Path folder;
  private StateDatabase state;
  private Accounts accounts;
  private SettableClock clock;
  private SignIn signIn;

  @BeforeEach
  void open() {
    state = StateDatabase.inFolder(folder);
    accounts = new JdbcAccounts(state.dataSource());
    clock = new SettableClock("2026-03-02T08:00:00Z");
    signIn = new SignIn(accounts, READABLE, clock, new SecureRandom());
  }

  @AfterEach
  void close() {
    state.close();
  }

  private String anna() {
    accounts.add(
        Account.of(
            "anna",
            "Anna",
            "anna@example.com",
            new TreeSet<>(List.of(new Role("sales-manager"))),
            Account.Origin.DESK,
            clock.instant()));
    String oneTime = signIn.giveOneTimePassword("anna");
    assertThat(signIn.change("anna", oneTime, OWN)).isEmpty();
    return OWN;
  }

  @Test
  void makesTheFirstAdministratorOnce() {
    String password = signIn.giveFirstAdministrator().orElseThrow();

    assertThat(signIn.giveFirstAdministrator()).isEmpty();
    assertThat(signIn.attempt("Admin ", password))
        .isInstanceOfSatisfying(
            Welcome.class,
            welcome -> {
              assertThat(welcome.mustChange()).isTrue();
              assertThat(welcome.account().roles()).isEqualTo(StandardRoles.ALL);
            });
  }

  @Test
  void aOneTimePasswordEndsAfterThreeDays() {
    String password = signIn.giveFirstAdministrator().orElseThrow();
    clock.jump(Duration.ofDays(3).plusSeconds(1));

    assertThat(signIn.attempt("admin", password)).isEqualTo(new Refused(Why.ONE_TIME_EXPIRED));
  }

  @Test
  void choosingAPasswordEndsEarlierSessions() {
    String password = signIn.giveFirstAdministrator().orElseThrow();
    int before = accounts.find("admin").orElseThrow().generation();

    assertThat(signIn.change("admin", "wrong", OWN)).contains(NotChanged.WRONG_CURRENT);
    assertThat(signIn.change("admin", password, "short")).contains(NotChanged.TOO_SHORT);
    assertThat(signIn.change("admin", password, password)).contains(NotChanged.SAME);
    assertThat(signIn.change("admin", password, OWN)).isEmpty();

    assertThat(accounts.find("admin").orElseThrow().generation()).isGreaterThan(before);
    assertThat(signIn.attempt("admin", OWN))
        .isInstanceOfSatisfying(
            Welcome.class, welcome -> assertThat(welcome.mustChange()).isFalse());
  }

  @Test
  void locksForLongerWithEachFailureAfterTheFifth() {
    anna();
    for (int i = 0; i < 5; i++) {
      assertThat(signIn.attempt("anna", "no")).isEqualTo(new Refused(Why.WRONG_PASSWORD));
    }
    assertThat(signIn.attempt("anna", OWN)).isEqualTo(new Refused(Why.LOCKED));

    clock.jump(Duration.ofSeconds(61));
    assertThat(signIn.attempt("anna", "no")).isEqualTo(new Refused(Why.WRONG_PASSWORD));
    clock.jump(Duration.ofSeconds(61));
    assertThat(signIn.attempt("anna", OWN)).isEqualTo(new Refused(Why.LOCKED));

    clock.jump(Duration.ofSeconds(60));
    assertThat(signIn.attempt("anna", OWN)).isInstanceOf(Welcome.class);
    assertThat(accounts.password("anna").orElseThrow().failures()).isZero();
  }

  @Test
  void aClosedAccountIsNotLetIn() {
    anna();
    Account account = accounts.find("anna").orElseThrow();
    accounts.change(account.with("Anna", "", account.roles(), false));

    assertThat(signIn.attempt("anna", OWN)).isEqualTo(new Refused(Why.DISABLED));
  }

  @Test
  void anUnknownNameIsHashedAsWell() {
    assertThat(signIn.attempt("nobody", OWN)).isEqualTo(new Refused(Why.UNKNOWN));
    assertThat(signIn.attempt("no body'; --", OWN)).isEqualTo(new Refused(Why.UNKNOWN));
  }
}
