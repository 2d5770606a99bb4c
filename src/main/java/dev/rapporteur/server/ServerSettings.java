package dev.rapporteur.server;

import dev.rapporteur.trigger.NamedSecretEndpoints;
import dev.rapporteur.trigger.WebhookEndpoint.Quota;
import dev.rapporteur.trigger.WebhookScheme;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the service, under {@code rapporteur}.
 *
 * @param workspace the folder with the definitions
 * @param database where state is kept; the embedded database if no URL is given
 * @param model where the language model is served; the built-in writer alone if not given
 * @param hooks web hooks by report
 * @param runsAtATime how many runs this node executes side by side
 */
@ConfigurationProperties("rapporteur")
public record ServerSettings(
    Path workspace,
    @DefaultValue Database database,
    @Nullable URI model,
    @DefaultValue Map<String, Hook> hooks,
    @DefaultValue("2") int runsAtATime) {

  /**
   * @param url {@code jdbc:postgresql:...}
   */
  public record Database(
      @Nullable String url,
      @DefaultValue("rapporteur") String user,
      @DefaultValue("") String password,
      @DefaultValue("10") int connections) {}

  /**
   * @param scheme how the sender signs
   * @param secrets names of environment variables that hold secrets; two while one is replaced
   * @param messages how many messages are taken in within {@code window}
   */
  public record Hook(
      @DefaultValue("STANDARD") WebhookScheme scheme,
      List<String> secrets,
      @DefaultValue("60") int messages,
      @DefaultValue("1m") Duration window) {

    /** The usual hook with its secret in the given variable. */
    static Hook standard(String secret) {
      return new Hook(WebhookScheme.STANDARD, List.of(secret), 60, Duration.ofMinutes(1));
    }

    NamedSecretEndpoints.Named named() {
      return new NamedSecretEndpoints.Named(scheme, secrets, new Quota(messages, window));
    }
  }
}
