package dev.rapporteur.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command of the product in a process of its own, as a user starts it.
 *
 * @param code how it ended
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 */
public record CommandLineRun(int code, String out, String err) {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Runs {@code rapporteur ARGUMENTS} on a workspace. */
  public static CommandLineRun in(Path workspace, String... arguments) {
    return in(workspace, Map.of(), arguments);
  }

  /** As above, with variables added to the environment. */
  public static CommandLineRun in(
      Path workspace, Map<String, String> environment, String... arguments) {
    Process process = start(workspace, environment, arguments);
    try {
      return finished(process);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Starts a command and leaves it running. */
  public static Process start(
      Path workspace, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.rapporteur.Rapporteur"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--workspace", workspace.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static CommandLineRun finished(Process process) throws IOException {
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    Thread reader = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), err));
    copy(process.getInputStream(), out);
    try {
      reader.join();
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the command did not end within " + LIMIT);
      }
      return new CommandLineRun(process.exitValue(), text(out), text(err));
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static void copy(java.io.InputStream from, Path to) {
    try (from) {
      Files.copy(from, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String text(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return text;
  }
}
