package dev.rapporteur.cli;

import dev.rapporteur.pipeline.OpenWorkspace;
import dev.rapporteur.pipeline.Replay;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code rapporteur replay}: a draft made again of what its run recorded, to the byte. */
@Command(
    name = "replay",
    description = "Makes a draft again of what its run recorded, and compares it to the byte.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
  String run;

  @Option(names = "--to", paramLabel = "DIR", description = "Writes what was made again there.")
  Path folder;

  @Override
  public Integer call() {
    try (OpenWorkspace workspace = terminal.open()) {
      Replay replay = Replay.of(workspace, run, Optional.ofNullable(folder));
      if (terminal.json()) {
        terminal.printJson(json(replay));
      } else {
        replay
            .files()
            .forEach(
                file ->
                    terminal
                        .out()
                        .println((file.equal() ? "equal      " : "different  ") + file.name()));
      }
      return replay.equal() ? ExitCode.DONE.code() : ExitCode.FAILED.code();
    }
  }

  private static ObjectNode json(Replay replay) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("run", replay.run()).put("equal", replay.equal());
    ArrayNode files = json.putArray("files");
    replay
        .files()
        .forEach(
            file ->
                files
                    .addObject()
                    .put("kind", file.kind())
                    .put("name", file.name())
                    .put("recorded", file.recorded())
                    .put("remade", file.remade())
                    .put("equal", file.equal()));
    return json;
  }
}
