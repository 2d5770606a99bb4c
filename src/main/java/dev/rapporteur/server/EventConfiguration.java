package dev.rapporteur.server;

import dev.rapporteur.delivery.hook.EventSender;
import dev.rapporteur.delivery.jdbc.JdbcEventSendings;
import dev.rapporteur.delivery.settings.DeliverySettings;
import dev.rapporteur.pipeline.OpenWorkspace;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Events go out from every node, every two seconds. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {
  private static final Logger log = LoggerFactory.getLogger(EventConfiguration.class);

  @Bean(destroyMethod = "shutdown")
  ScheduledExecutorService eventThread() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("events").daemon().factory());
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> startEvents(
      OpenWorkspace workspace, Clock clock, ScheduledExecutorService eventThread) {
    EventSender sender =
        new EventSender(
            new JdbcEventSendings(workspace.state().dataSource()),
            clock,
            pause -> pause.plus(Duration.ofMillis(jitter(pause))));
    return ready ->
        eventThread.scheduleWithFixedDelay(
            () -> sendDue(workspace, sender), 1, 2, TimeUnit.SECONDS);
  }

  /** At most a tenth more. */
  private static long jitter(Duration pause) {
    return ThreadLocalRandom.current().nextLong(pause.toMillis() / 10 + 1);
  }

  private static void sendDue(OpenWorkspace workspace, EventSender sender) {
    try {
      DeliverySettings settings = workspace.deliverySettings();
      sender.sendDue(settings.events(), settings::link);
    } catch (RuntimeException fault) {
      // The database may be away, or the settings wrong; what is due stays due.
      log.warn("events could not be sent: {}", fault.getMessage());
    }
  }
}
