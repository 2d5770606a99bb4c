package dev.rapporteur.cli;

import dev.rapporteur.evaluation.PromptEvaluation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rapporteur eval prompt VECTORS.json}: our prompts against the model's own template. */
@Command(
    name = "prompt",
    description = "Compares our prompts with those of the model's own chat template.",
    mixinStandardHelpOptions = true)
final class EvalPromptCommand implements Callable<Integer> {
  @Mixin private Terminal terminal;

  @Parameters(
      paramLabel = "VECTORS.json",
      description = "Conversations, each with the prompt that the template gives.")
  private Path vectors;

  @Override
  public Integer call() {
    PromptEvaluation.Result result = new PromptEvaluation().evaluate(vectors);
    if (terminal.json()) {
      terminal.printJson(result);
    } else {
      terminal
          .out()
          .println(result.equal() + " equal, " + result.different().size() + " different");
      result.different().forEach(terminal.out()::println);
    }
    return (result.different().isEmpty() ? ExitCode.DONE : ExitCode.FAILED).code();
  }
}
