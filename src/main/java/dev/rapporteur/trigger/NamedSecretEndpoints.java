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
   * @param secrets finds a secret by its name; a name without secret is left out, so that one can
   *     be named before it is there
   */
  public NamedSecretEndpoints(
      Map<String, Named> byReport, Function<String, Optional<String>> secrets) {
    this.byReport = Map.copyOf(byReport);
    this.secrets = secrets;
  }

  @Override
  public Optional<WebhookEndpoint> of(String report) {
    return Optional.ofNullable(byReport.get(report)).map(named -> endpoint(report, named));
  }

  private WebhookEndpoint endpoint(String report, Named named) {
    List<WebhookSecret> found =
        named.secrets().stream()
            .flatMap(name -> secrets.apply(name).stream())
            .map(
                text ->
                    switch (named.scheme()) {
                      case STANDARD -> WebhookSecret.standard(text);
                      case GITHUB -> WebhookSecret.github(text);
                    })
            .toList();
    if (found.isEmpty()) {
      throw new RapporteurException(
          FailureKind.DEFINITION,
          "the web hook of %s has none of its secrets %s".formatted(report, named.secrets()),
          "Set one of them.");
    }
    return new WebhookEndpoint(report, named.scheme(), found, named.quota());
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
