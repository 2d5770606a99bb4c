package dev.rapporteur.cli;

import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.report.Workspace;
import dev.rapporteur.report.jdbc.StateDatabase;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * What every command has: {@code --workspace}, {@code --json}, and where to print. With {@code
 * --json} a command prints one JSON document on standard output and nothing else there.
 */
public final class Terminal {
  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "DIR",
      description = "The workspace; the current folder if not given.")
  Path workspace = Path.of("");

  @Option(names = "--json", description = "Print one JSON document on standard output.")
  boolean json;

  private final PrintWriter out =
      new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
  private final PrintWriter err =
      new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8);

  public Workspace workspace() {
    return new Workspace(workspace);
  }

  /** Opens the workspace with its state in the database that the environment names. */
  OpenWorkspace open() {
    return new OpenWorkspace(
        workspace(), Clock.systemUTC(), StateDatabase.of(workspace().state(), System.getenv()));
  }

  public boolean json() {
    return json;
  }

  /** Standard output, UTF-8. */
  public PrintWriter out() {
    return out;
  }

  /** Standard error, UTF-8: progress and faults. */
  public PrintWriter err() {
    return err;
  }

  /** What others wrote, without what moves a terminal's cursor. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .filter(c -> c == '\n' || !Character.isISOControl(c))
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /** Prints the value as one line of JSON on standard output. */
  public void printJson(Object value) {
    out.println(JsonMapper.shared().writeValueAsString(value));
  }
}
