package dev.rapporteur.access.jdbc;

import dev.rapporteur.access.Account;
import dev.rapporteur.access.Accounts;
import dev.rapporteur.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts in the state database. */
public final class JdbcAccounts implements Accounts {
  private static final String COLUMNS =
      "name, display_name, mail, roles, origin, enabled, generation, created_at, last_sign_in";

  private final JdbcClient jdbc;

  public JdbcAccounts(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  @Override
  public Optional<Account> find(String name) {
    return jdbc.sql("select " + COLUMNS + " from account where name = ?")
        .param(name)
        .query(JdbcAccounts::account)
        .optional();
  }

  @Override
  public List<Account> all() {
    return jdbc.sql("select " + COLUMNS + " from account order by name")
        .query(JdbcAccounts::account)
        .list();
  }

  @Override
  public boolean add(Account account) {
    try {
      jdbc.sql("insert into account (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
          .param(account.name())
          .param(account.displayName())
          .param(account.mail())
          .param(text(account.roles()))
          .param(account.origin().name())
          .param(account.enabled())
          .param(account.generation())
          .param(time(account.createdAt()))
          .param(time(account.lastSignIn().orElse(null)))
          .update();
      return true;
    } catch (DuplicateKeyException taken) {
      return false;
    }
  }

  @Override
  public void change(Account account) {
    jdbc.sql(
            """
            update account set display_name = ?, mail = ?, roles = ?, origin = ?, enabled = ?,
              generation = generation + 1
            where name = ?
            """)
        .param(account.displayName())
        .param(account.mail())
        .param(text(account.roles()))
        .param(account.origin().name())
        .param(account.enabled())
        .param(account.name())
        .update();
  }

  @Override
  public Optional<Password> password(String name) {
    return jdbc.sql(
            """
            select password_hash, one_time_until, failures, locked_until from account
            where name = ? and password_hash is not null
            """)
        .param(name)
        .query(
            (row, number) ->
                new Password(row.getString(1), instant(row, 2), row.getInt(3), instant(row, 4)))
        .optional();
  }

  @Override
  public void setPassword(String name, Password password) {
    jdbc.sql(
            """
            update account set password_hash = ?, one_time_until = ?, failures = 0,
              locked_until = null, generation = generation + 1
            where name = ?
            """)
        .param(password.hash())
        .param(time(password.oneTimeUntil().orElse(null)))
        .param(name)
        .update();
  }

  @Override
  public int failed(String name) {
    jdbc.sql("update account set failures = failures + 1 where name = ?").param(name).update();
    return jdbc.sql("select failures from account where name = ?")
        .param(name)
        .query(Integer.class)
        .single();
  }

  @Override
  public void lock(String name, Instant until) {
    jdbc.sql("update account set locked_until = ? where name = ?")
        .param(time(until))
        .param(name)
        .update();
  }

  @Override
  public void signedIn(String name, Instant at) {
    jdbc.sql(
            """
            update account set failures = 0, locked_until = null, last_sign_in = ? where name = ?
            """)
        .param(time(at))
        .param(name)
        .update();
  }

  private static Account account(ResultSet row, int number) throws SQLException {
    return new Account(
        row.getString("name"),
        row.getString("display_name"),
        row.getString("mail"),
        roles(row.getString("roles")),
        Account.Origin.valueOf(row.getString("origin")),
        row.getBoolean("enabled"),
        row.getInt("generation"),
        instant(row, 8).orElseThrow(),
        instant(row, 9));
  }

  static SqlParameterValue time(@Nullable Instant instant) {
    return new SqlParameterValue(
        Types.TIMESTAMP_WITH_TIMEZONE, instant == null ? null : instant.atOffset(ZoneOffset.UTC));
  }

  static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static String text(SortedSet<Role> roles) {
    return roles.stream().map(Role::name).collect(Collectors.joining(","));
  }

  static SortedSet<Role> roles(String text) {
    return Stream.of(text.split(","))
        .filter(name -> !name.isEmpty())
        .map(Role::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
