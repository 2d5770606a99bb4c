package dev.rapporteur.cli;

import dev.rapporteur.server.RapporteurServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rapporteur serve}: the service. */
@Command(
    name = "serve",
    description = "Runs the service: schedules, web hooks, the status of runs, health.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "The port to listen on: ${DEFAULT-VALUE}.")
  int port;

  @Override
  public Integer call() throws InterruptedException {
    var context = RapporteurServer.start(terminal.workspace(), port);
    int listening = context.getEnvironment().getProperty("local.server.port", Integer.class, port);
    terminal.out().println("listening on http://localhost:" + listening);
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
