package dev.rapporteur.server;

import dev.rapporteur.desk.DeskConfiguration;
import dev.rapporteur.report.Workspace;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Starts the service on a workspace. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    exclude = {
      // The workspace opens its own database, and the trigger room its own scheduler.
      DataSourceAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class,
      QuartzAutoConfiguration.class,
      // Accounts are the desk's own; Spring would make one with a password in the log.
      UserDetailsServiceAutoConfiguration.class
    })
@Import({
  WorkspaceConfiguration.class,
  TriggerConfiguration.class,
  EventConfiguration.class,
  SecurityConfiguration.class,
  OperationConfiguration.class,
  McpConfiguration.class,
  DeskConfiguration.class,
  ReviewConfiguration.class
})
public class RapporteurServer {

  /**
   * Starts the service; it runs until the context is closed.
   *
   * @param port to listen on; 0 takes a free one
   */
  public static ConfigurableApplicationContext start(Workspace workspace, int port) {
    SpringApplication application = new SpringApplication(RapporteurServer.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setDefaultProperties(
        Map.of(
            "rapporteur.workspace", workspace.folder().toString(),
            "server.port", Integer.toString(port),
            "logging.config", "classpath:" + logging()));
    return application.run();
  }

  private static String logging() {
    return "json".equalsIgnoreCase(System.getenv("RAPPORTEUR_LOG"))
        ? "logback-server-json.xml"
        : "logback-server.xml";
  }
}
