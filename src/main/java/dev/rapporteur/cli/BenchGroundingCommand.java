package dev.rapporteur.cli;

import dev.rapporteur.evaluation.GroundingSpeed;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code rapporteur bench grounding}: how fast texts are verified, beside a floor. */
@Command(
    name = "grounding",
    description = "Measures how fast texts are verified, beside a matcher of equal numbers.",
    mixinStandardHelpOptions = true)
final class BenchGroundingCommand implements Callable<Integer> {
  @Mixin Terminal terminal;

  @Option(
      names = "--rounds",
      defaultValue = "12",
      description = "How often each text is read, the fastest counts: ${DEFAULT-VALUE}.")
  int rounds;

  @Override
  public Integer call() {
    GroundingSpeed speed = GroundingSpeed.measure(Math.clamp(rounds, 1, 1000));
    if (terminal.json()) {
      terminal.printJson(
          JsonNodeFactory.instance
              .objectNode()
              .put("sentencesPerSecond", speed.sentencesPerSecond())
              .put("floorPerSecond", speed.floorPerSecond())
              .put("ratio", speed.ratio())
              .put("textGrowth", speed.textGrowth())
              .put("factGrowth", speed.factGrowth()));
    } else {
      print(
          "%,.0f sentences a second against 150 figures, on one core", speed.sentencesPerSecond());
      print(
          "%,.0f by a matcher of equal numbers; ratio %.3f", speed.floorPerSecond(), speed.ratio());
      print("four times the text takes %.1f times as long", speed.textGrowth());
      print("16 times the figures take %.1f times as long", speed.factGrowth());
    }
    return ExitCode.DONE.code();
  }

  private void print(String line, Object... values) {
    terminal.out().println(line.formatted(values));
  }
}
