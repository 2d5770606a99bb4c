package dev.rapporteur.function.jdbc;

import dev.rapporteur.access.Actor;
import dev.rapporteur.access.Role;
import dev.rapporteur.function.Confirmations;
import dev.rapporteur.function.PendingCall;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Parked calls in the state database. */
public final class JdbcConfirmations implements Confirmations {
  private static final String COLUMNS =
      "id, function_name, definition_hash, arguments, arguments_hash, requester_kind, requester,"
          + " requester_roles, door, reference, state, requested_at, expires_at";

  private final DataSource database;

  /**
   * @param database the state database with the migration {@code V090__requester_roles.sql} applied
   */
  public JdbcConfirmations(DataSource database) {
    this.database = database;
  }

  @Override
  public void park(PendingCall call) {
    String sql =
        "INSERT INTO confirmation (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, call.id());
      insert.setString(2, call.function());
      insert.setString(3, call.definitionHash());
      insert.setString(4, call.arguments());
      insert.setString(5, call.argumentsHash());
      insert.setString(6, call.requester().kind().name());
      insert.setString(7, call.requester().name());
      insert.setString(8, roles(call.requester()));
      insert.setString(9, call.door());
      insert.setString(10, call.within());
      insert.setString(11, call.state().name());
      insert.setObject(12, utc(call.requestedAt()));
      insert.setObject(13, utc(call.expiresAt()));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public Optional<PendingCall> find(String id) {
    List<PendingCall> found = select("id = ?", id);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  @Override
  public List<PendingCall> pending(Instant now) {
    return select("state = 'PENDING' AND expires_at > ? ORDER BY requested_at", utc(now));
  }

  @Override
  public boolean decide(String id, PendingCall.State to, String by, Instant now) {
    String sql =
        "UPDATE confirmation SET state = ?, decided_by = ?, decided_at = ?"
            + " WHERE id = ? AND state = 'PENDING' AND expires_at > ?";
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, to.name());
      update.setString(2, by);
      update.setObject(3, utc(now));
      update.setString(4, id);
      update.setObject(5, utc(now));
      return update.executeUpdate() == 1;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private List<PendingCall> select(String condition, Object argument) {
    String sql = "SELECT " + COLUMNS + " FROM confirmation WHERE " + condition;
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, argument);
      try (ResultSet rows = select.executeQuery()) {
        List<PendingCall> found = new ArrayList<>();
        while (rows.next()) {
          found.add(call(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static PendingCall call(ResultSet row) throws SQLException {
    return new PendingCall(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        Actor.of(row.getString(7), Actor.Kind.valueOf(row.getString(6)), roles(row.getString(8))),
        row.getString(9),
        row.getString(10),
        PendingCall.State.valueOf(row.getString(11)),
        row.getObject(12, OffsetDateTime.class).toInstant(),
        row.getObject(13, OffsetDateTime.class).toInstant());
  }

  private static String roles(Actor actor) {
    return actor.roles().stream().map(Role::name).collect(Collectors.joining(","));
  }

  private static List<String> roles(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(","));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static RapporteurException failed(SQLException e) {
    return new RapporteurException(
        FailureKind.EXTERNAL,
        "the confirmations in the state database cannot be read or written",
        "check the state database, then try again",
        e);
  }
}
