package dev.rapporteur.access.jdbc;

import static dev.rapporteur.access.jdbc.JdbcAccounts.instant;
import static dev.rapporteur.access.jdbc.JdbcAccounts.time;

import dev.rapporteur.access.ApiKey;
import dev.rapporteur.access.ApiKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys in the state database. */
public final class JdbcApiKeys implements ApiKeys {
  private static final String COLUMNS =
      "id, owner, label, scopes, revoked, created_at, expires_at, last_used";

  private final JdbcClient jdbc;

  public JdbcApiKeys(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  @Override
  public void add(ApiKey key, String secretSha256) {
    jdbc.sql(
            "insert into api_key ("
                + COLUMNS
                + ", secret_sha256) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .param(key.id())
        .param(key.owner())
        .param(key.label())
        .param(key.scopes().stream().map(Enum::name).collect(Collectors.joining(",")))
        .param(key.revoked())
        .param(time(key.createdAt()))
        .param(time(key.expiresAt()))
        .param(time(key.lastUsed().orElse(null)))
        .param(secretSha256)
        .update();
  }

  @Override
  public Optional<ApiKey> find(String id, String secretSha256) {
    return jdbc.sql("select " + COLUMNS + " from api_key where id = ? and secret_sha256 = ?")
        .param(id)
        .param(secretSha256)
        .query(JdbcApiKeys::key)
        .optional();
  }

  @Override
  public List<ApiKey> of(String owner) {
    return jdbc.sql("select " + COLUMNS + " from api_key where owner = ? order by created_at desc")
        .param(owner)
        .query(JdbcApiKeys::key)
        .list();
  }

  @Override
  public boolean revoke(String id, String owner) {
    return jdbc.sql("update api_key set revoked = true where id = ? and owner = ?")
            .param(id)
            .param(owner)
            .update()
        == 1;
  }

  @Override
  public void used(String id, Instant day) {
    jdbc.sql("update api_key set last_used = ? where id = ?").param(time(day)).param(id).update();
  }

  private static ApiKey key(ResultSet row, int number) throws SQLException {
    return new ApiKey(
        row.getString("id"),
        row.getString("owner"),
        row.getString("label"),
        Stream.of(row.getString("scopes").split(","))
            .map(ApiKey.Scope::valueOf)
            .collect(Collectors.toCollection(TreeSet::new)),
        instant(row, 6).orElseThrow(),
        instant(row, 7).orElseThrow(),
        instant(row, 8),
        row.getBoolean("revoked"));
  }
}
