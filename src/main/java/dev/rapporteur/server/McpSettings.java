package dev.rapporteur.server;

import dev.rapporteur.access.Actor;
import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the door for MCP clients, under {@code rapporteur.mcp}.
 *
 * @param enabled whether there is this door; not unless it is said
 * @param keys who may come in, by name
 */
@ConfigurationProperties("rapporteur.mcp")
public record McpSettings(
    @DefaultValue("false") boolean enabled, @DefaultValue Map<String, Key> keys) {
  private static final int SHORTEST = 24;

  /**
   * A program that may come in.
   *
   * @param secret what it shows as {@code Authorization: Bearer SECRET}; 24 characters or more
   * @param roles with which it calls functions
   */
  public record Key(String secret, List<String> roles) {
    public Key {
      roles = List.copyOf(roles);
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
      return "Key[roles=" + roles + "]";
    }
  }

  public McpSettings {
    keys = Map.copyOf(keys);
    keys.forEach(McpSettings::check);
    if (enabled && keys.isEmpty()) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "rapporteur.mcp is enabled and no key is given: nobody could come in",
          "give rapporteur.mcp.keys.NAME.secret and .roles");
    }
  }

  private static void check(String name, Key key) {
    if (key.secret().length() < SHORTEST) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "rapporteur.mcp.keys." + name + ".secret is shorter than " + SHORTEST + " characters",
          "take a random one: openssl rand -hex 24");
    }
    Actor.of(name, Actor.Kind.API_KEY, key.roles());
  }

  /** Whose key this is; all are compared, so that the time says nothing. */
  Optional<Actor> holder(String shown) {
    Optional<Actor> holder = Optional.empty();
    for (Map.Entry<String, Key> key : keys.entrySet()) {
      if (MessageDigest.isEqual(bytes(shown), bytes(key.getValue().secret()))) {
        holder = Optional.of(Actor.of(key.getKey(), Actor.Kind.API_KEY, key.getValue().roles()));
      }
    }
    return holder;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
