package dev.rapporteur.trigger.quartz;

import dev.rapporteur.report.jdbc.StateDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts nodes in processes of their own and ends them. */
final class NodeProcesses implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();

  /**
   * Starts a {@link QuartzNodeProcess}.
   *
   * @param hangEvery every how many runs one hangs; 0 for none
   * @param sweepSeconds every how many seconds it sweeps
   * @param environment beside the test's own
   */
  Process start(
      String url, String name, int hangEvery, int sweepSeconds, Map<String, String> environment)
      throws IOException {
    boolean postgres = url.startsWith("jdbc:postgresql:");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dh2.bindAddress=127.0.0.1",
                "-cp",
                System.getProperty("java.class.path"),
                QuartzNodeProcess.class.getName(),
                url,
                postgres ? "postgres" : "sa",
                postgres ? "postgres" : "",
                name,
                Integer.toString(hangEvery),
                Integer.toString(sweepSeconds))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** What the runs of the processes write: when they start and when they are finished. */
  static JdbcClient workTable(StateDatabase state) {
    JdbcClient jdbc = JdbcClient.create(state.dataSource());
    jdbc.sql(
            "create table if not exists work"
                + " (run varchar(40), node varchar(20), what varchar(10))")
        .update();
    return jdbc;
  }

  static int count(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }

  /** Kills all that were started with SIGKILL. */
  @Override
  public void close() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }
}
