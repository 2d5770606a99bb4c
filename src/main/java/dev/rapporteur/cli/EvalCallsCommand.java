package dev.rapporteur.cli;

import dev.rapporteur.evaluation.CallEvaluation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rapporteur eval calls IN.jsonl}: the tool calls read from each line's model text. */
@Command(
    name = "calls",
    description = "Reads the tool calls from each line's model text.",
    mixinStandardHelpOptions = true)
final class EvalCallsCommand implements Callable<Integer> {
  @Mixin private Terminal terminal;

  @Parameters(paramLabel = "IN.jsonl", description = "Lines {id, tools, output}.")
  private Path input;

  @Override
  public Integer call() {
    new CallEvaluation().evaluate(input, terminal.out()::println);
    return ExitCode.DONE.code();
  }
}
