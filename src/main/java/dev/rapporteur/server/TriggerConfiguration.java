package dev.rapporteur.server;

import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.RapporteurException;
import dev.rapporteur.report.ReportRun;
import dev.rapporteur.trigger.DueReports;
import dev.rapporteur.trigger.NamedSecretEndpoints;
import dev.rapporteur.trigger.ReportSchedule;
import dev.rapporteur.trigger.ScheduleReader;
import dev.rapporteur.trigger.WebhookReception;
import dev.rapporteur.trigger.WebhookTarget;
import dev.rapporteur.trigger.WorkingDayCalendars;
import dev.rapporteur.trigger.jdbc.JdbcReportSchedules;
import dev.rapporteur.trigger.jdbc.JdbcWebhookInbox;
import dev.rapporteur.trigger.quartz.QuartzNode;
import dev.rapporteur.trigger.quartz.QuartzSettings;
import dev.rapporteur.trigger.web.ReportHookController;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Schedules and web hooks, and the queue behind both. */
@Configuration(proxyBeanMethods = false)
class TriggerConfiguration {
  private static final Logger log = LoggerFactory.getLogger(TriggerConfiguration.class);

  /** Longer than a step takes; a dead node's runs do not wait for it, Quartz recovers them. */
  private static final Duration STANDING = Duration.ofMinutes(10);

  @Bean(destroyMethod = "close")
  QuartzNode quartzNode(OpenWorkspace workspace, ServerSettings settings, Clock clock) {
    return QuartzNode.open(
        workspace.state().dataSource(), workspace.state().isPostgres(), quartz(settings), clock);
  }

  private static QuartzSettings quartz(ServerSettings settings) {
    QuartzSettings ordinary = QuartzSettings.ORDINARY;
    return new QuartzSettings(
        settings.runsAtATime(), ordinary.checkIn(), ordinary.deadAfter(), ordinary.sweepEvery());
  }

  @Bean
  DueReports dueReports(OpenWorkspace workspace, QuartzNode node, Clock clock) {
    return new DueReports(
        new JdbcReportSchedules(workspace.state().dataSource()),
        new ScheduleReader(
            new WorkingDayCalendars(workspace.workspace().folder().resolve("tasks/calendars"))),
        workspace.runs(),
        node,
        clock);
  }

  @Bean
  ReportHookController reportHookController(
      OpenWorkspace workspace,
      QuartzNode node,
      ServerSettings settings,
      Environment environment,
      Clock clock) {
    return new ReportHookController(
        new WebhookReception(
            endpoints(workspace, settings, environment),
            report -> WebhookTarget.of(workspace.catalog().report(report)),
            new JdbcWebhookInbox(workspace.state().dataSource(), workspace.runs()),
            node,
            clock));
  }

  /**
   * A report has a web hook if the settings name one, or if the variable {@code
   * RAPPORTEUR_HOOK_SALES_MONTHLY} (for sales-monthly) holds a secret.
   */
  private static NamedSecretEndpoints endpoints(
      OpenWorkspace workspace, ServerSettings settings, Environment environment) {
    Map<String, ServerSettings.Hook> hooks = new TreeMap<>(settings.hooks());
    for (String report : workspace.catalog().names()) {
      String variable =
          "RAPPORTEUR_HOOK_" + report.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
      hooks.putIfAbsent(report, ServerSettings.Hook.standard(variable));
    }
    return new NamedSecretEndpoints(
        hooks.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().named())),
        name ->
            workspace
                .secrets()
                .apply(name)
                .or(() -> Optional.ofNullable(environment.getProperty(name))));
  }

  /** The scheduler starts last, when everything that a run needs is there. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> startQueue(
      OpenWorkspace workspace, QuartzNode node, DueReports due, MarkedRuns starter, Clock clock) {
    return ready -> {
      workspace.whenApproved(node::enqueue);
      due.synchronize(schedules(workspace));
      node.start(due, starter, () -> standing(workspace, clock));
      node.setBells(due);
    };
  }

  /**
   * The pending runs that have not moved for a while. One that moves may be executed by a command
   * beside the service, which is not in the queue.
   */
  private static Set<String> standing(OpenWorkspace workspace, Clock clock) {
    Instant before = clock.instant().minus(STANDING);
    return Stream.concat(workspace.runs().pending().stream(), workspace.undelivered().stream())
        .filter(run -> run.changedAt().isBefore(before))
        .map(ReportRun::id)
        .collect(Collectors.toSet());
  }

  /** A wrong definition keeps its own report from being scheduled, not the others. */
  private static List<ReportSchedule> schedules(OpenWorkspace workspace) {
    List<ReportSchedule> schedules = new ArrayList<>();
    for (String name : workspace.catalog().names()) {
      try {
        ReportSchedule.of(workspace.catalog().report(name)).ifPresent(schedules::add);
      } catch (RapporteurException wrong) {
        log.error("{} is not scheduled: {}", name, wrong.getMessage());
      }
    }
    return schedules;
  }
}
