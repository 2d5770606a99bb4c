package dev.rapporteur.server;

import dev.rapporteur.pipeline.Instruments;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.QueuedRuns;
import dev.rapporteur.pipeline.ReportRunner;
import dev.rapporteur.pipeline.RunFeed;
import dev.rapporteur.report.ReportRuns;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.jdbc.StateDatabase;
import dev.rapporteur.trigger.quartz.QuartzNode;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the workspace and what executes its runs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServerSettings.class)
class WorkspaceConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  OpenWorkspace openWorkspace(ServerSettings settings, Clock clock) {
    Workspace workspace = new Workspace(settings.workspace());
    ServerSettings.Database database = settings.database();
    StateDatabase state =
        database.url() == null
            ? StateDatabase.inFolder(workspace.state())
            : StateDatabase.open(
                database.url(), database.user(), database.password(), database.connections());
    return new OpenWorkspace(workspace, clock, state);
  }

  @Bean
  ReportRuns reportRuns(OpenWorkspace workspace) {
    return workspace.runs();
  }

  @Bean
  RunFeed runFeed() {
    return new RunFeed();
  }

  /** Loads the routes before Camel's context starts; Spring starts it when all beans are there. */
  @Bean
  ReportRunner reportRunner(
      OpenWorkspace workspace,
      ServerSettings settings,
      RunFeed feed,
      CamelContext context,
      Instruments instruments) {
    workspace.watchedBy(instruments);
    return workspace.runner(Optional.ofNullable(settings.model()), feed, context);
  }

  @Bean
  QueuedRuns queuedRuns(ReportRunner runner, ReportRuns runs, Clock clock, QuartzNode node) {
    return new QueuedRuns(runner, runs, clock, node::enqueue);
  }

  @Bean
  RunController runController(OpenWorkspace workspace) {
    return new RunController(workspace.runs(), workspace.ledger(), workspace.waiting());
  }
}
