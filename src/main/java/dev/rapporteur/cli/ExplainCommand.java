package dev.rapporteur.cli;

import dev.rapporteur.pipeline.FigureTrail;
import dev.rapporteur.pipeline.OpenWorkspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code rapporteur explain}: the way back of a figure, and whether its data have changed since.
 */
@Command(
    name = "explain",
    description =
        "Shows where a figure of a run comes from, and whether the data have changed since.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
  String run;

  @Parameters(index = "1", paramLabel = "FIGURE", description = "The figure's id: sales.yoy.")
  String figure;

  @Override
  public Integer call() {
    try (OpenWorkspace workspace = terminal.open()) {
      FigureTrail trail = FigureTrail.of(workspace, run, figure);
      if (terminal.json()) {
        terminal.printJson(trail);
      } else {
        trail.lines().forEach(terminal.out()::println);
      }
      return ExitCode.DONE.code();
    }
  }
}
