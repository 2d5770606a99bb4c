package dev.rapporteur.trigger;

import dev.rapporteur.report.FailureKind;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.trigger.WebhookEndpoint.Quota;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Web hooks whose secrets are named in the settings and looked up each time. */
public final class NamedSecretEndpoints implements WebhookEndpoints {
  private final Map<String, Named> byReport;
  private final Function<String, Optional<String>> secrets;

  /**
   * @param secrets finds a secret by its name. A name without secret is left out, so that one can
   *     be named before it is there; a web hook without any secret is closed.
   */
  public NamedSecretEndpoints(
      Map<String, Named> byReport, Function<String, Optional<String>> secrets) {
    this.byReport = Map.copyOf(byReport);
    this.secrets = secrets;
  }

  @Override
  public Optional<WebhookEndpoint> of(String report) {
    Named named = byReport.get(report);
    if (named == null) {
      return Optional.empty();
    }
    List<WebhookSecret> found =
        named.secrets().stream()
            .flatMap(name -> secrets.apply(name).stream().map(text -> secret(name, text, named)))
            .toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new WebhookEndpoint(report, named.scheme(), found, named.quota()));
  }

  private static WebhookSecret secret(String name, String text, Named named) {
    try {
      return switch (named.scheme()) {
        case STANDARD -> WebhookSecret.standard(text);
        case GITHUB -> WebhookSecret.github(text);
      };
    } catch (IllegalArgumentException e) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "the secret %s cannot be used: %s".formatted(name, e.getMessage()),
          "Set it anew; see docs/guides/webhook.md.");
    }
  }

  /**
   * @param scheme how the sender signs
   * @param secrets names of secrets; two while one is being replaced
   * @param quota how many messages are taken in
   */
  public record Named(WebhookScheme scheme, List<String> secrets, Quota quota) {
    public Named {
      secrets = List.copyOf(secrets);
    }
  }
}
