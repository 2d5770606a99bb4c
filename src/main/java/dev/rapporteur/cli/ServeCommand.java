package dev.rapporteur.cli;

import dev.rapporteur.access.SignIn;
import dev.rapporteur.operation.AskHealth;
import dev.rapporteur.server.RapporteurServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rapporteur serve}: the service. */
@Command(
    name = "serve",
    description = "Runs the service: the desk in the browser, schedules, web hooks, health.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "The port to listen on: ${DEFAULT-VALUE}.")
  int port;

  @Option(
      names = "--stop-when-ready",
      hidden = true,
      description = "Ends once everything has started; for making a cache of loaded classes.")
  boolean stopWhenReady;

  @Override
  public Integer call() throws InterruptedException {
    var context = RapporteurServer.start(terminal.workspace(), port);
    int listening = context.getEnvironment().getProperty("local.server.port", Integer.class, port);
    terminal.out().println("listening on http://localhost:" + listening);
    context
        .getBean(SignIn.class)
        .giveFirstAdministrator()
        .ifPresent(
            password ->
                terminal
                    .out()
                    .printf(
                        "the desk is open: sign in as admin with the one-time password %s%n"
                            + "(it is shown only now, and good for three days)%n",
                        password));
    if (stopWhenReady) {
      AskHealth.isGood(
          java.net.URI.create("http://127.0.0.1:" + listening + "/actuator/health/readiness"));
      context.close();
      return ExitCode.DONE.code();
    }
    var closed = new java.util.concurrent.CountDownLatch(1);
    context.addApplicationListener(
        event -> {
          if (event instanceof org.springframework.context.event.ContextClosedEvent) {
            closed.countDown();
          }
        });
    closed.await();
    return ExitCode.DONE.code();
  }
}
