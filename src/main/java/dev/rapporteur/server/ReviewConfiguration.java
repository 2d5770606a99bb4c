package dev.rapporteur.server;

import dev.rapporteur.access.Account;
import dev.rapporteur.access.Accounts;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.OpenWorkspace.Reviewing;
import dev.rapporteur.review.web.DraftsController;
import dev.rapporteur.review.web.MeasuresController;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages on which people work on drafts. */
@Configuration(proxyBeanMethods = false)
class ReviewConfiguration {

  @Bean
  Reviewing reviewing(OpenWorkspace workspace, ServerSettings settings) {
    return workspace.reviewing(Optional.ofNullable(settings.model()));
  }

  @Bean
  DraftsController draftsController(
      OpenWorkspace workspace, Reviewing reviewing, Accounts accounts, Clock clock) {
    return new DraftsController(
        workspace.runs(),
        reviewing.desk(),
        reviewing.materials(),
        reviewing.editing(),
        reviewing.margin(),
        reviewing.recalls(),
        role ->
            accounts.all().stream()
                .filter(account -> account.enabled() && account.roles().contains(role))
                .map(Account::name)
                .toList(),
        clock);
  }

  @Bean
  MeasuresController measuresController(OpenWorkspace workspace) {
    return new MeasuresController(workspace.reviewMeasures(), workspace::reviews);
  }
}
