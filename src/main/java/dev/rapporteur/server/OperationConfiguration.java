package dev.rapporteur.server;

import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.model.ModelReadiness;
import dev.rapporteur.model.ModelSettings;
import dev.rapporteur.model.ModelTimeLimits;
import dev.rapporteur.model.micrometer.MicrometerModelMetrics;
import dev.rapporteur.operation.ClockExamination;
import dev.rapporteur.operation.Diagnosis;
import dev.rapporteur.operation.DiskExamination;
import dev.rapporteur.operation.Examination;
import dev.rapporteur.operation.ModelExamination;
import dev.rapporteur.operation.ScheduleExamination;
import dev.rapporteur.operation.StateExamination;
import dev.rapporteur.operation.StateWatch;
import dev.rapporteur.operation.jdbc.JdbcStateWatch;
import dev.rapporteur.operation.micrometer.OperationMeters;
import dev.rapporteur.operation.opentelemetry.Traces;
import dev.rapporteur.pipeline.Instruments;
import dev.rapporteur.pipeline.ModelConnections;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.QueuedRuns;
import dev.rapporteur.pipeline.RunFeed;
import dev.rapporteur.trigger.DueReports;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;

/** Health, metrics, traces, and the door to them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperationSettings.class)
class OperationConfiguration {
  /** It works, and somebody should look at it; answered with 200. */
  private static final Status DEGRADED = new Status("DEGRADED");

  /** A probe asks for one token only, so it need not wait as long as a report does. */
  private static final ModelTimeLimits PROBE =
      new ModelTimeLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(12));

  /** Liveness and readiness are open to everybody, and say up or down; the rest needs the key. */
  @Bean
  @Order(0)
  SecurityFilterChain operation(HttpSecurity http, OperationSettings settings) {
    return http.securityMatcher("/actuator/**")
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .exceptionHandling(
            refused ->
                refused.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
        .addFilterBefore(new OperationKeyFilter(settings.key()), AuthorizationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(
                        HttpMethod.GET,
                        "/actuator/health",
                        "/actuator/health/liveness",
                        "/actuator/health/readiness")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/actuator/health/*", "/actuator/prometheus")
                    .hasAuthority(OperationKeyFilter.AUTHORITY)
                    .anyRequest()
                    .denyAll())
        .build();
  }

  @Bean
  StateWatch stateWatch(OpenWorkspace workspace) {
    return new JdbcStateWatch(workspace.state().dataSource());
  }

  @Bean
  HealthIndicator stateHealthIndicator(StateWatch state, Clock clock) {
    return health(new StateExamination(state, clock), Status.DOWN);
  }

  @Bean
  HealthIndicator diskHealthIndicator(OpenWorkspace workspace) {
    return health(new DiskExamination(workspace.workspace().output()), Status.DOWN);
  }

  @Bean
  HealthIndicator clockHealthIndicator(StateWatch state, Clock clock) {
    return health(new ClockExamination(state, clock), DEGRADED);
  }

  @Bean
  HealthIndicator schedulesHealthIndicator(DueReports due, Clock clock) {
    return health(new ScheduleExamination(due, clock), DEGRADED);
  }

  /** Where a model is configured: without it the built-in writer writes, so nothing is down. */
  @Bean
  @ConditionalOnProperty("rapporteur.model")
  HealthIndicator modelHealthIndicator(ModelExamination model) {
    return health(model, DEGRADED);
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty("rapporteur.model")
  ModelConnection probedModel(ServerSettings settings) {
    URI url = settings.model();
    return ModelConnections.open(
        java.util.Objects.requireNonNull(url),
        ModelSettings.standard().withLimits(PROBE).withAttempts(1));
  }

  @Bean
  @ConditionalOnProperty("rapporteur.model")
  ModelExamination modelExamination(ModelConnection probedModel, Clock clock) {
    ModelReadiness readiness = probedModel.readiness();
    return new ModelExamination(() -> readiness, clock);
  }

  /**
   * @param bad what it means for the whole if the examined part is bad
   */
  private static HealthIndicator health(Examination examination, Status bad) {
    return () -> {
      Diagnosis found = examination.examine();
      Health.Builder health =
          switch (found.condition()) {
            case GOOD -> Health.up();
            case WARNING -> Health.status(DEGRADED);
            case BAD -> Health.status(bad);
          };
      health.withDetail("says", found.says());
      if (!found.next().isEmpty()) {
        health.withDetail("next", found.next());
      }
      return health.build();
    };
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty("rapporteur.operation.traces")
  Traces traces(OperationSettings settings) {
    return Traces.to(
        java.util.Objects.requireNonNull(settings.traces()), "node-" + UUID.randomUUID());
  }

  @Bean(destroyMethod = "close")
  OperationMeters operationMeters(
      MeterRegistry registry, StateWatch state, DueReports due, Clock clock, RunFeed feed) {
    OperationMeters meters = new OperationMeters(registry, state, due, clock);
    feed.add(meters);
    return meters;
  }

  @Bean
  Instruments instruments(
      MeterRegistry registry, OperationMeters meters, ObjectProvider<Traces> traces, RunFeed feed) {
    Optional<Traces> tracing = Optional.ofNullable(traces.getIfAvailable());
    tracing.ifPresent(feed::add);
    return new Instruments(
        ModelSettings.standard()
            .withMetrics(new MicrometerModelMetrics(registry))
            .withListeners(
                tracing
                    .map(List::<dev.langchain4j.model.chat.listener.ChatModelListener>of)
                    .orElse(List.of())),
        tracing
            .<UnaryOperator<dev.rapporteur.function.FunctionExecutor>>map(each -> each::around)
            .orElse(UnaryOperator.identity()),
        meters::appended);
  }

  @Bean
  MarkedRuns markedRuns(QueuedRuns runs, ObjectProvider<Traces> traces) {
    Traces tracing = traces.getIfAvailable();
    return new MarkedRuns(tracing == null ? runs : tracing.around(runs));
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> startMeters(OperationMeters meters) {
    return ready -> meters.start();
  }

  /** Buckets for what is waited for, so that shares of slow ones can be asked for. */
  @Bean
  MeterFilter buckets() {
    double[] seconds =
        List.of(0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 180.0).stream()
            .mapToDouble(each -> each * Duration.ofSeconds(1).toNanos())
            .toArray();
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        boolean waitedFor =
            id.getType() == Meter.Type.TIMER
                && (id.getName().startsWith("rapporteur.")
                    || id.getName().equals("http.server.requests"));
        return waitedFor
            ? DistributionStatisticConfig.builder()
                .serviceLevelObjectives(seconds)
                .build()
                .merge(config)
            : config;
      }
    };
  }
}
