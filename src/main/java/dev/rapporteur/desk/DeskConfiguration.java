package dev.rapporteur.desk;

import dev.rapporteur.assistant.Assistant;
import dev.rapporteur.assistant.AssistantLimits;
import dev.rapporteur.assistant.Conversations;
import dev.rapporteur.assistant.jdbc.JdbcConversations;
import dev.rapporteur.function.Confirmations;
import dev.rapporteur.function.jdbc.JdbcConfirmations;
import dev.rapporteur.model.ModelConnection;
import dev.rapporteur.pipeline.ModelConnections;
import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.RunIds;
import dev.rapporteur.trigger.RunQueue;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.LocaleResolver;

/** The desk, for the service to take in. */
@Configuration(proxyBeanMethods = false)
@Import({
  DeskSecurity.class,
  DeskFrame.class,
  RunsController.class,
  ReportsController.class,
  FunctionsController.class,
  ConfirmationsController.class,
  AuditController.class,
  UsersController.class,
  KeysController.class,
  ApiController.class,
  SignInController.class
})
public class DeskConfiguration {

  @Bean
  DeskWeb deskWeb() {
    return new DeskWeb();
  }

  @Bean
  LocaleResolver localeResolver() {
    return DeskLanguage.resolver();
  }

  @Bean
  RunActions runActions(OpenWorkspace workspace, RunQueue queue, Clock clock) {
    return new RunActions(workspace, queue, clock);
  }

  @Bean
  OpenWorkspace.Functions deskFunctions(OpenWorkspace workspace) {
    return workspace.functions();
  }

  @Bean
  KnownRoles knownRoles(OpenWorkspace workspace, OpenWorkspace.Functions functions) {
    return new KnownRoles(functions.registry(), workspace.catalog());
  }

  @Bean
  Confirmations confirmations(OpenWorkspace workspace) {
    return new JdbcConfirmations(workspace.state().dataSource());
  }

  @Bean
  Conversations conversations(OpenWorkspace workspace, Clock clock) {
    RunIds ids = RunIds.random();
    return new JdbcConversations(
        workspace.state().dataSource(), clock, () -> ids.next(clock.instant()));
  }

  @Bean
  AssistantController assistantController(
      OpenWorkspace workspace,
      OpenWorkspace.Functions functions,
      Conversations conversations,
      Clock clock,
      @Value("${rapporteur.model:}") String model) {
    Optional<Supplier<Assistant>> assistant =
        model.isBlank()
            ? Optional.empty()
            : Optional.of(
                new OnFirstUse(() -> assistant(workspace, functions, clock, URI.create(model))));
    return new AssistantController(conversations, assistant);
  }

  private static Assistant assistant(
      OpenWorkspace workspace, OpenWorkspace.Functions functions, Clock clock, URI model) {
    ModelConnection connection = ModelConnections.open(model);
    return new Assistant(
        connection,
        functions.registry(),
        functions.gate(),
        workspace.retriever(),
        AssistantLimits.standard(),
        clock);
  }

  /** Makes the assistant when the first question is asked, and once. */
  private static final class OnFirstUse implements Supplier<Assistant> {
    private final Supplier<Assistant> maker;
    private Optional<Assistant> made = Optional.empty();

    OnFirstUse(Supplier<Assistant> maker) {
      this.maker = maker;
    }

    @Override
    public synchronized Assistant get() {
      if (made.isEmpty()) {
        made = Optional.of(maker.get());
      }
      return made.get();
    }
  }
}
